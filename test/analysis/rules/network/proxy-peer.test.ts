import { foundIn, said } from '../../../util/check';
import { deployment, policy } from '../../../util/network';

const gateway = (controllerName: string, labels = '{}'): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: public }
spec: { controllerName: ${controllerName} }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: infra }
spec: { gatewayClassName: public, infrastructure: { labels: ${labels} }, listeners: [{ name: http, port: 80, protocol: HTTP }] }
---`;

const ENVOY = gateway('gateway.envoyproxy.io/gatewayclass-controller');
const ISTIO = gateway('istio.io/gateway-controller');
const CILIUM = gateway('io.cilium/gateway-controller');

const peer = (namespace: string | undefined, labels: string | undefined, key = 'kubernetes.io/metadata.name'): string => `{ ${[
  ...(namespace === undefined ? [] : [`namespaceSelector: { matchLabels: { ${key}: ${namespace} } }`]),
  ...(labels === undefined ? [] : [`podSelector: { matchLabels: ${labels} }`]),
].join(', ')} }`;

const from = (...peers: string[]): string => policy(`{ podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [${peers.join(', ')}] }] }`);

const anywhere = (labels: string): string => `{ namespaceSelector: {}, podSelector: { matchLabels: ${labels} } }`;

const OWNING = '{ gateway.envoyproxy.io/owning-gateway-name: edge, gateway.envoyproxy.io/owning-gateway-namespace: infra }';
const ROUTE = '\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: shop, namespace: shop }\nspec: { rules: [] }\n---';

describe('GW407: peers for a gateway', () => {
  test.each<[string, string, string[]]>([
    ['Envoy Gateway beside the Gateway, by a label of nobody', ENVOY + from(peer('infra', '{ app: istio-gateway }')), ['warning']],
    ['Envoy Gateway as the namespace of the Gateway', ENVOY + from(peer('infra', undefined)), []],
    ['Envoy Gateway in its own namespace', ENVOY + from(peer('envoy-gateway-system', OWNING)), []],
    ['Envoy Gateway beside the Gateway, in that mode', ENVOY + from(peer('infra', OWNING)), []],
    ['Envoy Gateway as a whole namespace', ENVOY + from(peer('envoy-gateway-system', undefined)), []],
    ['Envoy Gateway of another Gateway', ENVOY + from(peer('envoy-gateway-system', OWNING.replace('edge', 'other'))), ['warning']],
    ['Envoy Gateway by a label that it may have', ENVOY + from(peer('envoy-gateway-system', '{ app.kubernetes.io/name: envoy }')), ['unknown']],
    ['Istio as of old', ISTIO + from(peer('infra', '{ istio: ingressgateway }')), ['warning']],
    ['Istio by the label of the Gateway', ISTIO + from(peer('infra', '{ gateway.networking.k8s.io/gateway-name: edge }')), []],
    ['Istio by a label that the Gateway asks for', gateway('istio.io/gateway-controller', '{ team: a }') + from(peer('infra', '{ team: a }')), ['unknown']],
    ['Istio without the namespace', ISTIO + from(peer(undefined, '{ gateway.networking.k8s.io/gateway-name: edge }')), ['warning']],
    ['Istio in every namespace', ISTIO + from(anywhere('{ gateway.networking.k8s.io/gateway-name: edge }')), []],
    ['Istio as of old in every namespace', ISTIO + ROUTE + from(anywhere('{ istio: ingressgateway }')), ['warning']],
    ['Istio as of old, which is here', ISTIO + ROUTE + deployment('{ istio: ingressgateway }', '', 'old')
      + from(anywhere('{ istio: ingressgateway }')), []],
    ['the control plane of Istio', ISTIO + from(peer(undefined, '{ istio: pilot }')).replace('namespace: shop', 'namespace: infra'), []],
    ['Envoy Gateway by the label of others', ENVOY + from(anywhere('{ gateway.networking.k8s.io/gateway-name: edge }')), ['unknown']],
    ['every namespace, by labels of anybody', ISTIO + from(anywhere('{ app: web }')), []],
    ['Istio by a label of the namespace that nobody sets', ISTIO + from(peer('infra', '{ gateway.networking.k8s.io/gateway-name: edge }', 'name')),
      ['warning']],
    ['Cilium by pods', CILIUM + from(peer('infra', '{ app: envoy }')), ['warning']],
    ['nobody knows whose', gateway('example.com/x') + from(peer('infra', '{ app: a }')), []],
    ['a workload that is here', ISTIO + deployment('{ app: tool }', '', 'infra') + from(peer('infra', '{ app: tool }')), []],
    ['another namespace', ISTIO + from(peer('monitoring', '{ app: prometheus }')), []],
    ['an address', ISTIO + from('{ ipBlock: { cidr: 203.0.113.0/24 } }'), []],
  ])('%s', (_, yaml, severities) => {
    expect(foundIn('GW407', yaml).map(({ severity }) => severity)).toEqual(severities);
  });

  test('the peer that fits is written out', () => {
    expect(foundIn('GW407', ENVOY + from(peer('infra', '{ app: istio-gateway }')))).toMatchObject([{
      path: 'spec.ingress[0].from[0]',
      message: expect.stringMatching(/^the proxies of Gateway infra\/edge \(Envoy Gateway\) are not pods with app=istio-gateway: they run in namespace "envoy-gateway-system"/),
      fix: expect.stringContaining('{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"envoy-gateway-system"}}'),
    }]);
    expect(foundIn('GW407', CILIUM + from(peer('infra',
      '{ app: envoy }')))).toMatchObject([{ fix: 'write a CiliumNetworkPolicy with fromEntities: [ingress]' }]);
  });

  test('a policy for the proxies themselves', () => {
    const own = (labels: string, home = 'infra'): string =>
      policy(`{ podSelector: { matchLabels: ${labels} }, policyTypes: [Ingress] }`).replace('namespace: shop', `namespace: ${home}`);
    expect(foundIn('GW407', ISTIO + own('{ istio: ingressgateway }'))).toMatchObject([{
      severity: 'warning', path: 'spec.podSelector',
      message: expect.stringMatching(/ are not pods with istio=ingressgateway of the policy's own namespace: .*; so the policy does not hold them$/),
      fix: 'write a policy in namespace "infra" with podSelector {"matchLabels":{"gateway.networking.k8s.io/gateway-name":"edge"}}',
    }]);
    expect(foundIn('GW407', ENVOY + own(OWNING, 'gateways'))).toMatchObject([{ severity: 'warning', path: 'spec.podSelector' }]);
    expect(foundIn('GW407', CILIUM + own('{ gateway.networking.k8s.io/gateway-name: edge }')))
      .toMatchObject([{ severity: 'warning', fix: 'leave it out: no NetworkPolicy holds them' }]);
    expect(foundIn('GW407', ISTIO + own('{ gateway.networking.k8s.io/gateway-name: edge }') + own('{ app: web }') + own('{}'))).toEqual([]);
    expect(foundIn('GW407', ISTIO + deployment('{ istio: ingressgateway }', '', 'infra') + own('{ istio: ingressgateway }'))).toEqual([]);
  });

  test('the place of another implementation is found where routes need a gateway', () => {
    const stray = from(peer('ingress-nginx', '{ app.kubernetes.io/name: ingress-nginx }'));
    expect(said('GW407', ISTIO + ROUTE + stray)).toEqual([expect.stringMatching(/looks for proxies that no Gateway here has/)]);
    expect(foundIn('GW407', ISTIO + stray)).toEqual([]);
    expect(foundIn('GW407',
      `${ISTIO + ROUTE}\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: old, namespace: shop }\n---${stray}`)).toEqual([]);
  });
});
