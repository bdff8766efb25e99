import { answer, entryPathsOf, placeOf } from '../../../src/analysis/network';
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
  const [from, to] = ['gateway/infra/edge', 'shop/web'].map((text) => {
    const found = placeOf(model, text);
    if ('problem' in found) throw new Error(found.problem);
    return found.place;
  });
  expect(answer(model, from, to, 'TCP', 8080)).toMatchObject({ reach: notes.length > 0 ? 'unknown' : 'yes', notes });
});

test('a route to a Service of another namespace needs a grant', () => {
  const base = gateway('istio.io/gateway-controller');
  const text = 'no ReferenceGrant in shop lets HTTPRoute of far refer to Service web';
  expect(hop(base + route('far'))).toBe(`unknown: ${text}`);
  expect(hop(base + route('far') + grant('other'))).toBe(`no: ${text}`);
  expect(hop(base + route('far') + grant('far'))).toBe('yes: ');
});
