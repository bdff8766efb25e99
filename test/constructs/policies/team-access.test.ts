import { App, Testing } from 'cdk8s';
import { Findings, OperatorChart, TeamAccess, type TeamAccessProps, TeamChart, type TeamGrant } from '../../../src';
import type { GrantData, SubjectData } from '../../../src/manifest/grant-data';
import { grantData, testGrant } from '../../util/grants';

interface Policy {
  readonly matchConstraints: { readonly namespaceSelector: { matchExpressions: { values: string[] }[] }; readonly resourceRules: { resources: string[] }[] };
  readonly matchConditions: { readonly name: string; readonly expression: string }[];
  readonly variables?: { readonly name: string; readonly expression: string }[];
  readonly validations: { readonly expression: string; readonly message: string }[];
}

interface Emitted {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: object; readonly annotations?: object };
  readonly rules?: { readonly apiGroups: string[]; readonly resources: string[]; readonly verbs: string[] }[];
  readonly spec: Policy;
}

function edge(): OperatorChart {
  return new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
}

function emitted(grants: TeamGrant[], props: Partial<TeamAccessProps> = {}): Emitted[] {
  const chart = edge();
  new TeamAccess(chart, 'access', { grants, ...props });
  return Testing.synth(chart) as Emitted[];
}

const policies = (grants: TeamGrant[]): Emitted[] => emitted(grants).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');

function policy(grants: TeamGrant[], name: string): Policy {
  return policies(grants).find(({ metadata }) => metadata.name.endsWith(name))!.spec;
}

const variable = ({ variables = [] }: Policy, name: string): string | undefined => variables.find((one) => one.name === name)?.expression;

const withSubjects = (...subjects: SubjectData[]): Partial<GrantData> => ({ team: { name: 'ecommerce', subjects } });
const ISOLATED = { isolation: { ingress: true, egress: false } };

const READ = ['get', 'list', 'watch'];
const WRITE = [...READ, 'create', 'update', 'patch', 'delete'];
const RBAC = 'rbac.authorization.k8s.io';
const ROUTES = {
  apiGroups: ['gateway.networking.k8s.io'],
  resources: ['httproutes', 'grpcroutes', 'tlsroutes', 'tcproutes', 'udproutes', 'referencegrants', 'backendtlspolicies'],
  verbs: WRITE,
};

