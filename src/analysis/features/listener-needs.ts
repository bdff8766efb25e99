import { GATEWAY_API } from '../../manifest/kinds';
import { attachmentsOf } from '../cluster/attachment';
import type { ClusterIndex } from '../cluster/cluster-index';
import { effectiveListeners } from '../cluster/effective-listeners';
import type { OwnListener } from '../cluster/own-listeners';
import { oncePerIndex } from '../once';
import type { Entry } from '../rule';
import type { Need } from './feature-need';

/** What the listeners of a Gateway, or of a ListenerSet, need because of others and of the routes that attach to them. */
export function listenerNeeds(entry: Entry, index: ClusterIndex): readonly Need[] {
  return needsByOwner(index).get(entry) ?? NONE;
}

const NONE: readonly Need[] = [];

const needsByOwner = oncePerIndex((index) => {
  const needs = new Map<Entry, Need[]>();
  const add = ({ owner, path }: OwnListener, need: Need): void => {
    const list = needs.get(owner) ?? [];
    needs.set(owner, list);
    list.push({ ...need, path: `${path}${need.path}` });
  };
  for (const gateway of index.ofKind(GATEWAY_API, 'Gateway')) {
    for (const listeners of byPort(effectiveListeners(gateway, index))) addShared(listeners, add);
  }
  for (const listener of terminatedListeners(index)) add(listener, { feature: 'TLSRouteModeTerminate', path: '.tls' });
  return needs;
});

function byPort(listeners: readonly OwnListener[]): OwnListener[][] {
  const ports = new Map<number, OwnListener[]>();
  for (const listener of listeners) {
    if (listener.port === undefined) continue;
    const list = ports.get(listener.port) ?? [];
    ports.set(listener.port, list);
    list.push(listener);
  }
  return [...ports.values()].filter((list) => list.length > 1);
}

/** The needs of listeners of one port. */
function addShared(listeners: readonly OwnListener[], add: (listener: OwnListener, need: Need) => void): void {
  for (const listener of insideOthers(listeners.filter(({ protocol }) => protocol === 'HTTP'))) {
    add(listener, { feature: 'GatewayHTTPListenerIsolation', path: '.hostname', behavioural: true });
  }
  const [, second] = listeners.filter(({ protocol }) => protocol === 'HTTPS');
  if (second) add(second, { feature: 'GatewayHTTPSListenerDetectMisdirectedRequests', path: '', behavioural: true });
  const [first, ...others] = listeners.filter(({ protocol, tlsMode }) => protocol === 'TLS' && tlsMode !== undefined);
  const other = others.find(({ tlsMode }) => tlsMode !== first.tlsMode);
  if (other) add(other, { feature: 'TLSRouteModeMixed', path: '.tls.mode' });
}

/** The listeners whose hostname another one, wider, serves too. */
function insideOthers(listeners: readonly OwnListener[]): OwnListener[] {
  const hostnames = new Set(listeners.map(({ hostname = '' }) => hostname));
  return listeners.filter(({ hostname }) => hostname !== undefined && wider(hostname).some((one) => hostnames.has(one)));
}

const MAX_HOSTNAME = 253;

/** The hostnames that cover one: wildcards over it, and none at all. What is too long to be a hostname has none. */
function wider(hostname: string): string[] {
  if (hostname.length > MAX_HOSTNAME) return [];
  const labels = hostname.replace(/^\*\./, '').split('.');
  return [...labels.slice(1).map((_, i) => `*.${labels.slice(i + 1).join('.')}`), ''];
}

/** Listeners that end TLS themselves and have a TLSRoute. */
function terminatedListeners(index: ClusterIndex): Set<OwnListener> {
  const attached = index.ofKind(GATEWAY_API, 'TLSRoute')
    .flatMap((route) => attachmentsOf(route, index))
    .flatMap(({ listeners }) => listeners);
  return new Set(attached.map(({ listener }) => listener)
    .filter(({ protocol, tlsMode }) => protocol === 'TLS' && tlsMode === 'Terminate'));
}
