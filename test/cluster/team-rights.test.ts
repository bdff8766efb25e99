import type { Identity } from './harness/client';
import { describeCluster } from './harness/describe-cluster';
import { expectAccepted, expectRefused } from './harness/expectations';
import { type Manifest, manifestOf } from './harness/manifests';
import { policiesInForce } from './harness/policies';
import { access, GATEWAY_API, grant, inForce } from './harness/team-access';
import { typeChecks } from './harness/type-check';

const MEMBER: Identity = { as: 'ann', groups: ['team-guarded', 'system:authenticated'] };
const PIPELINE: Identity = { as: 'system:serviceaccount:guarded-ci:ci', groups: ['system:serviceaccounts', 'system:authenticated'] };
const STRANGER: Identity = { as: 'bob', groups: ['team-other', 'system:authenticated'] };

const isolated = grant({ namespaces: ['rights-closed'], isolation: { ingress: true, egress: true } });
const plain = grant({ namespaces: ['rights-open'] });

function object(apiVersion: string, kind: string, namespace: string | undefined, spec: object, name = 'tried'): Manifest {
  return manifestOf({ apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) }, spec });
}

const gatewayApi = (kind: string, namespace: string | undefined, spec: object) => object(`${GATEWAY_API}/v1`, kind, namespace, spec);

const listener = { name: 'http', port: 80, protocol: 'HTTP' };

const ownRoute = (namespace: string) => gatewayApi('HTTPRoute', namespace, {
  parentRefs: [{ name: 'company-gateway', namespace: 'gateway-system', sectionName: 'https-shop-company-com' }],
  hostnames: ['shop.company.com'],
});
const cart = { group: '', kind: 'Service', name: 'cart' };
const referenceGrant = (namespace: string, to: object[] = [cart], version = 'v1') => object(`${GATEWAY_API}/${version}`, 'ReferenceGrant', namespace, {
  from: [{ group: GATEWAY_API, kind: 'HTTPRoute', namespace: 'rights-open' }], to,
});

const proxies = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'envoy-gateway-system' } },
  podSelector: {
    matchLabels: {
      'gateway.envoyproxy.io/owning-gateway-name': 'company-gateway',
      'gateway.envoyproxy.io/owning-gateway-namespace': 'gateway-system',
    },
  },
};
const backendPolicy = {
  podSelector: { matchLabels: { app: 'cart' } },
  policyTypes: ['Ingress'],
  ingress: [{ from: [proxies], ports: [{ protocol: 'TCP', port: 8080 }] }],
};
const policy = (spec: object, name?: string, namespace = 'rights-closed') =>
  object('networking.k8s.io/v1', 'NetworkPolicy', namespace, { ...backendPolicy, ...spec }, name);
const [rule] = backendPolicy.ingress;

