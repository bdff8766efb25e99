import type { Control } from '../../../src/analysis/evidence/control';
import { FRAMEWORKS } from '../../../src/analysis/evidence/frameworks';
import { ANY_CLOUD } from '../../../src/manifest/cluster-presets';
import type { Manifest } from '../../../src/manifest/manifest';
import { deployment, ENFORCED, evidence, object, policy, toBlock, verdict } from './manifests';

describe('the catalogue', () => {
  const controls = [...FRAMEWORKS.values()].flat();
  const key = ({ benchmark, version, id }: Control): string => `${benchmark} ${version} ${id}`;

  test('names each control once', () => {
    expect(new Set(controls.map(key)).size).toBe(controls.length);
  });

  test('says what stays open of each control that nothing is asked about', () => {
    expect(controls.filter(({ asks, remains }) => asks.length === 0 && remains === undefined).map(key)).toEqual([]);
  });

  test('does not use the ids that are cited wrongly for routing', () => {
    const cis = FRAMEWORKS.get('cis')!.map(({ id }) => id);
    expect(cis.filter((id) => id.startsWith('5.7') || id === '5.2.3')).toEqual([]);
  });
});

describe('without a plugin that enforces policies', () => {
  test('nothing of the network is assessable, with the reason', () => {
    const all = evidence('owasp-k8s', [deployment(), policy({})], { networkPlugins: [], metadataCidrs: ANY_CLOUD });
    const { verdict: said, statement } = all.get('OWASP Kubernetes Top Ten K05')!;
    expect(said).toBe('not-assessable');
    expect(statement).toMatch(/no profile names a network plugin that enforces policies/);
  });

  test.each([[['none']], [['flannel']], [['Flannel']], [['cilium', 'flannel']], [['']]])('%j enforces nothing, so nothing is assessable', (networkPlugins) => {
    expect(verdict('owasp-k8s', 'OWASP Kubernetes Top Ten K05', [deployment(), policy({})], { ...ENFORCED, networkPlugins }))
      .toEqual(['not-assessable', expect.stringMatching(/^no policy has an effect where the network plugin is /)]);
  });

  test('several plugins that all enforce policies are one answer', () => {
    expect(verdict('owasp-k8s', 'OWASP Kubernetes Top Ten K05', [deployment(), policy({})], { ...ENFORCED, networkPlugins: ['cilium', 'calico'] })[0])
      .toBe('satisfied');
  });
});

describe('default deny', () => {
  const ID = 'NIST SP 800-204A SM-DR1';

  test('holds where a policy isolates every pod both ways', () => {
    expect(verdict('nist-800-204', ID, [deployment(), policy({})])).toEqual(['satisfied', 'it holds for what it is about: 2 objects']);
  });

  test('is violated where one way stays open', () => {
    expect(verdict('nist-800-204', ID, [deployment(), policy({ policyTypes: ['Ingress'] })])).toEqual([
      'violated', 'Deployment shop/web: no policy isolates its egress; Pod shop/(any without labels): no policy isolates its egress',
    ]);
  });

  test('is violated by pods to come, where policies select pods of today alone', () => {
    expect(verdict('nist-800-204', ID, [deployment(), policy({ podSelector: { matchLabels: { app: 'web' } } })])).toEqual([
      'violated', 'Pod shop/(any without labels): no policy isolates its ingress and egress',
    ]);
  });

  test('is asked of the namespaces of the audit alone', () => {
    const manifests = [deployment(), policy({}), deployment('other', {}, {}, 'blog')];
    expect(verdict('nist-800-204', ID, manifests)[0]).toBe('violated');
    expect(verdict('nist-800-204', ID, manifests, { ...ENFORCED, namespaces: ['shop'] })[0]).toBe('satisfied');
  });

  test('has no answer where no pod is in the files, nor will be', () => {
    expect(verdict('nist-800-204', ID, [])).toEqual(['not-assessable', 'no workload is in the files']);
    expect(verdict('nist-800-204', ID, [deployment()], { ...ENFORCED, namespaces: ['blog'] }))
      .toEqual(['not-assessable', 'no workload of blog is in the files']);
  });
});

test('a namespace without a policy is named', () => {
  const found = evidence('cis', [deployment(), policy({}), deployment('other', {}, {}, 'blog')]).get('CIS Kubernetes Benchmark 5.3.2')!;
  expect(found.verdict).toBe('violated');
  expect(found.queries[0].violations)
    .toEqual([{ object: 'Namespace blog', reason: 'no policy stands in it, and none over namespaces is about its pods' }]);
});

