import { describeCluster } from './harness/describe-cluster';
import { expectAccepted, expectNoWarnings, expectRefused } from './harness/expectations';
import { type Manifest, manifestOf, manifestsOfText } from './harness/manifests';
import { policiesInForce, policyWithBinding } from './harness/policies';
import { typeChecks } from './harness/type-check';

const NAMESPACE = 'harness';

describeCluster('the harness', 'standard', (cluster) => {
  beforeAll(() => cluster.createNamespaces([NAMESPACE]));

  test('the server is the pinned release', async () => {
    expect(await cluster.client.get<object>('/version')).toMatchObject({ gitVersion: 'v1.36.3' });
  });

  test('an unknown field is refused, whether tried or stored', async () => {
    const refusal = { reason: 'BadRequest', message: /unknown field "spec\.hosts"/ };
    const bad = httpRoute('unknown-field', { hosts: ['shop.example.com'] });
    expectRefused((await cluster.dryRun([bad]))[0], refusal);
    expect((await cluster.apply([bad]))[0]).toMatchObject({ accepted: false, message: expect.stringMatching(/\.spec\.hosts: field not declared in schema/) });
  });

  test('a duplicate key in YAML is refused where it is read', async () => {
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: twice\n  namespace: ${NAMESPACE}\ndata:\n  a: "1"\n  a: "2"\n`;
    expect(() => manifestsOfText(text, 'twice.yaml')).toThrow(/twice\.yaml: Map keys must be unique/);
  });

  test('a refusal says which field and why', async () => {
    const [verdict] = await cluster.dryRun([httpRoute('bad-host', { hostnames: ['Shop_1'] })]);
    expectRefused(verdict, { reason: 'Invalid', message: /spec\.hostnames\[0\]/ });
    expect(verdict.causes).toMatchObject([{ field: 'spec.hostnames[0]', reason: 'FieldValueInvalid' }]);
  });

  test('an object that is stored is tried as a change', async () => {
    const map = configMap('stored');
    expectAccepted(await cluster.apply([map]));
    const [verdict] = await cluster.dryRun([map]);
    expect(verdict).toMatchObject({ accepted: true, code: 200 });
    await cluster.delete([map]);
    expect((await cluster.dryRun([map]))[0]).toMatchObject({ accepted: true, code: 201 });
  });

  test('warnings of the server are seen', async () => {
    const verdicts = await cluster.dryRun([manifestOf({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'warned', namespace: NAMESPACE, annotations: { 'kubernetes.io/ingress.class': 'nginx' } },
      spec: { defaultBackend: { service: { name: 'shop', port: { number: 80 } } } },
    })]);
    expectAccepted(verdicts);
    expect(() => expectNoWarnings(verdicts)).toThrow(/Ingress harness\/warned: accepted\n +warning: .*deprecated/);
  });

  test('a request is made as someone else', async () => {
    const [verdict] = await cluster.dryRun([configMap('foreign')], { as: 'alice', groups: ['visitors'] });
    expectRefused(verdict, { reason: 'Forbidden', message: /User "alice" cannot create resource "configmaps"/ });
  });

  test('RBAC for a group lets its members in', async () => {
    const access = roleFor('editors', ['configmaps']);
    await cluster.install(access);
    await cluster.dryRunUntil('accepted', configMap('mine'), { as: 'bob', groups: ['editors'] });
    await cluster.delete(access);
    await cluster.dryRunUntil('refused', configMap('mine'), { as: 'bob', groups: ['editors'] });
  });

  test('a kind that is not served is refused by name', async () => {
    const unserved = manifestOf({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w' } });
    expectRefused((await cluster.dryRun([unserved]))[0], { reason: 'UnknownKind', message: /no Widget in example\.com\/v1/ });
  });

  test('a failure shows the object and all that the server said', async () => {
    const verdicts = await cluster.dryRun([httpRoute('bad-host', { hostnames: ['Shop_1'] })]);
    expect(() => expectAccepted(verdicts)).toThrow(/1 of 1 objects refused\n\nHTTPRoute harness\/bad-host: refused, 422 Invalid\n +message: .*\n +cause: spec\.hostnames\[0\]: .*\n +\{/);
    expect(() => expectRefused(verdicts[0], { reason: 'Invalid', message: /too many/ })).toThrow(/for another reason than: Invalid \/too many\//);
    expect(() => expectAccepted([])).toThrow(/nothing to accept/);
  });
});

describeCluster('policies', 'standard', (cluster) => {
  beforeAll(() => cluster.createNamespaces([NAMESPACE]));

  test('a policy that was waited for refuses at once, and a removed one no more', async () => {
    const denial = denyRoutes('object.spec.hostnames.size() > 1', ['v1']);
    const route = httpRoute('one-host', { hostnames: ['shop.example.com'] });
    await cluster.install(denial);
    await policiesInForce(cluster);
    expectRefused((await cluster.dryRun([route]))[0], { reason: 'Invalid', message: /two hostnames, please/ });

    await cluster.delete(denial);
    await policiesInForce(cluster);
    expectAccepted(await cluster.dryRun([route]));
  });

  test.each([[['v1']], [['*']]])('the type check finds a field that is not there, with versions %p', async (versions) => {
    const checks = await typeChecks(cluster, denyRoutes('object.spec.hosts.size() > 1', versions));
    expect(checks).toHaveLength(1);
    expect(checks[0].warnings).toEqual([expect.stringMatching(/^spec\.validations\[0\]\.expression: .*undefined field 'hosts'/s)]);
  });

  test('the type check finds nothing in a sound policy', async () => {
    expect(await typeChecks(cluster, denyRoutes('object.spec.hostnames.size() > 1', ['*']))).toEqual([
      { policy: 'harness.example.com', resource: 'httproutes.gateway.networking.k8s.io', warnings: [] },
    ]);
  });
});

function configMap(name: string): Manifest {
  return manifestOf({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: NAMESPACE } });
}

function httpRoute(name: string, spec: object): Manifest {
  const metadata = { name, namespace: NAMESPACE };
  return manifestOf({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata, spec });
}

function roleFor(group: string, resources: string[]): Manifest[] {
  const metadata = { name: group, namespace: NAMESPACE };
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  return [
    manifestOf({ apiVersion, kind: 'Role', metadata, rules: [{ apiGroups: [''], resources, verbs: ['create', 'patch'] }] }),
    manifestOf({
      apiVersion, kind: 'RoleBinding', metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: group },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: group }],
    }),
  ];
}

function denyRoutes(expression: string, apiVersions: string[]): Manifest[] {
  const rule = { apiGroups: ['gateway.networking.k8s.io'], apiVersions, resources: ['httproutes'] };
  return policyWithBinding('harness.example.com', rule, { expression, message: 'two hostnames, please' });
}