describeCluster('what a team\'s subjects may do', 'standard', (cluster) => {
  const manifests = access(isolated, plain);
  const denyAll = policy({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }, 'default-deny');
  beforeAll(async () => {
    await inForce(cluster, [], ['rights-closed', 'rights-open', 'rights-foreign', 'gateway-system']);
    await inForce(cluster, [...manifests, denyAll], []);
    await cluster.dryRunUntil('accepted', ownRoute('rights-open'), MEMBER);
  });
  afterAll(async () => {
    await cluster.delete([...manifests, denyAll]);
    await policiesInForce(cluster);
  });

  async function remove(name: string, identity: Identity): Promise<{ code: number; body: { message?: string } }> {
    const path = `/apis/networking.k8s.io/v1/namespaces/rights-closed/networkpolicies/${name}?dryRun=All`;
    return await cluster.client.send({ method: 'DELETE', path, identity }) as { code: number; body: { message?: string } };
  }

  test.each([['a member', MEMBER], ['the pipeline\'s service account', PIPELINE]])('%s writes routes and grants references', async (_, identity) => {
    expectAccepted(await cluster.dryRun([ownRoute('rights-closed'), ownRoute('rights-open'), referenceGrant('rights-open')], identity));
  });

  test.each<[string, Manifest, string]>([
    ['a Gateway', gatewayApi('Gateway', 'rights-open', { gatewayClassName: 'c', listeners: [listener] }), 'gateways'],
    ['a GatewayClass', gatewayApi('GatewayClass', undefined, { controllerName: 'example.com/c' }), 'gatewayclasses'],
    ['a ListenerSet', gatewayApi('ListenerSet', 'rights-open', { parentRef: { name: 'g' }, listeners: [listener] }), 'listenersets'],
    ['a route in a foreign namespace', ownRoute('rights-foreign'), 'httproutes'],
    ['a ReferenceGrant in a foreign namespace', referenceGrant('rights-foreign'), 'referencegrants'],
    ['a network policy where nothing is isolated', policy({}, undefined, 'rights-open'), 'networkpolicies'],
    ['a Role', manifestOf({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'r', namespace: 'rights-open' }, rules: [] }), 'roles'],
  ])('a member does not write %s', async (_, manifest, resource) => {
    const message = new RegExp(`User "ann" cannot create resource "${resource}"`);
    expectRefused((await cluster.dryRun([manifest], MEMBER))[0], { reason: 'Forbidden', message });
  });

  test.each([
    ['Gateways', `/apis/${GATEWAY_API}/v1/namespaces/gateway-system/gateways`, 200],
    ['GatewayClasses', `/apis/${GATEWAY_API}/v1/gatewayclasses`, 200],
    ['Secrets of its own namespace', '/api/v1/namespaces/rights-open/secrets', 403],
    ['another team\'s Secrets', '/api/v1/namespaces/rights-foreign/secrets', 403],
    ['another team\'s routes', `/apis/${GATEWAY_API}/v1/namespaces/rights-foreign/httproutes`, 403],
  ])('a member asks for %s', async (_, path, code) => {
    expect((await cluster.client.send({ method: 'GET', path, identity: MEMBER })).code).toBe(code);
  });

  test.each<[string, Manifest]>([
    ['every Service', referenceGrant('rights-open', [{ group: '', kind: 'Service' }])],
    ['every Service beside a named one', referenceGrant('rights-open', [cart, { group: '', kind: 'Service' }])],
    ['a Secret', referenceGrant('rights-open', [{ group: '', kind: 'Secret', name: 'tls' }])],
    ['every Secret, through an older version', referenceGrant('rights-open', [{ group: '', kind: 'Secret' }], 'v1beta1')],
    ['a Service of another group', referenceGrant('rights-open', [{ group: 'serving.knative.dev', kind: 'Service', name: 'cart' }])],
  ])('nobody opens %s of the team\'s namespace', async (_, manifest) => {
    const refusal = { reason: 'Forbidden', message: /'gateway-access-rights-open-referencegrants' .*opens Services by their names/ };
    expectRefused((await cluster.dryRun([manifest], MEMBER))[0], refusal);
    expectRefused((await cluster.dryRun([manifest]))[0], refusal);
  });

  test('nobody else is bound', async () => {
    expectRefused((await cluster.dryRun([ownRoute('rights-open')], STRANGER))[0], { reason: 'Forbidden', message: /User "bob" cannot create/ });
  });

  test.each([['a member', MEMBER], ['the pipeline', PIPELINE]])('%s lets the gateway\'s proxies reach its pods', async (_, identity) => {
    expectAccepted(await cluster.apply([policy({}, 'cart')], identity));
    expectAccepted(await cluster.apply([policy({ ingress: [{ ...rule, ports: [{ protocol: 'TCP', port: 8081 }] }] }, 'cart')], identity));
    expect((await remove('cart', identity)).code).toBe(200);
    await cluster.delete([policy({}, 'cart')]);
  });

  test.each<[string, object]>([
    ['all of its pods', { podSelector: {} }],
    ['pods by expression', { podSelector: { matchLabels: { app: 'cart' }, matchExpressions: [{ key: 'app', operator: 'Exists' }] } }],
    ['egress', { policyTypes: ['Ingress', 'Egress'], egress: [{}] }],
    ['egress alone', { policyTypes: ['Egress'], ingress: undefined, egress: [{}] }],
    ['no rule', { ingress: [] }],
    ['anyone', { ingress: [{ ports: rule.ports }] }],
    ['every port', { ingress: [{ from: rule.from }] }],
    ['every port of a protocol', { ingress: [{ ...rule, ports: [{ protocol: 'TCP' }] }] }],
    ['a range of ports', { ingress: [{ ...rule, ports: [{ protocol: 'TCP', port: 1, endPort: 65535 }] }] }],
    ['other pods of the proxies\' namespace', { ingress: [{ ...rule, from: [{ namespaceSelector: proxies.namespaceSelector }] }] }],
    ['the proxies and its neighbours', { ingress: [{ ...rule, from: [proxies, { podSelector: {} }] }] }],
    ['the proxies\' labels in any namespace', { ingress: [{ ...rule, from: [{ ...proxies, namespaceSelector: {} }] }] }],
    ['an address', { ingress: [{ ...rule, from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] }],
    ['a second, wider rule', { ingress: [rule, {}] }],
  ])('a member does not write a policy that opens %s', async (_, spec) => {
    const message = /ValidatingAdmissionPolicy 'gateway-access-rights-closed-networkpolicies' .*team "guarded" may write only policies/;
    expectRefused((await cluster.dryRun([policy(spec)], MEMBER))[0], { reason: 'Forbidden', message });
    expectRefused((await cluster.dryRun([policy(spec)], PIPELINE))[0], { reason: 'Forbidden', message });
    expectAccepted(await cluster.dryRun([policy(spec)]));
  });

  test.each([['a member', MEMBER], ['the pipeline', PIPELINE]])('%s neither rewrites nor removes the default deny', async (_, identity) => {
    const refusal = { reason: 'Forbidden', message: /this one is none of those, and the operators change it/ };
    expectRefused((await cluster.apply([policy({}, 'default-deny')], identity))[0], refusal);
    expect(await remove('default-deny', identity)).toMatchObject({ code: 403, body: { message: expect.stringMatching(refusal.message) } });
    expect((await remove('default-deny', { as: 'system:admin', groups: ['system:masters'] })).code).toBe(200);
  });

  test('nobody replaces the default deny by a policy of the team', async () => {
    const refusal = { reason: 'Forbidden', message: /this policy is the operators', .* would replace it; give that one another name/ };
    expectRefused((await cluster.apply([policy({}, 'default-deny')]))[0], refusal);
    expectAccepted(await cluster.dryRun([policy({ podSelector: {}, ingress: [] }, 'default-deny')]));
  });

  test('the operators replace a policy of the team after a move to other proxies', async () => {
    const elsewhere = { ...proxies, podSelector: { matchLabels: { app: 'earlier' } } };
    await cluster.install([policy({ ingress: [{ ...rule, from: [elsewhere] }] }, 'moved')]);
    expectAccepted(await cluster.apply([policy({}, 'moved')]));
    await cluster.delete([policy({}, 'moved')]);
  });

  test('the namespace goes with its policies', async () => {
    await cluster.install([policy({}, 'cart')]);
    await cluster.delete([manifestOf({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'rights-closed' } })]);
    const path = '/apis/networking.k8s.io/v1/namespaces/rights-closed/networkpolicies';
    await expect(until(async () => (await cluster.client.get<{ items: unknown[] }>(path)).items.length)).resolves.toBe(0);
  });
});

