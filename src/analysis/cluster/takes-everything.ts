import { isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { normalizePrefix } from '../../manifest/path';
import { specOf } from './references';

/** Whether a route takes every request of its kind that comes to it, in some rule. A regular expression is not read. */
export function takesEverything(manifest: Manifest): boolean {
  const isAny = ANY_MATCH.get(manifest.kind);
  if (isAny === undefined) return true;
  const rules = listOf(specOf(manifest).rules);
  // The API server gives an HTTPRoute without rules one that takes everything; a GRPCRoute stays without.
  if (rules.length === 0) return manifest.kind === 'HTTPRoute';
  return rules.filter(isRecord).map(({ matches }) => listOf(matches))
    .some((matches) => matches.length === 0 || matches.filter(isRecord).some(isAny));
}

/** Whether a match takes everything, for the kinds that have matches. */
const ANY_MATCH: ReadonlyMap<string, (match: Record<string, unknown>) => boolean> = new Map([
  ['HTTPRoute', anyRequest], ['GRPCRoute', anyCall],
]);

function anyRequest({ path, method, headers, queryParams }: Record<string, unknown>): boolean {
  const { type = 'PathPrefix', value = '/' } = isRecord(path) ? path : {};
  return type === 'PathPrefix' && normalizePrefix(String(value)) === '/'
    && method === undefined && listOf(headers).length === 0 && listOf(queryParams).length === 0;
}

function anyCall({ method, headers }: Record<string, unknown>): boolean {
  const { service = '', method: called = '' } = isRecord(method) ? method : {};
  return service === '' && called === '' && listOf(headers).length === 0;
}
