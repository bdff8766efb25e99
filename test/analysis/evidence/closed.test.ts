import type { Manifest } from '../../../src/manifest/manifest';
import { deployment, ENFORCED, object, policy, verdict } from './manifests';

describe('what seems closed', () => {
  const [DEFAULT, K05] = ['NIST SP 800-204A SM-DR1', 'OWASP Kubernetes Top Ten K05'];
  const admin = (spec: object): Manifest =>
    object('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', 'all', {
      spec: { tier: 'Admin', priority: 1, subject: { namespaces: {} }, ...spec },
    }, '');
  const inNamespace = (operator: string, values?: string[]): object =>
    ({ from: [{ namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator, values }] } }] });
  const open = (rule: object): Manifest => policy({ ingress: [rule] });
  const calico = { ...ENFORCED, networkPlugins: ['calico'] };

  test('is not closed by default because an address and a port are denied', () => {
    const some = admin({
      egress: [{ action: 'Deny', to: [{ networks: ['169.254.169.254/32'] }] }],
      ingress: [{ action: 'Deny', from: [{ namespaces: {} }], protocols: [{ tcp: { destinationPort: { number: 22 } } }] }],
    });
    expect(verdict('nist-800-204', DEFAULT, [deployment(), some])[0]).toBe('violated');
    expect(verdict('cis', 'CIS Kubernetes Benchmark 5.3.2', [deployment(), some])[0]).toBe('violated');
  });

  test('is closed where policies over namespaces leave nothing open', () => {
    const all = admin({
      egress: [{ action: 'Deny', to: [{ namespaces: {} }, { networks: ['0.0.0.0/0', '::/0'] }] }], ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
    });
    expect(verdict('nist-800-204', DEFAULT, [deployment(), all])[0]).toBe('violated');
    expect(verdict('nist-800-204', DEFAULT, [deployment(), all, policy({ policyTypes: ['Ingress'] })])[0]).toBe('satisfied');
    expect(verdict('cis', 'CIS Kubernetes Benchmark 5.3.2', [deployment(), all])[0]).toBe('violated');
  });

  test.each<[string, object]>([
    ['all ports of two protocols', { ports: [{ protocol: 'TCP' }, { protocol: 'UDP' }] }],
    ['nearly all ports', { ports: [{ port: 2, endPort: 65_535 }] }],
    ['any address', { from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }],
    ['every namespace, by the label that all of them have', inNamespace('Exists')],
    ['every namespace but one', inNamespace('NotIn', ['x'])],
  ])('is open to %s', (_, rule) => {
    for (const options of [ENFORCED, calico]) {
      expect(verdict('nist-800-204', DEFAULT, [deployment(), open(rule)], options)[0]).toBe('violated');
      expect(verdict('owasp-k8s', K05, [deployment(), open(rule)], options)[0]).toBe('violated');
    }
  });

  test('may be open to pods where a block may hold them', () => {
    const block = open({ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] });
    expect(verdict('owasp-k8s', K05, [deployment(), block])[0]).toBe('satisfied');
    expect(verdict('owasp-k8s', K05, [deployment(), block], calico)).toEqual(['not-assessable', expect.stringMatching(/^it is not known: Deployment shop\/web: /)]);
    expect(verdict('nist-800-204', DEFAULT, [deployment(), block], calico)[0]).toBe('satisfied');
  });

  test('is unknown in the network of a node', () => {
    const manifests = [deployment('web', { hostNetwork: true }), policy({})];
    const metadata = 'NSA/CISA Kubernetes Hardening Guide Network separation and hardening: cloud infrastructure';
    for (const [framework, id] of [['nist-800-204', DEFAULT], ['owasp-k8s', K05], ['nsa', metadata]]) {
      expect(verdict(framework, id, manifests)).toEqual(['not-assessable', expect.stringMatching(/^it is not known: Deployment shop\/web: /)]);
    }
  });

  test('is unknown where two policies of one priority differ', () => {
    const rule = (action: string): object => ({ ingress: [{ action, from: [{ namespaces: {} }] }], egress: [{ action, to: [{ networks: ['0.0.0.0/0'] }] }] });
    const other = admin(rule('Deny'));
    other.metadata.name = 'other';
    expect(verdict('nist-800-204', DEFAULT, [deployment(), policy({}), admin(rule('Accept')), other]))
      .toEqual(['not-assessable', expect.stringMatching(/no one says which of them counts/)]);
  });

  test.each(['SM-DR2', 'SM-DR8'])('egress to every pod, and to names that nothing resolves here: %s', (id) => {
    const ID = `NIST SP 800-204A ${id}`;
    const pods = policy({ egress: [{ to: [{ namespaceSelector: {} }] }] });
    expect(verdict('nist-800-204', ID, [deployment(), pods])[0]).toBe(id === 'SM-DR2' ? 'violated' : 'satisfied');
    const names = admin({ egress: [{ action: 'Accept', to: [{ domainNames: ['*.com'] }] }] });
    expect(verdict('nist-800-204', ID, [deployment(), policy({}), names])[0]).toBe('not-assessable');
  });

  test('many blocks that make up everything name nothing', () => {
    const blocks = policy({ egress: [{ to: Array.from({ length: 256 }, (_, i) => ({ ipBlock: { cidr: `${i}.0.0.0/8` } })) }] });
    expect(verdict('nist-800-204', 'NIST SP 800-204A SM-DR8', [deployment(), blocks])[0]).toBe('violated');
  });
});

