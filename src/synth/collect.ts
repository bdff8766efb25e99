import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Entry, RoleFacts } from '../analysis/rule';
import { RoleScope } from '../constructs/roles/role-scope';
import { Category, type Finding, Severity } from '../manifest/finding';
import { isManifest, unwrapLists } from '../manifest/manifest';

/** Everything that an app would emit, and what could not be rendered. */
export interface Collected {
  readonly entries: Entry[];
  readonly broken: Finding[];
  readonly constructs: Map<string, IConstruct>;
}

/** Renders every object of a tree to its final JSON: after patches, lists unwrapped, whatever made it. */
export function collect(root: IConstruct): Collected {
  const collected: Collected = { entries: [], broken: [], constructs: new Map() };
  const roles = new Map<RoleScope, RoleFacts>();
  for (const construct of root.node.findAll()) {
    if (ApiObject.isApiObject(construct)) add(construct as ApiObject, collected, roles);
  }
  return collected;
}

function add(object: ApiObject, collected: Collected, roles: Map<RoleScope, RoleFacts>): void {
  const path = object.node.path;
  collected.constructs.set(path, object);
  try {
    const json: unknown = object.toJson();
    if (!isManifest(json)) throw new Error('it has no apiVersion or kind');
    const role = factsOf(object, roles);
    for (const manifest of unwrapLists(json)) collected.entries.push({ manifest, construct: path, role });
  } catch (error) {
    collected.broken.push(unrenderable(object, error));
  }
}

function factsOf(construct: IConstruct, roles: Map<RoleScope, RoleFacts>): RoleFacts | undefined {
  const role = RoleScope.of(construct);
  if (!role) return undefined;
  const known = roles.get(role);
  if (known) return known;
  const facts: RoleFacts = { persona: role.persona, grants: role.grants.map((grant) => grant._data()) };
  roles.set(role, facts);
  return facts;
}

function unrenderable(object: ApiObject, error: unknown): Finding {
  return {
    code: 'GW004',
    severity: Severity.ERROR,
    category: Category.SCHEMA,
    message: `the object cannot be rendered (${error instanceof Error ? error.message : String(error)})`,
    fix: 'make its fields plain JSON: text, numbers, booleans, lists and objects; check its JSON patches',
    resource: { apiVersion: object.apiVersion, kind: object.kind, name: object.name },
    path: '',
    construct: object.node.path,
  };
}
