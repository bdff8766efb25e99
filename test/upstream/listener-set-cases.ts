import { type AllowedRoutes, type GatewayListener, ListenerProtocol, ListenerSet, TlsMode } from '../../src';
import { parentOfSets } from './example-gateway-cases';
import * as listeners from './listener-cases';
import { ALL, type Builder, GATEWAY_API, http, https, INFRA, SAME } from './parts';

/** A ListenerSet of a Gateway, both in the infrastructure's namespace unless said otherwise. */
const set = (name: string, gateway: string, own: GatewayListener[], namespace = INFRA, home = INFRA): Builder => (chart) => {
  new ListenerSet(chart, `set-${name}`, {
    metadata: { name, namespace },
    spec: { parentRef: { kind: 'Gateway', group: GATEWAY_API, name: gateway, namespace: home }, listeners: own },
  });
};

const together = (...builders: Builder[]): Builder => (chart) => builders.forEach((build) => build(chart));

/** A listener for the hostname that its name says. */
const named = (name: string, allowedRoutes: AllowedRoutes = ALL): GatewayListener => http(name, { hostname: `${name}.com`, allowedRoutes });

export const notAllowed: Builder = together(
  listeners.noListenerSets,
  set('listenerset-not-allowed', 'gateway-does-not-allow-listenerset', [named('listener-set-listener')]),
);

const inNamespace = (name: string, namespace: string): Builder =>
  set(name, 'gateway-allows-listenerset-in-selected-namespace', [named(`${name}-listener`)], namespace);

export const inSelectedNamespaces: Builder = together(
  listeners.selectedListenerSets,
  inNamespace('listenerset-in-selected-namespace', 'gateway-api-listenerset-selector-allowed-ns'),
  inNamespace('listenerset-not-in-selected-namespace', 'gateway-api-listenerset-selector-not-allowed-ns'),
);

export const supportedKinds: Builder = together(
  listeners.allListenerSets,
  set('listenerset-test-allowed-routes-supported-kinds', 'gateway-with-listener-sets-test-supported-route-kinds', [{
    ...named('listener-set-listener-allowed-routes-tls-only'), port: 443, protocol: ListenerProtocol.TLS, tls: { mode: TlsMode.PASSTHROUGH },
    allowedRoutes: { ...ALL, kinds: [{ kind: 'HTTPRoute' }] },
  }]),
);

export const dualParents: Builder = together(
  listeners.dualParents,
  set('ls-dual-parentref', 'gateway-dual-parentref', [http('ls-dual-parentref-listener', { hostname: 'ls-dual.com', allowedRoutes: SAME })]),
);

export const scopedParents: Builder = together(
  listeners.scopedParents,
  set('listenerset-parentref', 'gateway-parentref', [
    http('listenerset-parentref-listener', { hostname: 'listenerset-parentref.com', allowedRoutes: SAME }),
  ]),
);

/** Four sets that clash with a listener of the Gateway, or with one of another set. */
const conflict = (kind: string, later: (name: string) => GatewayListener): Builder => {
  const own = (name: string, ...of: GatewayListener[]): Builder => set(name, `gateway-with-listenerset-${kind}-conflict`, of);
  const name = `listenerset-with-${kind}-conflict-with`;
  const withGateway = later(`${kind}-conflict-with-gateway-listener`);
  const withSet = `${kind}-conflict-with-listener-set-listener`;
  return together(
    own(`${name}-gateway-1`, named('listener-set-1-listener'), withGateway, named(withSet)),
    own(`${name}-gateway-2`, withGateway),
    own(`${name}-listener-set-1`, named('listener-set-2-listener'), later(withSet)),
    own(`${name}-listener-set-2`, later(withSet)),
  );
};

export const hostnameConflict: Builder = together(listeners.hostnameConflict, conflict('hostname', (name) => named(name)));

export const protocolConflict: Builder = together(
  listeners.protocolConflict,
  conflict('protocol', (name) => http(name, { protocol: ListenerProtocol.TCP, allowedRoutes: ALL })),
);

const workload = (team: string, namespace: string): Builder => set(`${team}-workload-listeners`, 'parent-gateway', [
  https(team, `${team}-workload-cert`, { hostname: `${team}.foo.com` }),
], namespace, 'default');

export const example: Builder = together(parentOfSets, workload('first', 'team-1-ns'), workload('second', 'team-2-ns'));