describe('the rights of a team', () => {
  test('are a Role in each namespace and a ClusterRole that reads, bound to its subjects', () => {
    const subjects = [{ apiGroup: RBAC, kind: 'Group', name: 'team-ecommerce' }];
    const name = 'gateway-access-ecommerce';
    const reader = `${name}-reader`;
    const bound = (kind: string, to: string) => ({ roleRef: { apiGroup: RBAC, kind, name: to }, subjects });
    expect(emitted([testGrant({ namespaces: ['prod', 'staging'] })]).slice(0, 6)).toEqual([
      ...['prod', 'staging'].flatMap((namespace) => [
        { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata: { name, namespace }, rules: [ROUTES] },
        { apiVersion: `${RBAC}/v1`, kind: 'RoleBinding', metadata: { name, namespace }, ...bound('Role', name) },
      ]),
      {
        apiVersion: `${RBAC}/v1`, kind: 'ClusterRole',
        metadata: { name: reader, labels: { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' } },
        rules: [{ apiGroups: ['gateway.networking.k8s.io'], resources: ['gatewayclasses', 'gateways'], verbs: READ }],
      },
      { apiVersion: `${RBAC}/v1`, kind: 'ClusterRoleBinding', metadata: { name: reader }, ...bound('ClusterRole', reader) },
    ]);
  });

  test('name users and service accounts as RBAC has them', () => {
    const [, binding] = emitted([testGrant(withSubjects({ kind: 'User', name: 'ann' }, { kind: 'ServiceAccount', name: 'ci', namespace: 'cd' }))]);
    expect(binding).toMatchObject({
      subjects: [{ apiGroup: RBAC, kind: 'User', name: 'ann' }, { kind: 'ServiceAccount', name: 'ci', namespace: 'cd' }],
    });
  });

  test('include network policies only where ingress is isolated, in the form of the proxies', () => {
    const rules = (overrides: Partial<GrantData>) => emitted([testGrant(overrides)])[0].rules;
    const cilium = { form: 'ciliumEntity' as const, entity: 'ingress' };
    const rule = (apiGroup: string, resource: string) => [ROUTES, { apiGroups: [apiGroup], resources: [resource], verbs: WRITE }];
    expect(rules({})).toEqual([ROUTES]);
    expect(rules({ isolation: { ingress: false, egress: true } })).toEqual([ROUTES]);
    expect(rules(ISOLATED)).toEqual(rule('networking.k8s.io', 'networkpolicies'));
    expect(rules({ ...ISOLATED, proxies: { form: 'addresses', cidrs: ['10.0.0.0/8'] } })).toEqual(rule('networking.k8s.io', 'networkpolicies'));
    expect(rules({ ...ISOLATED, proxies: cilium })).toEqual(rule('cilium.io', 'ciliumnetworkpolicies'));
    expect(rules({ ...ISOLATED, proxies: { form: 'none', reason: 'r' } })).toEqual([ROUTES]);
  });

  test('hold no wildcard, no status, nothing over rights or admission', () => {
    const rules = emitted([testGrant({ ...ISOLATED, routeKinds: ['HTTPRoute', 'TCPRoute'] })]).flatMap((manifest) => manifest.rules ?? []);
    expect(rules.length).toBeGreaterThan(0);
    for (const { apiGroups, resources, verbs } of rules) {
      expect([...apiGroups, ...resources, ...verbs].filter((word) => word.includes('*') || word.includes('/'))).toEqual([]);
      expect(verbs.filter((verb) => ['bind', 'escalate', 'impersonate', 'deletecollection'].includes(verb))).toEqual([]);
      expect(apiGroups.filter((group) => [RBAC, 'admissionregistration.k8s.io', ''].includes(group))).toEqual([]);
    }
  });

  test('carry the labels and annotations that were asked for', () => {
    const metadata = { labels: { tier: 'edge' }, annotations: { owner: 'ops' } };
    for (const manifest of emitted([testGrant()], { metadata })) expect(manifest.metadata).toMatchObject(metadata);
  });
});

describe('a team without subjects', () => {
  const findings = (overrides: Partial<GrantData>) => {
    const app = new App();
    new TeamAccess(new OperatorChart(app, 'edge'), 'access', { grants: [testGrant(overrides)] });
    return Findings.of(app).filter(({ code }) => code === 'GW044');
  };

  test('has Roles, policies and no binding', () => {
    expect(emitted([testGrant({ ...withSubjects(), ...ISOLATED })]).map(({ kind }) => kind)).toEqual([
      'Role', 'ClusterRole', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding',
      'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding',
    ]);
  });

  test('is a warning on its first Role', () => {
    expect(findings(withSubjects())).toEqual([expect.objectContaining({
      severity: 'warning', construct: 'edge/access/role-ecommerce-prod', message: expect.stringMatching(/team "ecommerce" has no subjects/),
    })]);
    expect(findings({})).toEqual([]);
  });
});

describe('the admission policies of a team', () => {
  const others = ['grpcroutes', 'tlsroutes', 'tcproutes', 'udproutes'];

  test('are one for each granted kind and one for the others, each with a binding that denies', () => {
    const manifests = emitted([testGrant({ routeKinds: ['HTTPRoute', 'GRPCRoute'] })]).slice(4);
    expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(
      ['httproutes', 'grpcroutes', 'other-routes'].flatMap((name) => [
        `ValidatingAdmissionPolicy gateway-access-ecommerce-${name}`, `ValidatingAdmissionPolicyBinding gateway-access-ecommerce-${name}`,
      ]));
    expect(manifests[1]).toEqual({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: 'gateway-access-ecommerce-httproutes' },
      spec: { policyName: 'gateway-access-ecommerce-httproutes', validationActions: ['Deny'] },
    });
  });

  test('match by namespace and object, every version, whoever asks, and let unchanged specs pass', () => {
    expect(policy([testGrant()], 'other-routes')).toEqual({
      failurePolicy: 'Fail',
      matchConstraints: {
        matchPolicy: 'Equivalent',
        objectSelector: {},
        namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['ecommerce-prod'] }] },
        resourceRules: [{
          apiGroups: ['gateway.networking.k8s.io'], apiVersions: ['*'], operations: ['CREATE', 'UPDATE'], resources: others, scope: 'Namespaced',
        }],
      },
      matchConditions: [{ name: 'spec-changes', expression: 'request.operation == \'CREATE\' || object.spec != oldObject.spec' }],
      validations: [{
        expression: 'false',
        message: 'team "ecommerce" is not granted this kind of route, only HTTPRoute; the operators grant more with routeKinds',
        reason: 'Forbidden',
      }],
    });
  });

  test('hold the grants as tables by namespace', () => {
    const prod = testGrant({
      sections: [
        { name: 'shop', port: 443, protocol: 'HTTPS', hostname: 'shop.company.com' },
        { name: 'any', port: 8443, protocol: 'HTTPS' },
        { name: 'unused', port: 9443, protocol: 'HTTPS' },
      ],
      hostnames: [
        { hostname: '*.company.com', sections: ['any'], prefixes: ['/v1/'] },
        { hostname: 'shop.company.com', sections: ['shop', 'any'], prefixes: ['/'] },
        { hostname: 'api.company.com', sections: ['any'], prefixes: ['/o\'neil', '/v1'] },
      ],
    });
    const staging = testGrant({ namespaces: ['ecommerce-staging'] });
    const spec = policy([prod, staging], 'httproutes');
    expect(variable(spec, 'granted')).toBe(
      '{\'ecommerce-prod\': {\'gateway-system/company-gateway/shop\': [[\'shop.company.com\', \'\']], '
      + '\'gateway-system/company-gateway/any\': '
      + '[[\'shop.company.com\', \'\'], [\'api.company.com\', \'limit-0\'], [\'*.company.com\', \'limit-1\']]}, '
      + '\'ecommerce-staging\': {\'gateway-system/company-gateway/https-shop-company-com\': [[\'shop.company.com\', \'\']]}}');
    expect(variable(spec, 'listeners')).toBe(
      '{\'gateway-system/company-gateway/shop\': \'shop.company.com\', \'gateway-system/company-gateway/any\': \'\', '
      + '\'gateway-system/company-gateway/https-shop-company-com\': \'shop.company.com\'}');
    expect(variable(spec, 'prefixes')).toBe('{\'limit-0\': [\'/o\\\'neil\', \'/v1\'], \'limit-1\': [\'/v1\']}');
  });

  test('know prefixes only where some are granted', () => {
    expect(variable(policy([testGrant()], 'httproutes'), 'prefixes')).toBeUndefined();
  });

  test('leave out the namespaces where a kind is not granted', () => {
    const tcp = testGrant({ namespaces: ['ecommerce-staging'], routeKinds: ['HTTPRoute', 'TCPRoute'] });
    const spec = policy([testGrant(), tcp], 'tcproutes');
    expect(spec.matchConstraints.namespaceSelector.matchExpressions[0].values).toEqual(['ecommerce-prod', 'ecommerce-staging']);
    expect(variable(spec, 'granted')).toBe('{\'ecommerce-staging\': {\'gateway-system/company-gateway/https-shop-company-com\': \'\'}}');
  });

  test('are divided by namespace where the tables are too long for one expression', () => {
    const namespaces = Array.from({ length: 60 }, (_, i) => `${'n'.repeat(50)}-${i}`);
    const hostnames = Array.from({ length: 64 }, (_, i) => ({ hostname: `host-${i}.company.com`, sections: ['https-shop-company-com'], prefixes: ['/'] }));
    const shards = policies([testGrant({ namespaces, hostnames })]);
    expect(shards.map(({ metadata }) => metadata.name)).toEqual([1, 2].flatMap((n) => ['httproutes', 'other-routes']
      .map((name) => `gateway-access-ecommerce-${name}${n === 1 ? '' : `-${n}`}`)));
    expect(shards.flatMap(({ spec }) => spec.matchConstraints.namespaceSelector.matchExpressions[0].values).sort())
      .toEqual([...namespaces, ...namespaces].sort());
    const lengths = shards.flatMap(({ spec }) => (spec.variables ?? []).map(({ expression }) => expression.length));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(100_000);
  });
});

