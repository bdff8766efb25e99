import { getOrAdd, push } from '../../manifest/group-by';
import { overlaps } from '../../manifest/hostname';
import { GATEWAY_API } from '../../manifest/kinds';
import type { Manifest } from '../../manifest/manifest';
import { oncePerIndex, oncePerKey } from '../once';
import type { Entry } from '../rule';
import { attachmentsOf } from './attachment';
import type { ClusterIndex } from './cluster-index';
import { placeOf } from './listener-routes';
import { meshPlacesOf } from './mesh-routes';
import type { OwnListener } from './own-listeners';
import { oldestFirst } from './precedence';
import { hostnamesOf, type Reference } from './references';

/** Kinds whose routes are told apart by hostnames, and then by matches where they have some. */
const CLAIMING_KINDS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute'];

/** Stands for every hostname, where a route names none. */
export const EVERY_HOSTNAME = '';

/** A place where requests arrive, and what a route claims of them. */
export interface Claim {
  readonly route: Entry;
  /** Tells places apart. */
  readonly place: unknown;
  /** How messages name the place. */
  readonly name: string;
  /** The hostnames that the route names and the place serves, as the route has them. */
  readonly hostnames: readonly string[];
  /** The parentRef that leads there. */
  readonly ref: Pick<Reference, 'path' | 'sectionName' | 'port'>;
  /** The listener, where it is known. */
  readonly listener?: OwnListener;
  /** False where what is not here decides whether the route attaches. */
  readonly certain: boolean;
}

/** What a route claims: at listeners as their parents say, else as its parentRefs name them, and in meshes. */
export const claimsOf = oncePerKey((route: Entry, index): readonly Claim[] =>
  [...listenerClaims(route, index), ...meshClaims(route, index)]);

/** The hostnames that a route names, or what stands for every one. */
export function claimedHostnames(manifest: Manifest): readonly string[] {
  const named = hostnamesOf(manifest);
  return named.length > 0 ? named : [EVERY_HOSTNAME];
}

function listenerClaims(route: Entry, index: ClusterIndex): Claim[] {
  const claimed = claimedHostnames(route.manifest);
  return attachmentsOf(route, index).flatMap(({ ref, parent, listeners }) => {
    if (!parent) {
      const { key, name } = placeOf(ref, ref.sectionName, ref.port);
      return [{ route, place: key, name, hostnames: claimed, ref, certain: false }];
    }
    return listeners.map(({ listener, certain }): Claim => {
      const { key, name } = placeOf(ref, listener.name);
      return { route, place: key, name, hostnames: servedOf(claimed, listener), ref, listener, certain };
    });
  });
}

/** A route's hostnames at a listener. Which of two routes comes first is told by what they name, not by what is left of it. */
function servedOf(claimed: readonly string[], { hostname }: OwnListener): readonly string[] {
  return hostname === undefined ? claimed : claimed.filter((name) => name === EVERY_HOSTNAME || overlaps(hostname, name));
}

/** Hostnames do not count there. Source: Gateway API, GEP-1294. */
function meshClaims(route: Entry, index: ClusterIndex): Claim[] {
  return meshPlacesOf(route, index).map(({ own, name, path }) =>
    ({ route, place: own, name, hostnames: [EVERY_HOSTNAME], ref: { path }, certain: true }));
}

/** The claims on each hostname of each place by the routes of a kind, the oldest first, those of unknown age by name. */
type ClaimTable = ReadonlyMap<unknown, ReadonlyMap<string, readonly Claim[]>>;

/** The claims of a kind of routes. */
export function claimTable(kind: string, index: ClusterIndex): ClaimTable {
  return tables(index).get(kind) ?? new Map();
}

const tables = oncePerIndex((index) =>
  new Map(CLAIMING_KINDS.map((kind) => [kind, tableOf(oldestFirst(index.ofKind(GATEWAY_API, kind)), index)])));

function tableOf(routes: readonly Entry[], index: ClusterIndex): ClaimTable {
  const table = new Map<unknown, Map<string, Claim[]>>();
  for (const claim of routes.flatMap((route) => claimsOf(route, index))) {
    const hosts = getOrAdd(table, claim.place, () => new Map<string, Claim[]>());
    for (const hostname of new Set(claim.hostnames)) push(hosts, hostname, claim);
  }
  return table;
}
