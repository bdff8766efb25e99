import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Category, type Finding, Severity } from '../manifest/finding';
import { isCurrent, render, type RenderedObject, renderToKeep } from './rendered-object';
import { RoleTable } from './role-table';

/** Everything that an app would emit, and what could not be rendered. */
export interface Collected {
  readonly objects: Map<ApiObject, RenderedObject>;
  readonly broken: Finding[];
  readonly roles: RoleTable;
}

/** Renders every object of a tree. */
export function collect(constructs: readonly IConstruct[]): Collected {
  return collectWith(constructs, new RoleTable(), render);
}

/** The same, where what was rendered before and is the same now is kept. */
export function collectAgain(constructs: readonly IConstruct[], before?: Collected): Collected {
  const known = before?.roles.isCurrent() ? before : undefined;
  return collectWith(constructs, known?.roles ?? new RoleTable(), (object, role) => {
    const rendered = known?.objects.get(object);
    return rendered && isCurrent(rendered, object, role) ? rendered : renderToKeep(object, role);
  });
}

/** Whether two collections hold the same objects. */
export function isSame({ objects }: Collected, before: Collected): boolean {
  if (objects.size !== before.objects.size) return false;
  for (const [object, rendered] of objects) {
    if (before.objects.get(object) !== rendered) return false;
  }
  return true;
}

function collectWith(constructs: readonly IConstruct[], roles: RoleTable, make: typeof render): Collected {
  const collected: Collected = { objects: new Map(), broken: [], roles };
  for (const object of constructs.filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))) {
    try {
      collected.objects.set(object, make(object, roles.of(object)));
    } catch (error) {
      collected.broken.push(unrenderable(object, error));
    }
  }
  return collected;
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