test('what any pod may connect to is no segmentation', () => {
  const open = policy({ ingress: [{ from: [{ namespaceSelector: {} }] }] });
  expect(verdict('csa-ccm', 'CSA Cloud Controls Matrix IVS-06', [deployment(), open])).toEqual([
    'violated', 'Deployment shop/web: its ingress is open to any pod on all ports; Pod shop/(any without labels): its ingress is open to '
    + 'any pod on all ports; Deployment shop/web: any pod of any namespace may connect to it and 1 more',
  ]);
});

describe('ways out', () => {
  const METADATA = 'NSA/CISA Kubernetes Hardening Guide Network separation and hardening: cloud infrastructure';
  const NAMED = 'NIST SP 800-204A SM-DR8';

  test.each([
    ['everything', '0.0.0.0/0', 'violated', 'violated'],
    ['half of everything, which names nothing either', '128.0.0.0/1', 'violated', 'violated'],
    ['the metadata address', '169.254.169.254/32', 'violated', 'satisfied'],
    ['a block', '203.0.113.0/24', 'satisfied', 'satisfied'],
  ])('to %s', (_, cidr, metadata, named) => {
    const manifests = [deployment(), policy(toBlock(cidr))];
    expect([verdict('nsa', METADATA, manifests)[0], verdict('nist-800-204', NAMED, manifests)[0]]).toEqual([metadata, named]);
  });

  test('port 53 of the metadata address is open, unless the resolver answers there', () => {
    const dns = policy({ egress: [{ to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: [{ port: 53, protocol: 'UDP' }] }] });
    expect(verdict('nsa', METADATA, [deployment(), dns])[0]).toBe('violated');
    const found = evidence('nsa', [deployment(), dns], { ...ENFORCED, resolvesOnMetadata: true }).get(METADATA)!;
    expect([found.verdict, found.assumptions.at(-1)])
      .toEqual(['satisfied', 'on port 53 of the metadata address the resolver of the cluster answers, and nothing else']);
  });

  test('an address that is excepted is closed, until another policy opens it', () => {
    const all = policy({ egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['168.63.129.16/32', '169.254.0.0/16', '100.64.0.0/10'] } }] }] });
    expect(verdict('nsa', METADATA, [deployment(), all])[0]).toBe('satisfied');
    expect(verdict('nsa', METADATA, [deployment(), all, { ...policy(toBlock('169.254.0.0/16')), metadata: { name: 'more', namespace: 'shop' } }]))
      .toEqual(['violated', expect.stringMatching(/^Deployment shop\/web: it may connect to 169\.254\.169\.254, by NetworkPolicy shop\/more, spec\.egress\[0\]/)]);
  });
});

test.each<[string, object, boolean]>([
  ['everybody', { egress: [{}] }, false],
  ['another namespace', { egress: [{ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'db' } } }] }] }, false],
  ['every namespace', { egress: [{ to: [{ namespaceSelector: {} }] }] }, false],
  ['its own namespace', { egress: [{ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }, { podSelector: {} }] }] }, true],
  ['names', { egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: 'UDP' }] }] }, true],
  ['a block, from it', { ingress: [{ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }] }, false],
  ['pods, from them', { ingress: [{ from: [{ namespaceSelector: {} }] }] }, true],
])('whether a rule for %s needs a reason', (_, spec, isFine) => {
  expect(verdict('pci-dss', 'PCI DSS 1.2.5', [policy(spec)])[0]).toBe(isFine ? 'not-assessable' : 'violated');
  const prefix = 'ingress' in spec ? 'ingress' : 'egress';
  const given = policy(spec, 'shop', { [`${prefix}.cdk8s-gateway.io/reason-0`]: 'orders' });
  expect(verdict('pci-dss', 'PCI DSS 1.2.5', [given])[0]).toBe('not-assessable');
});

test('a rule that opens a block gives its reason in an annotation', () => {
  const ID = 'PCI DSS 1.2.5';
  expect(verdict('pci-dss', ID, [policy(toBlock('203.0.113.0/24'), 'shop', { 'egress.cdk8s-gateway.io/reason-0': 'payments' })])[0])
    .toBe('not-assessable');
  expect(verdict('pci-dss', ID, [policy(toBlock('203.0.113.0/24'))]))
    .toEqual(['violated', 'NetworkPolicy shop/policy: spec.egress[0] opens something outside of its namespace and gives no reason']);
});

