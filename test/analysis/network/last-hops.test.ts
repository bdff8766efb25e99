import { answer, entryPathsOf, type NetworkModel, type NetworkProfile, type Place, placeOf, SPECIFICATION } from '../../../src/analysis/network';
import { implementationFacts } from '../../../src/manifest/implementation-table';
import { modelOf, namespace, pod, policy } from './models';

const WEB = `${namespace('shop') + namespace('infra') + namespace('far') + pod('shop/web')
}---\n{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}}\n`;
const gateway = (controller: string): string =>
  `---\n{apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: c}, spec: {controllerName: ${controller}}}\n`
  + '---\n{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: edge, namespace: infra}, spec: {gatewayClassName: c, '
  + 'listeners: [{name: web, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}]}}\n';
const route = (home = 'shop'): string =>
  `---\n{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r, namespace: ${home}}, spec: {`
  + 'parentRefs: [{name: edge, namespace: infra}], rules: [{backendRefs: [{name: web, namespace: shop, port: 80}]}]}}\n';
const INGRESS = '---\n{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: old, namespace: shop}, spec: {'
  + 'defaultBackend: {service: {name: web, port: {number: 80}}}}}\n';
const FROM_INFRA = policy('shop/in', '{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: infra}}}]}]}');
const FROM_PODS = policy('shop/in', '{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]}');
const DENY = policy('shop/deny', '{podSelector: {}, policyTypes: [Ingress]}');
const grant = (home: string): string => '---\n{apiVersion: gateway.networking.k8s.io/v1beta1, kind: ReferenceGrant, metadata: {name: g, namespace: shop}, '
  + `spec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: ${home}}], to: [{group: "", kind: Service}]}}\n`;

const placeIn = (model: NetworkModel, text: string): Place => {
  const found = placeOf(model, text);
  if ('problem' in found) throw new Error(found.problem);
  return found.place;
};
const hop = (yaml: string): string => {
  const [{ allowed, unknown, because = '' }] = entryPathsOf(modelOf(WEB + yaml));
  return `${!allowed.isEmpty ? 'yes' : unknown.isEmpty ? 'no' : 'unknown'}: ${because}`;
};

test.each([
  ['a class that is not known', gateway('example.com/x') + route(), /^unknown: .*GatewayClass of an implementation that is known/],
  ['proxies that are no pods', gateway('io.cilium/gateway-controller') + route(), /^unknown: .*entity ingress are no pods/],
  ['an Ingress', INGRESS, /^unknown: .*does not show the pods of the ingress controller/],
])('proxies that the set does not show are never told to be shut out, or let in as pods: %s', (_, yaml, text) => {
  for (const one of [FROM_INFRA, DENY, FROM_PODS]) expect(hop(yaml + one)).toMatch(text);
  expect(hop(yaml)).toBe('yes: ');
});

test('pods of an implementation that is known are let in by their labels, and not shut out where the set does not show them', () => {
  const istio = gateway('istio.io/gateway-controller') + route();
  for (const one of ['', FROM_INFRA, FROM_PODS]) expect(hop(istio + one)).toBe('yes: ');
  expect(hop(istio + DENY)).toMatch(/^unknown: the set does not show these pods: policies do not let them in, unless they are in the network of a node/);
  const shown = pod('infra/edge', { 'gateway.networking.k8s.io/gateway-name': 'edge' });
  expect(hop(istio + DENY + shown)).toBe('no: ');
});

test.each<[string, string, string[]]>([
  ['let in by name', FROM_INFRA, [expect.stringContaining('ask of its proxies') as string]],
  ['let in as all pods are', FROM_PODS, [expect.stringContaining('ask of its proxies') as string]],
  ['shut out', DENY, [expect.stringContaining('ask of its proxies') as string]],
  ['let in as everybody is', '', []],
])('a question of them has the same answer: %s', (_, yaml, notes) => {
  const model = modelOf(WEB + gateway('example.com/x') + yaml);
  const [from, to] = [placeIn(model, 'gateway/infra/edge'), placeIn(model, 'shop/web')];
  expect(answer(model, from, to, 'TCP', 8080)).toMatchObject({ reach: notes.length > 0 ? 'unknown' : 'yes', notes });
});