describe('policies that are not what they seem', () => {
  const K05 = 'OWASP Kubernetes Top Ten K05';
  const judged = (...more: Manifest[]): [string, string] => verdict('owasp-k8s', K05, [deployment(), policy({}), ...more]);

  test.each<[string, Manifest, RegExp]>([
    ['of a kind that is not evaluated', object('cilium.io/v2', 'CiliumClusterwideNetworkPolicy', 'all', {}, ''), /^it is not known: Deployment shop\/web: CiliumClusterwideNetworkPolicy all is not evaluated/],
    ['of a version that is not evaluated', object('policy.networking.k8s.io/v1alpha9', 'ClusterNetworkPolicy', 'all', {}, ''), /v1alpha9.* is not evaluated/],
    ['that the API server refuses', object('networking.k8s.io/v1', 'NetworkPolicy', 'bad', {
      spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/8'] } }] }] },
    }), /^NetworkPolicy shop\/bad, .*the API server refuses the policy/],
  ])('ones %s leave the network without an answer', (_, one, reason) => {
    expect(judged(one)).toEqual(['not-assessable', expect.stringMatching(reason)]);
  });

  const SERVICES = { endpointSelector: {}, egress: [{ toServices: [{}] }], ingress: [{ fromRequires: [{}] }] };
  const cilium = (spec: object, namespace = 'shop'): Manifest => object('cilium.io/v2', 'CiliumNetworkPolicy', 'c', { spec }, namespace);

  test('ones that are not evaluated leave open what is asked of the pods that they select', () => {
    expect(judged(cilium(SERVICES))[0]).toBe('not-assessable');
    const shop = { ...ENFORCED, namespaces: ['shop'] };
    expect(verdict('owasp-k8s', K05, [deployment(), policy({}), cilium(SERVICES, 'blog')], shop)[0]).toBe('satisfied');
    // Pods of tomorrow count, and so do those that alone it selects.
    expect(judged(cilium(SERVICES, 'blog'))[0]).toBe('not-assessable');
    expect(judged(cilium({ ...SERVICES, endpointSelector: { matchLabels: { app: 'x' } } })))
      .toEqual(['not-assessable', 'CiliumNetworkPolicy shop/c opens connections of pods that are not in the files']);
  });

  test('plain ones of Cilium count as NetworkPolicies do', () => {
    expect(verdict('owasp-k8s', K05, [deployment(), cilium({ endpointSelector: {}, egress: [{}], ingress: [{}] })])[0]).toBe('satisfied');
    expect(judged(cilium({ endpointSelector: {}, ingress: [{ fromEntities: ['all'] }] }))[0]).toBe('violated');
  });

  test('ones of requests do not: they open no connection', () => {
    expect(judged(object('security.istio.io/v1', 'AuthorizationPolicy', 'all'))[0]).toBe('satisfied');
  });

  test('ones that open something for pods that are not in the files leave it open', () => {
    const store = policy({ podSelector: { matchLabels: { app: 'store' } }, ingress: [{}] });
    store.metadata.name = 'store';
    expect(judged(store)).toEqual(['not-assessable', 'NetworkPolicy shop/store opens connections of pods that are not in the files']);
    const blog = { ...ENFORCED, namespaces: ['blog'] };
    expect(verdict('owasp-k8s', K05, [deployment('web', {}, {}, 'blog'), policy({}, 'blog'), store], blog)[0]).toBe('satisfied');
    expect(verdict('owasp-k8s', K05, [deployment(), store])[0]).toBe('violated');
  });

  test('it is said where only pods to come were judged', () => {
    expect(verdict('owasp-k8s', K05, [policy({})])).toEqual([
      'satisfied', 'it holds for what it is about: 1 object, pods to come alone: no workload is in the files',
    ]);
  });
});
