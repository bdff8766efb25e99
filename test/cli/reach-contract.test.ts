import { ClusterProfile } from '../../src';
import { contractOf } from './contract-of';
import { cli, folderOf, type Ran } from './fake-io';
import { DENY, pod, PODS, policy, reach, SERVICE } from './reach-files';

describe('the contract of a platform', () => {
  const OWNING = '{ gateway.envoyproxy.io/owning-gateway-name: edge, gateway.envoyproxy.io/owning-gateway-namespace: infra }';
  const GATEWAY = 'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: edge, namespace: infra }\n'
    + 'spec: { gatewayClassName: class-0, listeners: [{ name: web, port: 80, protocol: HTTP }] }\n---\n';
  const LETS = policy('in', '{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ '
    + `namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: envoy-gateway-system } }, podSelector: { matchLabels: ${OWNING} } }] }] }`);
  const eks = (networkPlugin: string): ClusterProfile => ClusterProfile.eks({ networkPlugin });
  const ask = (files: Record<string, string>, ...options: string[]): Promise<Ran> =>
    cli(['reach', 'm', '--from', 'gateway/infra/edge', '--to', 'service/shop/web', '--port', '80', ...options], {
      cwd: folderOf({ 'm/a.yaml': PODS + SERVICE + GATEWAY + DENY, 'm/in.yaml': LETS, ...files }),
    });

  test('says where the proxies of a Gateway run, named by option or settings', async () => {
    const files = { 'p/platform.json': contractOf(eks('cilium')) };
    expect((await ask(files)).out).toMatch(/^unknown: /);
    const yes = { code: 0, out: expect.stringMatching(/^yes: Gateway infra\/edge => Service shop\/web on TCP 80\n/) as string };
    expect(await ask(files, '--profile', 'p/platform.json')).toMatchObject(yes);
    expect(await ask(files, '--profile', 'p/platform.json', '--network-plugin', 'calico')).toMatchObject(yes);
    expect(await ask({ ...files, 'cdk8s-gateway.yaml': 'profile: p/platform.json\n' })).toMatchObject(yes);
    expect((await ask({ ...files, 'm/in.yaml': '' }, '--profile', 'p/platform.json')).out).toMatch(/^no: /);
  });

  test('describes the proxies of a Gateway, and a list does so once', async () => {
    const route = (name: string): string => `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: ${name}, namespace: infra }\n`
      + 'spec: { parentRefs: [{ name: edge }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }\n---\n';
    const service = SERVICE.replace('namespace: shop', 'namespace: infra');
    const files = { 'a.yaml': GATEWAY + service + pod('web', 'web').replace('namespace: shop', 'namespace: infra') + route('a') + route('b') };
    const platform = { 'p/platform.json': contractOf(eks('cilium')) };
    const { out } = await reach({ ...files, ...platform }, '--profile', 'p/platform.json');
    expect(out.split('\n').filter((line) => line.includes('HTTPRoute')).map((line) => line.split(' : ')[1])).toEqual([
      'TCP 8080 for pods gateway.envoyproxy.io/owning-gateway-name=edge,gateway.envoyproxy.io/owning-gateway-namespace=infra in envoy-gateway-system',
      'TCP 8080 for the proxies of Gateway infra/edge, as above',
    ]);
  });

  test('makes the proxies of a Gateway somebody to policies that let them in', async () => {
    const files = { 'p/platform.json': contractOf(eks('cilium')) };
    expect((await ask(files)).err).toMatch(/namespace envoy-gateway-system is not in the set, so the peer is nobody here/);
    expect((await ask(files, '--profile', 'p/platform.json')).err).toBe('');
  });

  test('of several network plugins is refused with their names, and how to choose', async () => {
    const files = { 'p.json': contractOf(eks('cilium'), eks('calico'), ClusterProfile.eks()) };
    expect(await ask(files, '--profile', 'p.json')).toMatchObject({
      code: 2,
      out: '',
      err: 'cdk8s-gateway: p.json is for clusters of several network plugins ("cilium", "calico", one that it does not name): '
        + 'say which one is meant, as --network-plugin cilium\n',
    });
    expect(await ask(files, '--profile', 'p.json', '--network-plugin', 'calico')).toMatchObject({ code: 0 });
  });
});