describe('pods', () => {
  const RESTRICTED = object('v1', 'Namespace', 'shop', {}, '');
  RESTRICTED.metadata.labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };

  test.each<[string, object, object, RegExp]>([
    ['5.2.5', { hostNetwork: true }, {}, /hostNetwork is true/],
    ['5.2.12', {}, { ports: [{ containerPort: 80, hostPort: 80 }] }, /host port 80/],
    ['5.2.8', {}, {}, /container main keeps NET_RAW/],
    ['5.6.2', {}, {}, /container main has none/],
    ['5.6.3', {}, {}, /container main has none/],
    ['5.6.3', {}, { securityContext: { privileged: true } }, /container main is privileged/],
    ['5.6.3', { securityContext: { runAsUser: 0 } }, {}, /container main runs as user 0/],
  ])('CIS %s is violated', (id, spec, container, statement) => {
    expect(verdict('cis', `CIS Kubernetes Benchmark ${id}`, [RESTRICTED, deployment('web', spec, container)]))
      .toEqual(['violated', expect.stringMatching(statement)]);
  });

  const ADMISSION = 'what manifests can show holds; what they cannot: that the API server runs the admission plugin that reads these labels';

  test.each([
    ['5.1.5', ['not-assessable', expect.stringMatching(/^what manifests can show holds; .* what is bound to default service accounts/)]], ['5.1.6', ['satisfied', 'it holds for what it is about: 1 object']],
    ['5.2.5', ['not-assessable', ADMISSION]], ['5.2.8', ['not-assessable', ADMISSION]], ['5.2.12', ['not-assessable', ADMISSION]],
    ['5.6.2', ['satisfied', 'it holds for what it is about: 1 object']], ['5.6.3', ['satisfied', 'it holds for what it is about: 1 object']],
    ['5.6.4', ['satisfied', 'it holds for what it is about: 1 object']],
  ])('CIS %s holds', (id, said) => {
    const context = { capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' } };
    const web = deployment('web', { automountServiceAccountToken: false }, { securityContext: context });
    expect(verdict('cis', `CIS Kubernetes Benchmark ${id}`, [RESTRICTED, web])).toEqual(said);
  });

  const OWN = 'what manifests can show holds; what they cannot: what is bound to default service accounts, and what those say that are not in the files';

  test.each<[string, object, Manifest[], string]>([
    ['5.1.5', {}, [], 'Deployment shop/web: it gets the token of the default service account'],
    ['5.1.5', { serviceAccountName: 'web' }, [], OWN],
    ['5.1.5', {}, [object('v1', 'ServiceAccount', 'default', { automountServiceAccountToken: false })], OWN],
    ['5.1.5', {}, [object('v1', 'ServiceAccount', 'default', { automountServiceAccountToken: false }, 'blog')],
      'Deployment shop/web: it gets the token of the default service account'],
    ['5.1.6', { serviceAccountName: 'web' }, [], 'whether they need the token that they get is for a person: Deployment shop/web'],
    ['5.1.6', { serviceAccountName: 'web', automountServiceAccountToken: true },
      [object('v1', 'ServiceAccount', 'web', { automountServiceAccountToken: false })],
      'whether they need the token that they get is for a person: Deployment shop/web'],
  ])('CIS %s of a pod with %j', (id, spec, more, statement) => {
    expect(verdict('cis', `CIS Kubernetes Benchmark ${id}`, [deployment('web', spec), ...more])[1]).toBe(statement);
  });

  test('what keeps such pods out is a label of their namespace', () => {
    expect(verdict('cis', 'CIS Kubernetes Benchmark 5.2.1', [deployment()]))
      .toEqual(['not-assessable', 'the labels of shop are not in the files']);
    expect(verdict('cis', 'CIS Kubernetes Benchmark 5.2.1', [object('v1', 'Namespace', 'shop', {}, '')]))
      .toEqual(['violated', 'Namespace shop: no level is enforced']);
  });

  test('baseline admits pods that keep NET_RAW', () => {
    const baseline = object('v1', 'Namespace', 'shop', {}, '');
    baseline.metadata.labels = { 'pod-security.kubernetes.io/enforce': 'baseline' };
    const dropped = deployment('web', {}, { securityContext: { capabilities: { drop: ['NET_RAW'] } } });
    expect(verdict('cis', 'CIS Kubernetes Benchmark 5.2.8', [baseline, dropped])).toEqual(['violated', 'Namespace shop: it enforces "baseline"']);
    expect(verdict('cis', 'CIS Kubernetes Benchmark 5.2.1', [baseline, dropped]))
      .toEqual(['not-assessable', expect.stringMatching(/what they cannot: that the API server runs the admission plugin/)]);
  });

  test.each<[string, Manifest, string]>([
    ['a Service without a namespace', object('v1', 'Service', 's', {}, ''), 'violated'],
    ['a ConfigMap', object('v1', 'ConfigMap', 'c', {}, 'default'), 'violated'],
    ['an object of a kind that is not known', object('example.com/v1', 'Thing', 't', {}, 'default'), 'violated'],
    ['the Service of the API server', object('v1', 'Service', 'kubernetes', {}, 'default'), 'satisfied'],
    ['an object of the cluster', object('v1', 'Node', 'n', {}, ''), 'satisfied'],
    ['an object that may be of the cluster', object('example.com/v1', 'Thing', 't', {}, ''), 'satisfied'],
  ])('the default namespace and %s', (_, one, expected) => {
    expect(verdict('cis', 'CIS Kubernetes Benchmark 5.6.4', [deployment(), one])[0]).toBe(expected);
  });

  test('the default namespace', () => {
    expect(verdict('cis', 'CIS Kubernetes Benchmark 5.6.4', [deployment('web', {}, {}, 'default')]))
      .toEqual(['violated', 'Deployment default/web: it stands in "default"']);
  });
});

