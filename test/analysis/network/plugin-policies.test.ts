import {
  explain, metadataClosed, NetworkModel, networkProblems, NP_GUARD, onlyEgressThrough, profileOfPlugin,
} from '../../../src/analysis/network';
import { end, modelOf, namespace, pod, policy, reach } from './models';

const [FROM, TO, OUT] = ['shop/web', 'shop/db', '203.0.113.9'];
const SET = namespace('shop') + namespace('blog', { team: 'blog' }) + ['shop/web', 'shop/db', 'blog/post', 'blog/feed'].map((name) => pod(name)).join('');
const DENY = policy('shop/deny', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');

/** An object in JSON, which is YAML: of a namespace, or cluster-wide where the name has none. */
function other(apiVersion: string, kind: string, at: string, rest: object = {}): string {
  const [name, home] = at.split('/').reverse();
  return `---\n${JSON.stringify({ apiVersion, kind, metadata: { name, ...(home !== undefined && { namespace: home }) }, ...rest })}\n`;
}
const cilium = (spec: object, at = 'shop/c', kind = 'CiliumNetworkPolicy'): string => other('cilium.io/v2', kind, at, { spec });
const clusterwide = (spec: object): string => cilium(spec, 'c', 'CiliumClusterwideNetworkPolicy');
const all = (more: string): NetworkModel => modelOf(SET + more, profileOfPlugin('cilium'));
const app = (name: string, more: object = {}): object => ({ matchLabels: { app: name, ...more } });
const tcp = (...ports: object[]): object[] => [{ ports: ports.map((port) => ({ protocol: 'TCP', ...port })) }];

describe('plain policies of Cilium', () => {
  const WEB = { endpointSelector: app('web') };
  const NAMESPACE_OF = 'k8s:io.kubernetes.pod.namespace';

  test.each<[string, object, [to: string, port: number, expected: string][]]>([
    ['labels of pods of the namespace', { egress: [{ toEndpoints: [app('db')], toPorts: tcp({ port: '80' }) }] },
      [[TO, 80, 'yes'], [TO, 81, 'no'], ['blog/post', 80, 'no'], [OUT, 80, 'no']]],
    ['labels of another namespace', { egress: [{ toEndpoints: [{ matchLabels: { [NAMESPACE_OF]: 'blog', 'k8s:app': 'post' } }] }] },
      [['blog/post', 80, 'yes'], ['blog/feed', 80, 'no'], [TO, 80, 'no']]],
    ['all pods of the namespace', { egress: [{ toEndpoints: [{}] }] }, [[TO, 80, 'yes'], ['blog/post', 80, 'no'], [OUT, 80, 'no']]],
    ['blocks with exceptions', { egress: [{ toCIDRSet: [{ cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] }] }] },
      [[OUT, 80, 'yes'], ['203.0.113.200', 80, 'no'], [TO, 80, 'no']]],
    ['a block', { egress: [{ toCIDR: ['203.0.113.0/24'] }] }, [[OUT, 80, 'yes'], ['198.51.100.1', 80, 'no']]],
    ['ranges of ports', { egress: [{ toPorts: tcp({ port: '80', endPort: 90 }, { port: '443' }) }] },
      [[OUT, 85, 'yes'], [TO, 443, 'yes'], [OUT, 91, 'no']]],
    ['the world', { egress: [{ toEntities: ['world'] }] }, [[OUT, 80, 'yes'], ['2001:db8::1', 80, 'yes'], [TO, 80, 'no']]],
    ['everything', { egress: [{ toEntities: ['all'] }] }, [[OUT, 80, 'yes'], ['blog/post', 80, 'yes']]],
    ['pods of the cluster', { egress: [{ toEntities: ['cluster'] }] }, [['blog/post', 80, 'yes'], [OUT, 80, 'unknown']]],
    ['the Kubernetes API', { egress: [{ toEntities: ['kube-apiserver'], toPorts: tcp({ port: '443' }) }] },
      [[OUT, 443, 'unknown'], [OUT, 80, 'no'], [TO, 443, 'no']]],
    ['names', { egress: [{ toFQDNs: [{ matchName: 'api.example' }], toPorts: tcp({ port: '443' }) }] },
      [[OUT, 443, 'unknown'], [OUT, 80, 'no'], [TO, 443, 'no']]],
    ['an empty rule, which closes', { egress: [{}] }, [[OUT, 80, 'no'], [TO, 80, 'no']]],
    ['the other direction alone', { ingress: [{}] }, [[OUT, 80, 'yes'], [TO, 80, 'yes']]],
    ['names of queries', { egress: [{ toEndpoints: [{}], toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{}] } }] }] },
      [[TO, 53, 'yes'], [TO, 80, 'no']]],
  ])('are evaluated: %s', (_, spec, expected) => {
    const model = all(cilium({ ...WEB, ...spec }));
    expect(model.unread).toEqual([]);
    expect(expected.map(([to, port]) => [to, port, reach(model, FROM, to, port)])).toEqual(expected);
    // Of pods that it does not select it says nothing.
    expect(expected.map(([to]) => (to === TO ? 'yes' : reach(model, TO, to)))).toEqual(expected.map(() => 'yes'));
  });

  test('add up with NetworkPolicies', () => {
    const toDb = cilium({ ...WEB, egress: [{ toEndpoints: [app('db')] }] });
    const fromWeb = cilium({ endpointSelector: app('db'), ingress: [{ fromEndpoints: [app('web')], toPorts: tcp({ port: '5432' }) }] }, 'shop/d');
    expect(reach(all(DENY + toDb), FROM, TO, 5432)).toBe('no');
    const model = all(DENY + toDb + fromWeb);
    expect([reach(model, FROM, TO, 5432), reach(model, FROM, TO, 80), reach(model, TO, FROM)]).toEqual(['yes', 'no', 'no']);
    const { sides } = explain(model, end(model, FROM), end(model, TO), 'TCP', 5432);
    expect(sides.flatMap(({ decisions }) => decisions.map(({ policy: { label }, rule }) => `${label}, ${rule?.path}`)))
      .toEqual(['CiliumNetworkPolicy shop/c, spec.egress[0]', 'CiliumNetworkPolicy shop/d, spec.ingress[0]']);
  });

  test('of the cluster select pods of every namespace, or of those that they name', () => {
    const everywhere = all(clusterwide({ endpointSelector: {}, egress: [{ toEndpoints: [app('db')] }] }));
    expect([reach(everywhere, 'blog/post', TO), reach(everywhere, 'blog/post', FROM)]).toEqual(['yes', 'no']);
    const one = all(clusterwide({ endpointSelector: { matchLabels: { [NAMESPACE_OF]: 'blog' } }, egress: [{}] }));
    expect([reach(one, 'blog/post', TO), reach(one, FROM, TO)]).toEqual(['no', 'yes']);
  });

  test.each<[string, object]>([
    ['a denial', { ...WEB, egressDeny: [{}] }],
    ['a default of its own', { ...WEB, egress: [{ toEndpoints: [{}] }], enableDefaultDeny: { egress: false } }],
    ['requests', { ...WEB, egress: [{ toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }], rules: { http: [{}] } }] }] }],
    ['Services', { ...WEB, egress: [{ toServices: [{}] }] }],
    ['two kinds of peers', { ...WEB, egress: [{ toEndpoints: [{}], toCIDR: ['10.0.0.0/8'] }] }],
    ['a list of nobody', { ...WEB, egress: [{ toEndpoints: [] }] }],
    ['no rule', { ...WEB, egress: [] }],
    ['labels of namespaces', { ...WEB, egress: [{ toEndpoints: [{ matchLabels: { 'k8s:io.cilium.k8s.namespace.labels.team': 'a' } }] }] }],
    ['a namespace by exclusion', { ...WEB, egress: [{ toEndpoints: [{ matchExpressions: [{ key: NAMESPACE_OF, operator: 'NotIn', values: ['x'] }] }] }] }],
    ['labels of another source', { ...WEB, egress: [{ toEndpoints: [{ matchLabels: { 'reserved:host': '' } }] }] }],
    ['a field that no rule has', { ...WEB, egress: [{ constructor: [{}] }] }],
    ['a port of no number', { ...WEB, egress: [{ toPorts: tcp({ port: 80.5 }) }] }],
    ['a range without ports', { ...WEB, egress: [{ toPorts: tcp({ port: '90', endPort: 80 }) }] }],
    ['ports by name', { ...WEB, egress: [{ toPorts: tcp({ port: 'http' }) }] }],
    ['another protocol', { ...WEB, egress: [{ toPorts: [{ ports: [{ port: '80', protocol: 'tcp' }] }] }] }],
    ['TLS', { ...WEB, egress: [{ toPorts: [{ ports: [{ port: '80' }], serverNames: ['a'] }] }] }],
    ['groups of blocks', { ...WEB, egress: [{ toCIDRSet: [{ cidrGroupRef: 'a' }] }] }],
    ['no block', { ...WEB, egress: [{ toCIDR: ['10.0.0.0/40'] }] }],
    ['an entity of another name', { ...WEB, egress: [{ toEntities: ['init'] }] }],
    ['nodes', { nodeSelector: {}, egress: [{}] }],
    ['pods of another namespace as its own', { endpointSelector: { matchLabels: { [NAMESPACE_OF]: 'blog' } }, egress: [{}] }],
  ])('others are not: %s', (_, spec) => {
    const model = all(cilium(spec));
    expect(model.unread.map(({ label }) => label)).toEqual(['CiliumNetworkPolicy shop/c']);
    expect([reach(model, FROM, TO), reach(model, FROM, OUT)]).toEqual(['unknown', 'unknown']);
    expect(reach(model, 'blog/post', 'blog/feed')).toBe('yes');
  });

  test.each([{ spec: 'text' }, {}, { specs: [] }, { spec: { endpointSelector: {} }, specs: [{}] }])('others are not: %j', (rest) => {
    const model = all(other('cilium.io/v2', 'CiliumNetworkPolicy', 'shop/c', rest));
    expect([reach(model, FROM, TO), reach(model, 'blog/post', TO), reach(model, 'blog/post', 'blog/feed')]).toEqual(['unknown', 'unknown', 'yes']);
  });

  test('of the cluster whose peers may be more than pods are not', () => {
    expect(reach(all(clusterwide({ endpointSelector: {}, egress: [{ toEndpoints: [{}] }] })), 'blog/post', TO)).toBe('unknown');
  });
});

