import { type Place, refused } from '../base/problems';
import type { Cors, ExternalAuth, FilterData, HeaderChange, Mirror, PathChange, Redirect, Rewrite } from './filter-data';

/** Turns the backend of a filter into the reference that the API takes. */
type FilterBackendRef = (filter: Mirror | ExternalAuth, option: string) => object;

/**
 * The filters of one rule or backend as the API takes them: header changes of one direction in one modifier, rewrites of
 * hostname and path in one rewrite. Each stands where its kind is first named.
 *
 * @throws where two filters contradict each other
 */
export function mergeFilters(place: Place, at: string, filters: readonly FilterData[], refOf: FilterBackendRef): object[] {
  const named = filters.map((filter, i) => ({ filter, option: `${at}[${i}]` }));
  const merged: (() => object)[] = [];
  const done = new Set<string>();
  for (const { filter, option } of named) {
    const kind = kindOf(filter);
    if (filter.form === 'mirror') merged.push(() => mirrorOf(filter, refOf(filter, option)));
    else if (filter.form === 'extension') merged.push(() => ({ type: 'ExtensionRef', extensionRef: filter.ref }));
    else if (!done.has(kind)) merged.push(() => mergedKind(place, kind, ofKind(named, kind), refOf));
    done.add(kind);
  }
  return merged.map((make) => make());
}

/** What the API tells filters apart by. */
function kindOf(filter: FilterData): string {
  return filter.form === 'headers' ? filter.direction : filter.form;
}

function ofKind(filters: Named<FilterData>[], kind: string): Named<FilterData>[] {
  return filters.filter(({ filter }) => kindOf(filter) === kind);
}

function mergedKind(place: Place, kind: string, same: Named<FilterData>[], refOf: FilterBackendRef): object {
  if (kind === 'redirect') return redirectOf(place, same as Named<Redirect>[]);
  if (kind === 'rewrite') return rewriteOf(place, same as Named<Rewrite>[]);
  if (kind === 'cors') return corsOf(place, same as Named<Cors>[]);
  if (kind === 'externalAuth') return externalAuthOf(place, same as Named<ExternalAuth>[], refOf);
  return modifierOf(place, same as Named<HeaderChange>[]);
}

interface Named<T> {
  readonly filter: T;
  readonly option: string;
}

function modifierOf(place: Place, changes: Named<HeaderChange>[]): object {
  const { direction } = changes[0].filter;
  const seen = new Map<string, string>();
  for (const { filter, option } of changes) {
    for (const { name } of filter.headers) {
      const earlier = seen.get(name.toLowerCase());
      if (earlier !== undefined) {
        throw refused(place, `${option} changes the ${direction} header "${name}", which ${earlier} already changes `
          + '(names are compared without regard to case); a rule changes each header once');
      }
      seen.set(name.toLowerCase(), `${option} (${filter.action})`);
    }
  }
  const of = (action: HeaderChange['action']): HeaderChange['headers'] =>
    changes.flatMap(({ filter }) => (filter.action === action ? filter.headers : []));
  const modifier = {
    ...(of('set').length > 0 && { set: of('set') }),
    ...(of('add').length > 0 && { add: of('add') }),
    ...(of('remove').length > 0 && { remove: of('remove').map(({ name }) => name) }),
  };
  return direction === 'request'
    ? { type: 'RequestHeaderModifier', requestHeaderModifier: modifier }
    : { type: 'ResponseHeaderModifier', responseHeaderModifier: modifier };
}

function redirectOf(place: Place, [first, second]: Named<Redirect>[]): object {
  if (second) {
    throw refused(place, `${second.option} redirects, and ${first.option} already does; write one redirect with all its parts`);
  }
  const { scheme, hostname, port, path, statusCode } = first.filter.parts;
  return {
    type: 'RequestRedirect',
    requestRedirect: {
      ...(scheme !== undefined && { scheme }),
      ...(hostname !== undefined && { hostname }),
      ...(port !== undefined && { port }),
      ...(path !== undefined && { path }),
      statusCode,
    },
  };
}

function rewriteOf(place: Place, rewrites: Named<Rewrite>[]): object {
  const merged: { hostname?: string; path?: PathChange } = {};
  for (const { filter: { parts }, option } of rewrites) {
    for (const part of ['hostname', 'path'] as const) {
      if (parts[part] === undefined) continue;
      if (merged[part] !== undefined) {
        throw refused(place, `${option} rewrites the ${part}, which an earlier filter of the rule already does; leave one out`);
      }
      Object.assign(merged, { [part]: parts[part] });
    }
  }
  return { type: 'URLRewrite', urlRewrite: merged };
}

function corsOf(place: Place, [first, second]: Named<Cors>[]): object {
  if (second) {
    throw refused(place, `${second.option} answers other origins, and ${first.option} already does; `
      + 'write one CORS filter for all of them');
  }
  return { type: 'CORS', cors: first.filter.settings };
}

/** The API does not say what two of them would mean, and a check that is left out would let everybody in. */
function externalAuthOf(place: Place, [first, second]: Named<ExternalAuth>[], refOf: FilterBackendRef): object {
  if (second) {
    throw refused(place, `${second.option} asks a service first, and ${first.option} already does; `
      + 'have one service decide, as an implementation may skip the other');
  }
  const { protocol, settings } = first.filter;
  return { type: 'ExternalAuth', externalAuth: { protocol, backendRef: refOf(first.filter, first.option), ...settings } };
}

function mirrorOf({ percent, fraction }: Mirror, backendRef: object): object {
  return {
    type: 'RequestMirror',
    requestMirror: { backendRef, ...(percent !== undefined && { percent }), ...(fraction !== undefined && { fraction }) },
  };
}
