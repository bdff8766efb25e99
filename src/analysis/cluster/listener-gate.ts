import { GATEWAY_API } from '../../manifest/kinds';
import { isRecord, listOf } from '../../manifest/manifest';
import { isProtocol, kindsOfProtocol } from '../../manifest/route-protocols';
import { oncePerKey } from '../once';
import { type ClusterIndex, namespaceOf } from './cluster-index';
import { selectorMatches } from './namespace-selector';
import type { OwnListener } from './own-listeners';

type Data = Record<string, unknown>;

/** A kind of routes as allowedRoutes names it, with the default group filled in. */
export interface RouteType {
  readonly group: string;
  readonly kind: string;
}

/** The kinds that a listener names in its allowedRoutes; none where it leaves them to its protocol. */
export function namedKinds({ data }: OwnListener): RouteType[] {
  return listOf(allowedRoutes(data).kinds).filter(isRecord).map(({ group, kind }) =>
    ({ group: typeof group === 'string' ? group : GATEWAY_API, kind: typeof kind === 'string' ? kind : '' }));
}

/** Whether a protocol serves a kind; undefined for kinds and protocols that are an implementation's own. */
export function isServed({ protocol }: OwnListener, { group, kind }: RouteType): boolean | undefined {
  return group === GATEWAY_API ? kindsOfProtocol(protocol)?.includes(kind) : undefined;
}

/**
 * The Gateway API kinds that attach to a listener: those that it names and its protocol serves; undefined where a protocol of an
 * implementation's own leaves it open, none where there is no such protocol. Source: Gateway API v1.6.1, AllowedRoutes.kinds.
 */
export function takenKinds(listener: OwnListener): readonly string[] | undefined {
  if (listener.protocol !== '' && !isProtocol(listener.protocol)) return [];
  const named = namedKinds(listener);
  if (named.length === 0) return kindsOfProtocol(listener.protocol);
  return named.filter((type) => type.group === GATEWAY_API && isServed(listener, type) !== false).map(({ kind }) => kind);
}

/** What a listener lets in. */
interface Gate {
  readonly kinds: readonly string[] | undefined;
  /** By namespace, as far as it was asked. */
  readonly admitted: Map<string, boolean | undefined>;
}

/** What a listener lets in, read once. */
export const gateOf = oncePerKey((listener: OwnListener): Gate => ({ kinds: takenKinds(listener), admitted: new Map() }));

/**
 * Whether a listener admits routes of a namespace; undefined where nothing here tells. `Same` is the namespace of the Gateway or
 * ListenerSet that the listener stands in. Source: Gateway API v1.6.1, RouteNamespaces.
 */
export function admitsNamespace(listener: OwnListener, namespace: string | undefined, index: ClusterIndex): boolean | undefined {
  const { admitted } = gateOf(listener, index);
  const key = namespace ?? '';
  if (!admitted.has(key)) admitted.set(key, judge(listener, namespace, index));
  return admitted.get(key);
}

function judge({ data, owner }: OwnListener, namespace: string | undefined, index: ClusterIndex): boolean | undefined {
  const { from = 'Same', selector } = namespaceRule(data);
  const home = namespaceOf(owner.manifest);
  if (from === 'All') return true;
  if (from === 'Same' && namespace === home) return true;
  if (namespace === undefined) return undefined;
  if (from === 'Selector') return selectorMatches(selector, namespace, index);
  return from === 'Same' && home === undefined ? undefined : false;
}

/** The rule of a listener for namespaces. */
export function namespaceRule(data: Readonly<Data>): Data {
  const { namespaces } = allowedRoutes(data);
  return isRecord(namespaces) ? namespaces : {};
}

function allowedRoutes({ allowedRoutes: allowed }: Readonly<Data>): Data {
  return isRecord(allowed) ? allowed : {};
}