describe('an implementation of several modes', () => {
  const ENVOY = 'gateway.envoyproxy.io/gatewayclass-controller';
  const OWNING = { 'gateway.envoyproxy.io/owning-gateway-name': 'edge', 'gateway.envoyproxy.io/owning-gateway-namespace': 'infra' };
  const selector = (labels: object, home: string): string =>
    `{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${home}}}, podSelector: {matchLabels: ${JSON.stringify(labels)}}}`;
  const lets = (peer: string): string => policy('shop/in', `{podSelector: {}, ingress: [{from: [${peer}]}]}`);
  const ofSystem = lets(selector(OWNING, 'envoy-gateway-system'));
  const beside = lets(selector(OWNING, 'infra'));
  const promise = (name: Parameters<typeof implementationFacts>[0]): NetworkProfile =>
    ({ ...SPECIFICATION, implementations: new Map([['c', implementationFacts(name)]]) });
  const set = (...more: string[]): string => WEB + gateway(ENVOY) + route() + more.join('');
  /** The answer to a question, and that of the way in. */
  const asked = (yaml: string, profile?: NetworkProfile): unknown[] => {
    const model = modelOf(yaml, profile);
    const [from, to] = [placeIn(model, 'gateway/infra/edge'), placeIn(model, 'shop/web')];
    const [{ allowed, unknown }] = entryPathsOf(model);
    const { reach, notes } = answer(model, from, to, 'TCP', 8080);
    return [reach, !allowed.isEmpty ? 'yes' : unknown.isEmpty ? 'no' : 'unknown', ...notes];
  };

  test('what decides the mode is asked for where nothing says it', () => {
    const says = expect.stringMatching(/Envoy Gateway runs proxies in one of 3 modes, .* contract of the platform \(--profile\)/) as string;
    expect(asked(set(ofSystem))).toEqual(['unknown', 'unknown', says]);
  });

  test.each<[string, string, NetworkProfile, string]>([
    ['the contract says the mode that is let in', ofSystem, promise('envoyGateway'), 'yes'],
    ['the contract says another mode', ofSystem, promise('envoyGatewayInNamespace'), 'no'],
    ['the contract says proxies beside the Gateway', beside, promise('envoyGatewayInNamespace'), 'yes'],
    ['the contract says merged proxies, which carry no name of a Gateway', ofSystem, promise('envoyGatewayMerged'), 'unknown'],
    ['nothing is let in', DENY, promise('envoyGateway'), 'no'],
    ['labels of proxies beside those that are known', lets(selector({ ...OWNING, x: 'y' }, 'envoy-gateway-system')), promise('envoyGateway'), 'unknown'],
    ['other values of labels that are known', lets(selector({ [Object.keys(OWNING)[0]]: 'x' }, 'envoy-gateway-system')), promise('envoyGateway'), 'no'],
  ])('%s: %#', (_, yaml, profile, reach) => {
    expect(asked(set(yaml), profile)).toEqual([reach, reach]);
  });

  test('pods of the set say the mode', () => {
    const shown = pod('envoy-gateway-system/proxy', OWNING);
    expect(asked(set(ofSystem, shown))).toEqual(['yes', 'yes']);
    expect(asked(set(beside, shown))).toEqual(['no', 'no']);
  });

  test('a contract is not of a class that has another controller in the set', () => {
    const istio = WEB + gateway('example.com/x') + route() + ofSystem;
    expect(asked(istio, promise('envoyGateway'))).toEqual(['unknown', 'unknown', expect.stringContaining('GatewayClass of an implementation that is known')]);
  });
});

test('a route to a Service of another namespace needs a grant', () => {
  const base = gateway('istio.io/gateway-controller');
  const text = 'no ReferenceGrant in shop lets HTTPRoute of far refer to Service web';
  expect(hop(base + route('far'))).toBe(`unknown: ${text}`);
  expect(hop(base + route('far') + grant('other'))).toBe(`no: ${text}`);
  expect(hop(base + route('far') + grant('far'))).toBe('yes: ');
});