/** Asks until the answer is 0, or the time is over. */
async function until(ask: () => Promise<number>): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    if (await ask() === 0) return 0;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return ask();
}

describeCluster('the other forms of a gateway\'s proxies', 'standard', (cluster) => {
  const cilium = grant({
    team: { name: 'cilium', subjects: [{ kind: 'User', name: 'o\'neil' }] },
    namespaces: ['rights-cilium'],
    isolation: { ingress: true, egress: false },
    proxies: { form: 'ciliumEntity', entity: 'ingress' },
  });
  const addresses = grant({
    team: { name: 'addresses', subjects: [{ kind: 'User', name: 'carla' }] },
    namespaces: ['rights-addresses'],
    isolation: { ingress: true, egress: false },
    proxies: { form: 'addresses', cidrs: ['130.211.0.0/22', '35.191.0.0/16'] },
  });
  const manifests = [...access(cilium), ...access(addresses)];
  const ONEIL: Identity = { as: 'o\'neil' };
  const CARLA: Identity = { as: 'carla' };
  const toPorts = [{ ports: [{ port: '8080', protocol: 'TCP' }] }];
  const fits = { endpointSelector: { matchLabels: { app: 'cart' } }, ingress: [{ fromEntities: ['ingress'], toPorts }] };
  const ciliumPolicy = (spec: object) => object('cilium.io/v2', 'CiliumNetworkPolicy', 'rights-cilium', { ...fits, ...spec });
  const blocks = (...cidrs: object[]) => policy({ ingress: [{ ...rule, from: cidrs.map((ipBlock) => ({ ipBlock })) }] }, undefined, 'rights-addresses');

  beforeAll(async () => {
    await inForce(cluster, [], ['rights-cilium', 'rights-addresses']);
    await inForce(cluster, manifests, []);
    await cluster.dryRunUntil('accepted', ciliumPolicy({}), ONEIL);
    await cluster.dryRunUntil('accepted', blocks({ cidr: '35.191.0.0/16' }), CARLA);
  });
  afterAll(() => cluster.delete(manifests));

  test('the expressions have the types of the kinds that they judge', async () => {
    const checks = await typeChecks(cluster, manifests.filter(({ object: { metadata } }) => /networkpolicies$/.test(metadata.name ?? '')));
    expect(checks.map(({ resource }) => resource)).toEqual(['ciliumnetworkpolicies.cilium.io', 'networkpolicies.networking.k8s.io']);
    expect(checks.filter(({ warnings }) => warnings.length > 0)).toEqual([]);
  });

  test('the load balancer\'s addresses, all of them', async () => {
    expectAccepted(await cluster.dryRun([blocks({ cidr: '130.211.0.0/22' }, { cidr: '35.191.0.0/16' })], CARLA));
  });

  test.each<[string, Manifest, Identity]>([
    ['a wider block', blocks({ cidr: '35.0.0.0/8' }), CARLA],
    ['another block beside', blocks({ cidr: '35.191.0.0/16' }, { cidr: '10.0.0.0/8' }), CARLA],
    ['another entity', ciliumPolicy({ ingress: [{ fromEntities: ['all'], toPorts }] }), ONEIL],
    ['another entity beside', ciliumPolicy({ ingress: [{ fromEntities: ['ingress', 'world'], toPorts }] }), ONEIL],
    ['endpoints beside the entity', ciliumPolicy({ ingress: [{ fromEntities: ['ingress'], toPorts }, { fromEndpoints: [{}] }] }), ONEIL],
    ['every port', ciliumPolicy({ ingress: [{ fromEntities: ['ingress'] }] }), ONEIL],
    ['every port, as 0', ciliumPolicy({ ingress: [{ fromEntities: ['ingress'], toPorts: [{ ports: [{ port: '0' }] }] }] }), ONEIL],
    ['a range of ports', ciliumPolicy({ ingress: [{ fromEntities: ['ingress'], toPorts: [{ ports: [{ port: '1', endPort: 65535 }] }] }] }), ONEIL],
    ['rules of layer 7', ciliumPolicy({ ingress: [{ fromEntities: ['ingress'], toPorts: [{ ...toPorts[0], rules: { http: [{ method: 'GET' }] } }] }] }), ONEIL],
    ['all endpoints', ciliumPolicy({ endpointSelector: {} }), ONEIL],
    ['egress', ciliumPolicy({ egress: [{ toEntities: ['world'] }] }), ONEIL],
    ['no default deny', ciliumPolicy({ enableDefaultDeny: { ingress: false } }), ONEIL],
    ['further rule sets', manifestOf({ ...ciliumPolicy({}).object, specs: [{ ...fits, egress: [{ toEntities: ['world'] }] }] }), ONEIL],
  ])('not a policy with %s', async (_, manifest, identity) => {
    expectRefused((await cluster.dryRun([manifest], identity))[0], { reason: 'Forbidden', message: /may write only policies that let its gateway's proxies/ });
  });
});
