import { foundIn, said } from '../../../util/check';
import { deployment, policy, service } from '../../../util/network';

const subject = (labels: string): string => policy(`{ podSelector: { matchLabels: ${labels} }, policyTypes: [Ingress] }`);
const from = (peer: string, namespace?: string): string => policy(`{ podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [${peer}] }] }`, namespace);

describe('GW406: selectors that take nobody', () => {
  const WEB = deployment('{ app: web }');

  test('as subject, and as peer of the own or of a named namespace', () => {
    expect(said('GW406',
      WEB + subject('{ app: wed }'))).toEqual([expect.stringMatching(/^warning spec\.podSelector: no workload of namespace "shop" has pods with app=wed/)]);
    expect(foundIn('GW406', WEB + from('{ podSelector: { matchLabels: { app: wed } } }'))).toMatchObject([{ path: 'spec.ingress[0].from[0].podSelector' }]);
    const named = '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } }, podSelector: { matchLabels: { app: wed } } }';
    expect(foundIn('GW406', WEB + from(named, 'other'))).toHaveLength(1);
  });

  test('speak of what is here: others may bring more', () => {
    expect(said('GW406', WEB + from('{ podSelector: { matchLabels: { app: wed } } }'))).toEqual([
      'warning spec.ingress[0].from[0].podSelector: no workload of namespace "shop" has pods with app=wed among these objects, so the peer is '
      + 'nobody, unless they come from elsewhere',
    ]);
    const nowhere = (yaml: string): string => yaml.replaceAll(', namespace: shop', '');
    expect(said('GW406', nowhere(WEB + subject('{ app: wed }')))).toEqual([
      'warning spec.podSelector: no workload of its namespace has pods with app=wed among these objects, so the policy is for nobody, unless they '
      + 'come from elsewhere',
    ]);
  });

  test('say that the label of namespaces is none of pods', () => {
    expect(said('GW406', WEB + subject('{ kubernetes.io/metadata.name: shop }'))).toEqual([expect.stringMatching(/is a label of namespaces, not of pods$/)]);
  });

  test.each([
    ['DaemonSet', 'apps/v1', '{ template: { metadata: { labels: { app: a } } } }'], ['StatefulSet', 'apps/v1',
      '{ template: { metadata: { labels: { app: a } } } }'],
    ['ReplicaSet', 'apps/v1', '{ template: { metadata: { labels: { app: a } } } }'], ['Job', 'batch/v1', '{ template: { metadata: { labels: { app: a } } } }'],
    ['CronJob', 'batch/v1', '{ jobTemplate: { spec: { template: { metadata: { labels: { app: a } } } } } }'],
  ])('pods of a %s are taken', (kind, apiVersion, spec) => {
    const workload = `\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a, namespace: shop }\nspec: ${spec}\n---`;
    expect(foundIn('GW406', WEB + workload + subject('{ app: a }'))).toEqual([]);
    expect(foundIn('GW406', workload + subject('{ app: b }'))).toHaveLength(1);
  });

  test('a Pod is taken by its own labels', () => {
    expect(foundIn('GW406',
      `${WEB}\napiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: shop, labels: { app: a } }\n---${subject('{ app: a }')}`)).toEqual([]);
  });

  test.each([
    ['a namespace that nothing is known of', subject('{ app: a }')],
    ['workloads of another namespace', deployment('{ app: web }', undefined, 'other') + subject('{ app: a }')],
    ['all pods', WEB + policy('{ podSelector: {}, policyTypes: [Ingress] }')],
    ['pods but some', WEB + policy('{ podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }, policyTypes: [Ingress] }')],
    ['what an operator may make',
      `${WEB}\napiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: { name: p, namespace: shop }\n---${subject('{ app: a }')}`],
    ['pods that come with the cluster', deployment('{ app: web }', undefined, 'kube-system')
      + from('{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }')],
    ['a namespace in use that is not said', `${WEB}${deployment('{ app: b }').replace(', namespace: shop', '')}${
      subject('{ app: a }').replace(', namespace: shop', '')}`],
  ])('%s: no finding', (_, yaml) => {
    expect(foundIn('GW406', yaml)).toEqual([]);
  });
});

