import { App } from 'cdk8s';
import { Findings, OperatorChart, TeamAccess } from '../../../src';
import type { GrantData, SubjectData } from '../../../src/manifest/grant-data';
import { grantData, testGrant } from '../../util/grants';
import { emitted, ISOLATED, policies, policy, RBAC, READ, ROUTES, variable, withSubjects, WRITE } from './team-access-cases';

describe('the rights of a team', () => {
  test('are a Role in each namespace and a ClusterRole that reads, bound to its subjects', () => {
    const subjects = [{ apiGroup: RBAC, kind: 'Group', name: 'team-ecommerce' }];
    const name = 'gateway-access-ecommerce';
    const reader = 'gateway-access-prod-reader';
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
      'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding',
      'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding',
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

  test('are one for each granted kind, one for the others, one for listeners and one for references, each with a binding that denies', () => {
    const manifests = emitted([testGrant({ routeKinds: ['HTTPRoute', 'GRPCRoute'] })]).slice(4);
    expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(
      ['httproutes', 'grpcroutes', 'other-routes', 'listenersets', 'referencegrants'].flatMap((name) => [
        `ValidatingAdmissionPolicy gateway-access-ecommerce-prod-${name}`, `ValidatingAdmissionPolicyBinding gateway-access-ecommerce-prod-${name}`,
      ]));
    expect(manifests[1]).toEqual({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: 'gateway-access-ecommerce-prod-httproutes' },
      spec: { policyName: 'gateway-access-ecommerce-prod-httproutes', validationActions: ['Deny'] },
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
        message: 'team "ecommerce" is not granted this kind of route here, only HTTPRoute; the operators grant more with routeKinds',
        reason: 'Forbidden',
      }],
    });
  });

  test('hold the grants of their namespace as tables', () => {
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
    const spec = policy([prod], 'prod-httproutes');
    expect(variable(spec, 'granted')).toBe('[\'gateway-system/company-gateway/shop\', \'gateway-system/company-gateway/any\']');
    expect(variable(spec, 'exact')).toBe(
      '{\'gateway-system/company-gateway/shop\': {\'shop.company.com\': \'\'}, '
      + '\'gateway-system/company-gateway/any\': {\'shop.company.com\': \'\', \'api.company.com\': \'limit-0\'}}');
    expect(variable(spec, 'wildcards')).toBe(
      '{\'gateway-system/company-gateway/shop\': [], \'gateway-system/company-gateway/any\': [[\'.company.com\', \'limit-1\']]}');
    expect(variable(spec, 'listeners')).toBe(
      '{\'gateway-system/company-gateway/shop\': \'shop.company.com\', \'gateway-system/company-gateway/any\': \'\'}');
    expect(variable(spec, 'prefixes')).toBe('{\'limit-0\': [\'/o\\\'neil\', \'/v1\'], \'limit-1\': [\'/v1\']}');
  });

  test('know prefixes only where some are granted', () => {
    expect(variable(policy([testGrant()], 'httproutes'), 'prefixes')).toBeUndefined();
  });

  test('stand by themselves in each namespace, with what is granted there', () => {
    const tcp = testGrant({
      namespaces: ['ecommerce-staging'], routeKinds: ['HTTPRoute', 'TCPRoute'],
      sections: [...grantData().sections, { name: 'postgres', port: 5432, protocol: 'TCP' }],
    });
    expect(policies([testGrant(), tcp]).map(({ metadata, spec }) => [
      metadata.name, spec.matchConstraints.namespaceSelector.matchExpressions[0].values,
    ])).toEqual([
      ...['httproutes', 'other-routes', 'listenersets', 'referencegrants'].map((name) => [`gateway-access-ecommerce-prod-${name}`, ['ecommerce-prod']]),
      ...['httproutes', 'tcproutes', 'other-routes', 'listenersets', 'referencegrants']
        .map((name) => [`gateway-access-ecommerce-staging-${name}`, ['ecommerce-staging']]),
    ]);
    expect(variable(policy([testGrant(), tcp], 'tcproutes'), 'granted')).toBe('[\'gateway-system/company-gateway/postgres\']');
  });

  test('give each kind the sections that serve it', () => {
    const mixed = testGrant({
      routeKinds: ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'],
      sections: [
        { name: 'https', port: 443, protocol: 'HTTPS' }, { name: 'http', port: 80, protocol: 'HTTP' },
        { name: 'tls', port: 8443, protocol: 'TLS', hostname: '*.company.com' },
        { name: 'tcp', port: 5432, protocol: 'TCP' }, { name: 'udp', port: 53, protocol: 'UDP' },
      ],
      hostnames: [{ hostname: 'shop.company.com', sections: ['https', 'http', 'tls'], prefixes: ['/'] }],
    });
    const granted = (name: string): string | undefined => variable(policy([mixed], name), 'granted')?.replaceAll('gateway-system/company-gateway/', '');
    expect(['httproutes', 'grpcroutes', 'tlsroutes', 'tcproutes', 'udproutes'].map(granted)).toEqual([
      '[\'https\', \'http\']', '[\'https\', \'http\']', '[\'tls\']', '[\'tcp\']', '[\'udp\']',
    ]);
    expect(variable(policy([mixed], 'tlsroutes'), 'exact')).toBe('{\'gateway-system/company-gateway/tls\': {\'shop.company.com\': \'\'}}');
    expect(variable(policy([mixed], 'tlsroutes'), 'listeners')).toBe('{\'gateway-system/company-gateway/tls\': \'*.company.com\'}');
    expect(['tcproutes', 'udproutes'].map((name) => variable(policy([mixed], name), 'hostnames'))).toEqual([undefined, undefined]);
    expect(policies([mixed]).map(({ metadata }) => metadata.name)).not.toContain('gateway-access-ecommerce-prod-other-routes');
  });

  test('of one team in two programs share no cluster-scoped name', () => {
    const names = (namespace: string) => emitted([testGrant({ ...ISOLATED, namespaces: [namespace] })])
      .filter(({ metadata }) => metadata.namespace === undefined).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    const staging = names('ecommerce-staging');
    expect(staging).toContain('ClusterRoleBinding gateway-access-ecommerce-staging-reader');
    expect(names('ecommerce-prod').filter((name) => staging.includes(name))).toEqual([]);
  });
});

describe('the admission policy over a team\'s network policies', () => {
  const teamOf = (...subjects: SubjectData[]) =>
    variable(policy([testGrant({ ...withSubjects(...subjects), ...ISOLATED })], 'networkpolicies'), 'byTeam');

  test('knows the team\'s subjects', () => {
    const ci: SubjectData = { kind: 'ServiceAccount', name: 'ci', namespace: 'cd' };
    expect(teamOf({ kind: 'Group', name: 'team-a' }, { kind: 'User', name: 'o\'neil' }, ci)).toBe(
      'request.userInfo.username in [\'o\\\'neil\', \'system:serviceaccount:cd:ci\']'
        + ' || has(request.userInfo.groups) && request.userInfo.groups.exists(g, g in [\'team-a\'])');
    expect(teamOf({ kind: 'User', name: 'ann' })).toBe('request.userInfo.username in [\'ann\']');
    expect(teamOf()).toBe('false');
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
    expect(variable(policy([testGrant({ ...ISOLATED, proxies })], name), 'peers')).toBe(peers);
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
