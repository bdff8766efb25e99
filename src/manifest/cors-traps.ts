import { type FieldProblem, fieldProblem } from './field-problem';
import { listOf } from './manifest';
import { portProblem } from './numbers';
import type { Problem } from './problem';
import { itemsAt, type Part } from './trap-parts';

/** Origins of every host. */
const EVERY_HOST = /^(\*|https?:\/\/\*(:\d+)?)$/;

/** Where credentials are allowed, an origin that stands for every site; -1 where none does. */
export function openOrigin(origins: readonly unknown[]): number {
  return origins.findIndex((origin) => typeof origin === 'string' && EVERY_HOST.test(origin));
}

/** Beyond the API's pattern: browsers send hosts in lower case, and ports end at 65535. */
export function originProblem(origin: string): Problem | undefined {
  if (origin !== origin.toLowerCase()) {
    return { reason: 'browsers send origins in lower case', fix: `write "${origin.toLowerCase()}"` };
  }
  const port = /:(\d+)$/.exec(origin)?.[1];
  return port === undefined ? undefined : portProblem(Number(port));
}

/** Settings of a CORS filter by which some page that is meant gets no answer. */
export function corsTraps({ value, path }: Part): FieldProblem[] {
  return [...noOrigins(value.allowOrigins, path), ...badOrigins(value.allowOrigins, path), ...namelessHeaders({ value, path })];
}

function noOrigins(origins: unknown, path: string): FieldProblem[] {
  if (listOf(origins).length > 0) return [];
  return [fieldProblem(
    `${path}.allowOrigins`, origins, 'it names no origin, so no page of another may call', 'write the origins, such as "https://www.company.com"',
  )];
}

function badOrigins(origins: unknown, path: string): FieldProblem[] {
  return itemsAt(origins, `${path}.allowOrigins`).flatMap(({ value, path: at }) => {
    const problem = typeof value === 'string' ? originProblem(value) : undefined;
    return problem ? [fieldProblem(at, value, problem.reason, problem.fix)] : [];
  });
}

/** Source: Fetch Standard, Access-Control-Expose-Headers: with credentials `*` is the name of a header. */
function namelessHeaders({ value: { allowCredentials, exposeHeaders }, path }: Part): FieldProblem[] {
  if (allowCredentials !== true || !listOf(exposeHeaders).includes('*')) return [];
  return [fieldProblem(
    `${path}.exposeHeaders`, exposeHeaders, '"*" beside allowCredentials shows a page nothing: browsers then take it for a name',
    'write the names of the headers',
  )];
}