describe('the admission policy over a team\'s network policies', () => {
  const conditionOf = (...subjects: SubjectData[]) =>
    policy([testGrant({ ...withSubjects(...subjects), ...ISOLATED })], 'networkpolicies').matchConditions;

  test('matches the team\'s subjects alone', () => {
    const ci: SubjectData = { kind: 'ServiceAccount', name: 'ci', namespace: 'cd' };
    expect(conditionOf({ kind: 'Group', name: 'team-a' }, { kind: 'User', name: 'o\'neil' }, ci)).toEqual([{
      name: 'by-the-team',
      expression: 'request.userInfo.username in [\'o\\\'neil\', \'system:serviceaccount:cd:ci\']'
        + ' || has(request.userInfo.groups) && request.userInfo.groups.exists(g, g in [\'team-a\'])',
    }]);
    expect(conditionOf({ kind: 'User', name: 'ann' })[0].expression).toBe('request.userInfo.username in [\'ann\']');
  });

  test.each<[string, GrantData['proxies'], string]>([
    [
      'networkpolicies', { form: 'pods', namespace: 'proxies', podLabels: { app: 'envoy' } },
      '[dyn({\'namespaceSelector\': {\'matchLabels\': {\'kubernetes.io/metadata.name\': \'proxies\'}}, '
        + '\'podSelector\': {\'matchLabels\': {\'app\': \'envoy\'}}})]',
    ],
    [
      'networkpolicies', { form: 'addresses', cidrs: ['130.211.0.0/22', '35.191.0.0/16'] },
      '[dyn({\'ipBlock\': {\'cidr\': \'130.211.0.0/22\'}}), dyn({\'ipBlock\': {\'cidr\': \'35.191.0.0/16\'}})]',
    ],
    ['ciliumnetworkpolicies', { form: 'ciliumEntity', entity: 'ingress' }, '[[\'ingress\']]'],
  ])('admits exactly the proxies: %s %j', (name, proxies, peers) => {
    expect(variable(policy([testGrant({ ...ISOLATED, proxies })], name), 'peers')).toBe(`{'ecommerce-prod': ${peers}}`);
  });

  test('covers creation, change and removal in the isolated namespaces alone', () => {
    const grants = [testGrant(ISOLATED), testGrant({ namespaces: ['open'] })];
    const { matchConstraints } = policy(grants, 'networkpolicies');
    expect(matchConstraints).toMatchObject({
      namespaceSelector: { matchExpressions: [{ values: ['ecommerce-prod'] }] },
      resourceRules: [{ operations: ['CREATE', 'UPDATE', 'DELETE'], resources: ['networkpolicies'] }],
    });
  });
});