describe('access', () => {
  const role = (rule: object): Manifest => object('rbac.authorization.k8s.io/v1', 'Role', 'r', { rules: [rule] });

  test.each<[string, object, RegExp]>([
    ['5.1.3', { apiGroups: ['*'], resources: ['pods'], verbs: ['get'] }, /rules\[0\]: "\*" in apiGroups/],
    ['5.1.2', { apiGroups: [''], resources: ['secrets'], verbs: ['list'] }, /it reads every Secret/],
    ['5.1.4', { apiGroups: [''], resources: ['pods'], verbs: ['create'] }, /it creates pods/],
  ])('CIS %s is violated', (id, rule, statement) => {
    expect(verdict('cis', `CIS Kubernetes Benchmark ${id}`, [role(rule)])).toEqual(['violated', expect.stringMatching(statement)]);
  });

  test('a named Secret is not all of them', () => {
    const rule = { apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['tls'] };
    expect(verdict('cis', 'CIS Kubernetes Benchmark 5.1.2', [role(rule)])[0]).toBe('not-assessable');
  });

  test('cluster-admin is found in bindings', () => {
    const roleRef = { kind: 'ClusterRole', name: 'cluster-admin' };
    expect(verdict('cis', 'CIS Kubernetes Benchmark 5.1.1', [object('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'all', { roleRef }, '')]))
      .toEqual(['violated', 'ClusterRoleBinding all: it binds cluster-admin']);
  });

  test('a policy that only warns enforces nothing', () => {
    const binding = object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding', 'b', { spec: { validationActions: ['Warn'] } }, '');
    expect(verdict('owasp-k8s', 'OWASP Kubernetes Top Ten K04', [binding]))
      .toEqual(['violated', 'ValidatingAdmissionPolicyBinding b: it only does Warn']);
  });

  test('a binding refuses nothing where its policy is missing', () => {
    const spec = { policyName: 'p', validationActions: ['Deny'] };
    const binding = object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding', 'b', { spec }, '');
    const asked = (...manifests: Manifest[]): string | undefined =>
      evidence('owasp-k8s', manifests).get('OWASP Kubernetes Top Ten K04')!.queries[0].unanswered;
    expect(asked(binding)).toBe('the policies that ValidatingAdmissionPolicyBinding b bind are not in the files');
    expect(asked(binding, object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', 'p', {}, ''))).toBeUndefined();
  });
});

test('SOC 2 is never satisfied by manifests: they show no operation', () => {
  const all = [...evidence('soc2', [deployment(), policy({})]).values()];
  expect(all.map((one) => one.verdict)).not.toContain('satisfied');
});

test('objects of any form get an answer', () => {
  const odd = [null, 1, 'x', [], {}, { rules: 1, template: 2 }].map((spec, i) => object('networking.k8s.io/v1', 'NetworkPolicy', `p${i}`, { spec }));
  const kinds = ['apps/v1/Deployment', 'v1/Namespace', 'rbac.authorization.k8s.io/v1/Role', 'gateway.networking.k8s.io/v1/HTTPRoute'];
  const more = kinds.flatMap((kind) => [null, 'x', [1]].map((value, i) => {
    const at = kind.lastIndexOf('/');
    return object(kind.slice(0, at), kind.slice(at + 1), `o${i}`, { spec: value, rules: value });
  }));
  for (const framework of FRAMEWORKS.keys()) expect(evidence(framework, [...odd, ...more]).size).toBeGreaterThan(3);
});
