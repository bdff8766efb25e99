import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Category, type Finding, Severity } from '../manifest/finding';
import { rendersPlainly } from './object-source';
import { isCurrent, render, type RenderedObject, renderToKeep } from './rendered-object';
import { RoleTable } from './role-table';

/** Everything that an app would emit, in its order, and what could not be rendered. */
export interface Collected {
  readonly objects: readonly RenderedObject[];
  readonly broken: readonly Finding[];
}

/** The same, with what tells later whether it still holds. */
export interface Kept extends Collected {
  readonly roles: RoleTable;
  /** Whether plain data rendered to itself. */
  readonly plainly: boolean;
}

/** Renders every object of a tree; `constructs` are all of it, the root first. */
export function collect(constructs: readonly IConstruct[]): Collected {
  const roles = new RoleTable(constructs[0]);
  return collectWith(constructs, (object) => render(object, roles));
}

/** The same, to be asked later whether it still holds. */
export function collectToKeep(constructs: readonly IConstruct[]): Kept {
  const roles = new RoleTable(constructs[0]);
  const plainly = rendersPlainly(constructs[0]);
  return { ...collectWith(constructs, (object) => renderToKeep(object, roles, plainly)), roles, plainly };
}

/** Whether a tree still holds the same objects, each in the same role, and each would be rendered to the same. */
export function stillHolds({ objects, broken, roles, plainly }: Kept, constructs: readonly IConstruct[]): boolean {
  if (broken.length > 0 || !roles.isCurrent() || rendersPlainly(constructs[0]) !== plainly) return false;
  let count = 0;
  for (const construct of constructs) {
    if (!ApiObject.isApiObject(construct)) continue;
    const rendered = objects[count++];
    if (rendered?.object !== construct || rendered.role !== roles.of(construct) || !isCurrent(rendered)) return false;
  }
  return count === objects.length;
}

function collectWith(constructs: readonly IConstruct[], make: (object: ApiObject) => RenderedObject): Collected {
  const objects: RenderedObject[] = [];
  const broken: Finding[] = [];
  for (const construct of constructs) {
    if (!ApiObject.isApiObject(construct)) continue;
    const object = construct as ApiObject;
    try {
      objects.push(make(object));
    } catch (error) {
      broken.push(unrenderable(object, error));
    }
  }
  return { objects, broken };
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