describe('policies that are not evaluated', () => {
  const L7 = { egress: [{ toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }], rules: { http: [{}] } }] }] };
  const ALLOW = policy('shop/allow', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: {} }] }] }')
    + policy('shop/in', '{ podSelector: {}, ingress: [{}] }');

  test('leave out the pods that they do not select, and the direction that they say nothing of', () => {
    const model = all(DENY + cilium({ endpointSelector: app('web'), ...L7 }));
    expect([reach(model, FROM, OUT), reach(model, TO, OUT), reach(model, OUT, FROM), reach(model, 'blog/post', OUT)])
      .toEqual(['unknown', 'no', 'no', 'yes']);
  });

  test('close nothing that a NetworkPolicy opens, unless they deny', () => {
    const model = (deny: object): NetworkModel => all(DENY + ALLOW + cilium({ endpointSelector: app('web'), ...L7, ...deny }));
    expect(reach(model({}), FROM, TO)).toBe('yes');
    expect(reach(model({ egressDeny: [{ toEntities: ['world'] }] }), FROM, TO)).toBe('unknown');
  });

  test.each<[string, string, string[]]>([
    // From web to db, to the outside, from the outside to web; from blog to blog.
    ['Cilium, of the cluster', clusterwide({ endpointSelector: {}, ...L7 }), ['unknown', 'unknown', 'yes', 'unknown']],
    ['Calico', other('projectcalico.org/v3', 'NetworkPolicy', 'shop/c', { spec: { selector: 'all()' } }), ['unknown', 'unknown', 'unknown', 'yes']],
    ['Calico, of the cluster', other('projectcalico.org/v3', 'GlobalNetworkPolicy', 'c'), ['unknown', 'unknown', 'unknown', 'unknown']],
    ['Calico, staged', other('projectcalico.org/v3', 'StagedNetworkPolicy', 'shop/c'), ['yes', 'yes', 'yes', 'yes']],
    ['Antrea, of the cluster', other('crd.antrea.io/v1beta1', 'ClusterNetworkPolicy', 'c'), ['unknown', 'unknown', 'unknown', 'unknown']],
    ['EKS Auto Mode', other('networking.k8s.aws/v1alpha1', 'ApplicationNetworkPolicy', 'shop/c'), ['unknown', 'unknown', 'unknown', 'yes']],
    ['GKE, of names', other('networking.gke.io/v1alpha1', 'FQDNNetworkPolicy', 'shop/c', { spec: { podSelector: app('web') } }),
      ['unknown', 'unknown', 'yes', 'yes']],
    ['OVN-Kubernetes', other('k8s.ovn.org/v1', 'EgressFirewall', 'shop/default'), ['yes', 'unknown', 'yes', 'yes']],
    ['Istio', other('security.istio.io/v1', 'AuthorizationPolicy', 'shop/c', { spec: { selector: app('web') } }), ['yes', 'yes', 'unknown', 'yes']],
    ['Istio, of the mesh', other('security.istio.io/v1', 'AuthorizationPolicy', 'istio-system/c'), ['unknown', 'yes', 'unknown', 'unknown']],
    ['Istio, by labels of no known form',
      other('security.istio.io/v1', 'AuthorizationPolicy', 'shop/c', { spec: { selector: { matchLabels: { app: 1 } } } }),
      ['unknown', 'yes', 'unknown', 'yes']],
  ])('may change of what is open: %s', (_, yaml, expected) => {
    const model = all(yaml);
    expect([reach(model, FROM, TO), reach(model, FROM, OUT), reach(model, OUT, FROM), reach(model, 'blog/post', 'blog/feed')]).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    ['Cilium', cilium({ endpointSelector: {}, ...L7 }), ['unknown', 'unknown']],
    ['GKE, of names', other('networking.gke.io/v1alpha1', 'FQDNNetworkPolicy', 'shop/c'), ['no', 'unknown']],
    ['OVN-Kubernetes', other('k8s.ovn.org/v1', 'EgressFirewall', 'shop/default'), ['no', 'no']],
    ['Istio', other('security.istio.io/v1', 'AuthorizationPolicy', 'shop/c'), ['no', 'no']],
  ])('may change of what is closed: %s', (_, yaml, expected) => {
    const model = all(DENY + policy('shop/in', '{ podSelector: {}, ingress: [{}] }') + yaml);
    expect([reach(model, FROM, TO), reach(model, FROM, OUT)]).toEqual(expected);
  });

  test('are named as the reason, with their place', () => {
    const manifest = { apiVersion: 'k8s.ovn.org/v1', kind: 'EgressFirewall', metadata: { name: 'default', namespace: 'shop' } };
    const web = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' } };
    const model = NetworkModel.of([{ manifest: web }, { manifest, file: 'a.yaml', line: () => 7 }]);
    expect(explain(model, end(model, FROM), end(model, OUT), 'TCP', 80).doubts)
      .toEqual(['EgressFirewall shop/default (a.yaml:7) is not evaluated, and may decide it']);
    expect(metadataClosed(model, model.named(FROM)[0], ['169.254.169.254/32'])).toMatchObject({
      holds: 'unknown', open: [{ doubts: ['EgressFirewall shop/default (a.yaml:7) is not evaluated, and may decide it'] }],
    });
    expect(networkProblems(model).map(({ object, message }) => `${object}: ${message}`))
      .toContain('EgressFirewall shop/default: policies of k8s.ovn.org are not evaluated: for pods that it may select, what it may decide is unknown');
  });

  test('leave it open whether a gateway is the only way out', () => {
    const out = '{ podSelector: { matchLabels: { app: db } }, policyTypes: [Egress], egress: [{}] }';
    const ways = DENY + ALLOW + policy('shop/out', out);
    const only = (more: string): unknown => {
      const model = all(ways + more);
      return onlyEgressThrough(model, model.named(FROM)[0], model.named(TO));
    };
    expect(only('')).toMatchObject({ holds: 'yes', doubts: [] });
    expect(only(cilium({ endpointSelector: {}, ...L7 }, 'blog/c'))).toMatchObject({ holds: 'yes', doubts: [] });
    expect(only(cilium({ endpointSelector: app('web'), ...L7 })))
      .toMatchObject({ holds: 'unknown', doubts: ['CiliumNetworkPolicy shop/c is not evaluated, and may decide it'] });
  });

  test('are not there for netpol-analyzer', () => {
    const both = cilium({ endpointSelector: {}, ...L7 }) + cilium({ endpointSelector: {}, egress: [{}] }, 'shop/d');
    expect(reach(modelOf(SET + both, NP_GUARD), FROM, TO)).toBe('yes');
  });
});