describe('a dump of a cluster', () => {
  const owned = (kind: string, apiVersion: string, owner: string, ownerVersion: string): string => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: web-1
  namespace: shop
  labels: { app: web, pod-template-hash: "1" }
  ownerReferences: [{ apiVersion: ${ownerVersion}, kind: ${owner}, name: ${owner === 'Deployment' ? 'web' : 'web-1'}, controller: true }]
spec: { hostNetwork: true, template: { metadata: { labels: { app: web } }, spec: { hostNetwork: true } } }
---`;

  test('names a workload, and not its ReplicaSets and Pods', () => {
    const dump = deployment('{ app: web }', 'hostNetwork: true') + owned('ReplicaSet', 'apps/v1', 'Deployment', 'apps/v1') + owned('Pod', 'v1', 'ReplicaSet',
      'apps/v1');
    expect(said('GW414', dump + policy('{ podSelector: {}, policyTypes: [Ingress] }')))
      .toEqual([expect.stringMatching(/^warning spec\.podSelector: Deployment web is of hostNetwork: true/)]);
  });

  test('names Pods whose controller is not in it', () => {
    expect(said('GW414', owned('Pod', 'v1', 'ReplicaSet', 'apps/v1') + policy('{ podSelector: {}, policyTypes: [Ingress] }')))
      .toEqual([expect.stringMatching(/Pod web-1 is of hostNetwork/)]);
  });
});

describe('GW410: the port of a Service', () => {
  const WEB = deployment('{ app: web }') + service('{ selector: { app: web }, ports: [{ port: 80, targetPort: http }] }');
  const ingress = (port: string): string => policy(`{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress], ingress: [{ ports: [${port}] }] }`);
  const TO = '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } }, podSelector: { matchLabels: { app: web } } }';
  const egress = (peers: string): string => policy(`{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [${peers}], ports: [{ port: 80 }] }] }`, 'other');

  test('is found both ways, with the pod\'s', () => {
    const found = { severity: 'warning', fix: 'write 8080', message: expect.stringMatching(/^80 is the port of Service web, whose pods listen on 8080/) };
    expect(foundIn('GW410', WEB + ingress('{ port: 80 }'))).toMatchObject([{ ...found, path: 'spec.ingress[0].ports[0].port' }]);
    expect(foundIn('GW410', WEB + egress(TO))).toMatchObject([{ ...found, path: 'spec.egress[0].ports[0].port' }]);
  });

  test.each([
    ['the pod\'s', WEB + ingress('{ port: 8080 }')],
    ['both', WEB + ingress('{ port: 80 }, { port: 8080 }')],
    ['one that a container declares', WEB.replace('containerPort: 8080', 'containerPort: 80') + ingress('{ port: 80 }')],
    ['one of no Service', WEB + ingress('{ port: 81 }')],
    ['of another protocol', WEB + ingress('{ protocol: UDP, port: 80 }')],
    ['a range', WEB + ingress('{ port: 80, endPort: 90 }')],
    ['for addresses too', WEB + egress(`${TO}, { ipBlock: { cidr: 203.0.113.0/24 } }`)],
    ['of a Service without workloads here', service('{ selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }') + ingress('{ port: 80 }')],
    ['of a Service for other pods',
      deployment('{ app: web }') + service('{ selector: { app: b }, ports: [{ port: 80, targetPort: 8080 }] }') + ingress('{ port: 80 }')],
    ['that is the same', deployment('{ app: web }', '') + service('{ selector: { app: web }, ports: [{ port: 80 }] }') + ingress('{ port: 80 }')],
  ])('%s: no finding', (_, yaml) => {
    expect(foundIn('GW410', yaml)).toEqual([]);
  });
});

describe('GW411: the name of a port', () => {
  const ingress = (port: string): string => policy(`{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress], ingress: [{ ports: [${port}] }] }`);

  test('that no container has', () => {
    expect(foundIn('GW411', deployment('{ app: web }') + ingress('{ port: web }'))).toMatchObject([{ severity: 'warning',
      fix: 'write one of "http", or a number' }]);
    expect(foundIn('GW411', deployment('{ app: web }') + ingress('{ protocol: UDP, port: http }'))).toHaveLength(1);
  });

  test('means nothing for addresses', () => {
    expect(said('GW411',
      policy('{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 203.0.113.0/24 } }], ports: [{ port: https }] }] }')))
      .toEqual([expect.stringMatching(/an address block has no pods/)]);
  });

  test('that some container has, or that nothing is known of, is no finding', () => {
    expect(foundIn('GW411', deployment('{ app: web }') + ingress('{ port: http }'))).toEqual([]);
    expect(foundIn('GW411', ingress('{ port: web }'))).toEqual([]);
  });
});

describe('GW412: blocks inside of the cluster', () => {
  const to = (block: string): string => policy(`{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: ${block} }] }] }`);
  const CLUSTER_IP = service('{ clusterIP: 10.96.0.10 }');

  test.each<[string, string, string[]]>([
    ['of a Service', CLUSTER_IP + to('{ cidr: 10.96.0.0/12 }'), ['warning']],
    ['of a node\'s pods', `\napiVersion: v1\nkind: Node\nmetadata: { name: n }\nspec: { podCIDR: 10.244.0.0/24 }\n---${ to('{ cidr: 10.244.0.0/16 }')}`, ['warning']],
    ['of a pod', `\napiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: a }\nstatus: { podIP: 10.244.3.7 }\n---${ to('{ cidr: 10.244.3.7/32 }')}`,
      ['warning']],
    ['that is excepted', CLUSTER_IP + to('{ cidr: 10.96.0.0/12, except: [10.96.0.0/16] }'), ['unknown']],
    ['of which nothing is known', to('{ cidr: 10.0.0.0/8 }'), ['unknown']],
    ['outside', CLUSTER_IP + to('{ cidr: 203.0.113.0/24 }'), []],
    ['everywhere', CLUSTER_IP + to('{ cidr: 0.0.0.0/0 }'), []],
    ['of a headless Service', service('{ clusterIP: None }') + to('{ cidr: 10.96.0.0/12 }'), ['unknown']],
  ])('%s', (_, yaml, severities) => {
    expect(foundIn('GW412', yaml).map(({ severity }) => severity)).toEqual(severities);
  });
});

describe('GW414: pods in the network of their node', () => {
  const HOST = deployment('{ app: web }', 'hostNetwork: true');

  test('are said once, at the first policy', () => {
    const policies = ['a', 'b'].map((name) => policy('{ podSelector: {}, policyTypes: [Ingress] }', 'shop', name)).join('');
    expect(foundIn('GW414', HOST + policies).map(({ resource }) => resource.name)).toEqual(['a']);
  });

  test('as a peer with others beside them are no finding, and alone they are', () => {
    const other = deployment('{ app: web, host: no }', '', 'shop', 'other');
    expect(foundIn('GW414', HOST + from('{ podSelector: { matchLabels: { app: web } } }')).map(({ path }) => path))
      .toEqual(['spec.podSelector', 'spec.ingress[0].from[0]']);
    expect(foundIn('GW414', HOST + other + from('{ podSelector: { matchLabels: { app: web } } }')).map(({ path }) => path)).toEqual(['spec.podSelector']);
  });
});

describe('GW415: addresses of clients', () => {
  const clients = (cidr: string): string =>
    policy(`{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: { cidr: ${cidr} } }] }] }`);
  const balanced = (more: string): string => deployment('{ app: web }') + service(`{ selector: { app: web }, ports: [{ port: 80 }], ${more} }`);

  test.each(['type: LoadBalancer', 'type: NodePort', 'type: LoadBalancer, externalTrafficPolicy: Cluster'])('behind %s', (spec) => {
    expect(foundIn('GW415', balanced(spec) + clients('203.0.113.0/24'))).toMatchObject([{ severity: 'warning', path: 'spec.ingress[0].from[0].ipBlock' }]);
  });

  test.each([
    ['type: LoadBalancer, externalTrafficPolicy: Local', '203.0.113.0/24'], ['type: ClusterIP', '203.0.113.0/24'], ['type: LoadBalancer', '0.0.0.0/0'],
  ])('not behind %s for %s', (spec, cidr) => {
    expect(foundIn('GW415', balanced(spec) + clients(cidr))).toEqual([]);
  });
});