describe('TeamAccess is refused', () => {
  const bank: Partial<GrantData> = { team: { name: 'bank', subjects: [] } };
  const access = (...grants: TeamGrant[]) => () => new TeamAccess(edge(), 'access', { grants });

  test.each<[string, () => unknown, RegExp]>([
    ['without grants', access(), /^\[edge\/access\] TeamAccess: grants is empty; write the results of sharedGateway\.admit/],
    ['without options', () => new TeamAccess(edge(), 'access', undefined as never), /grants is empty/],
    ['for something else', access('ecommerce' as never), /grants\[0\] "ecommerce": it is not a TeamGrant/],
    ['for several teams', access(testGrant(), testGrant({ ...bank, namespaces: ['bank'] })), /several teams \(ecommerce, bank\); write a TeamAccess for each/],
    ['with a name', () => new TeamAccess(edge(), 'access', { grants: [testGrant()], metadata: { name: 'x' } }), /metadata\.name "x"/],
    [
      'on an old cluster', access(testGrant({ cluster: { ...grantData().cluster, kubernetesVersion: '1.29' } })),
      /cluster "eks" runs Kubernetes 1\.29, and admission policies need 1\.30/,
    ],
    [
      'where one namespace holds too much',
      access(testGrant({
        hostnames: Array.from({ length: 2000 }, (_, i) => ({ hostname: `${'x'.repeat(60)}-${i}.company.com`, sections: ['https-shop-company-com'], prefixes: ['/'] })),
      })),
      /namespace "ecommerce-prod" was granted is more than 100000 characters/,
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('in a team\'s scope', () => {
    const grant = testGrant();
    const team = new TeamChart(new App(), 'shop', { grants: [grant] });
    expect(() => new TeamAccess(team, 'access', { grants: [grant] })).toThrow(/only the cluster operator can make it/);
  });

  test('a second time for a team, naming the first', () => {
    const chart = edge();
    new TeamAccess(chart, 'access', { grants: [testGrant()] });
    expect(() => new TeamAccess(chart, 'again', { grants: [testGrant({ namespaces: ['other'] })] }))
      .toThrow(/^\[edge\/again\] TeamAccess: team "ecommerce" has its access from edge\/access already; give that one all grants/);
  });

  test('over another team\'s namespace', () => {
    const chart = edge();
    new TeamAccess(chart, 'access', { grants: [testGrant()] });
    expect(() => new TeamAccess(chart, 'bank', { grants: [testGrant(bank)] }))
      .toThrow(/namespace "ecommerce-prod" belongs to the team of edge\/access/);
    expect(chart.node.tryFindChild('bank')).toBeUndefined();
  });
});
