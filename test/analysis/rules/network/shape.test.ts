import { foundIn, said } from '../../../util/check';
import { deployment, namespace, policy } from '../../../util/network';

describe('GW400 to GW402: what policyTypes leave out', () => {
  test.each<[string, string[]]>([
    ['{ podSelector: {}, egress: [] }', ['GW400']],
    ['{ podSelector: {}, policyTypes: [], egress: [] }', ['GW400']],
    ['{ podSelector: {}, policyTypes: [Egress], egress: [] }', []],
    ['{ podSelector: {} }', []],
    ['{ podSelector: {}, ingress: [] }', []],
    ['{ podSelector: {}, egress: [{ to: [{ podSelector: {} }] }] }', ['GW402']],
    ['{ podSelector: {}, ingress: [], egress: [{ to: [{ podSelector: {} }] }] }', []],
    ['{ podSelector: {}, policyTypes: [Ingress], egress: [{ to: [{ podSelector: {} }] }] }', ['GW401']],
    ['{ podSelector: {}, policyTypes: [Egress], ingress: [{ from: [{ podSelector: {} }] }] }', ['GW401']],
    ['{ podSelector: {}, policyTypes: [Egress], ingress: [] }', []],
    ['{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{}] }', []],
  ])('%s: %p', (spec, codes) => {
    expect(['GW400', 'GW401', 'GW402'].filter((code) => foundIn(code, policy(spec)).length > 0)).toEqual(codes);
  });

  test('say at which field', () => {
    expect(foundIn('GW400', policy('{ podSelector: {}, egress: [] }'))).toMatchObject([{ severity: 'error', category: 'security', path: 'spec.egress' }]);
    expect(foundIn('GW401', policy('{ podSelector: {}, policyTypes: [Ingress], egress: [{}] }'))).toMatchObject([{ path: 'spec.egress' }]);
  });
});

describe('GW403: empty lists', () => {
  test.each([
    ['ingress: [{ from: [] }]', 'spec.ingress[0].from', /opens the pods to everybody; it does not mean nobody/],
    ['ingress: [{ from: }]', 'spec.ingress[0].from', /to everybody/],
    ['egress: [{}, { to: [] }]', 'spec.egress[1].to', /the way to every address/],
    ['ingress: [{ ports: [] }]', 'spec.ingress[0].ports', /every port of the pods/],
  ])('%s', (rules, path, message) => {
    expect(foundIn('GW403', policy(`{ podSelector: {}, ${rules} }`))).toMatchObject([{ severity: 'warning', path, message: expect.stringMatching(message) }]);
  });

  test('of rules, and fields that are left out, are none', () => {
    expect(foundIn('GW403', policy('{ podSelector: {}, ingress: [], egress: [{}, { ports: [{ port: 80 }] }] }'))).toEqual([]);
  });
});

describe('GW404: peers that may be one', () => {
  const from = (...peers: string[]): string => policy(`{ podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [${peers.join(', ')}] }] }`);
  const MONITORING = '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }';
  const PROMETHEUS = '{ podSelector: { matchLabels: { app: prometheus } } }';

  test('in both orders, at the second', () => {
    for (const peers of [[MONITORING, PROMETHEUS], [PROMETHEUS, MONITORING]]) {
      expect(foundIn('GW404', from(...peers))).toMatchObject([{ severity: 'warning', path: 'spec.ingress[0].from[1]' }]);
    }
  });

  test('with every namespace, which opens everything', () => {
    expect(said('GW404', from('{ namespaceSelector: {} }', PROMETHEUS))).toEqual([expect.stringMatching(/every pod of every namespace, or pods with app=prometheus/)]);
  });

  test('one peer, two rules, all pods of the own namespace, and pods that are here are meant', () => {
    const together = '{ namespaceSelector: {}, podSelector: { matchLabels: { app: prometheus } } }';
    expect([
      ...foundIn('GW404', from(together)), ...foundIn('GW404', from(MONITORING, '{ podSelector: {} }')), ...foundIn('GW404', from(together, PROMETHEUS)),
      ...foundIn('GW404', policy(`{ podSelector: {}, ingress: [{ from: [${MONITORING}] }, { from: [${PROMETHEUS}] }] }`)),
      ...foundIn('GW404', deployment('{ app: prometheus }') + from(MONITORING, PROMETHEUS)),
    ]).toEqual([]);
  });
});

describe('GW405: namespaces by a label that nobody sets', () => {
  const by = (selector: string): string => policy(`{ podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ namespaceSelector: ${selector} }] }] }`);

  test.each([
    ['{ matchLabels: { name: monitoring } }', 'monitoring'], ['{ matchExpressions: [{ key: name, operator: In, values: [monitoring] }] }', 'monitoring'],
    ['{ matchLabels: { kube-system: "true" } }', 'kube-system'], ['{ matchLabels: { kubernetes.io/metadata-name: a } }', 'a'],
  ])('%s', (selector, name) => {
    expect(foundIn('GW405', by(selector))).toMatchObject([{ severity: 'warning', fix: expect.stringContaining(`kubernetes.io/metadata.name: ${name}`) }]);
  });

  test('is an error where the Namespace is here without it', () => {
    expect(foundIn('GW405', namespace('monitoring', '{ team: a }') + by('{ matchLabels: { name: monitoring } }'))).toMatchObject([{ severity: 'error' }]);
  });

  test.each([
    by('{ matchLabels: { kubernetes.io/metadata.name: monitoring } }'), by('{ matchLabels: { team: monitoring } }'), by('{}'),
    by('{ matchExpressions: [{ key: name, operator: NotIn, values: [a] }] }'),
    namespace('x', '{ name: monitoring }') + by('{ matchLabels: { name: monitoring } }'),
  ])('%s is no finding', (yaml) => {
    expect(foundIn('GW405', yaml)).toEqual([]);
  });
});

describe('GW408: DNS over one protocol', () => {
  const egress = (...rules: string[]): string => policy(`{ podSelector: {}, policyTypes: [Egress], egress: [${rules.join(', ')}] }`);

  test.each<[string, RegExp[]]>([
    [egress('{ ports: [{ protocol: UDP, port: 53 }] }'), [/^warning spec\.egress\[0\]\.ports\[0\]: port 53 is open for UDP and not for TCP/]],
    [egress('{ ports: [{ port: 53 }] }'), [/is open for TCP and not for UDP/]],
    [egress('{ ports: [{ protocol: UDP, port: 53 }, { port: 53 }] }'), []],
    [egress('{ ports: [{ protocol: UDP, port: 53 }] }', '{ ports: [{ protocol: TCP }] }'), []],
    [egress('{ ports: [{ protocol: UDP, port: 53 }] }', '{ ports: [{ port: 1, endPort: 1024 }] }'), []],
    [egress('{ ports: [{ protocol: UDP, port: 53 }] }', '{}'), []],
    [egress('{ ports: [{ protocol: UDP, port: 123 }] }'), []],
    [egress('{ ports: [{ protocol: UDP, port: 53 }, { protocol: TCP, port: dns-tcp }] }'), []],
    [egress('{ ports: [{ protocol: UDP, port: 53 }, { protocol: UDP, port: dns }] }'), [/for UDP and not for TCP/]],
    [egress('{ ports: [{ protocol: UDP, port: dns }, { protocol: TCP, port: 53 }] }'), []],
    [policy('{ podSelector: {}, policyTypes: [Ingress], ingress: [{ ports: [{ protocol: UDP, port: 53 }] }] }'), []],
  ])('%s', (yaml, messages) => {
    expect(said('GW408', yaml)).toEqual(messages.map((message) => expect.stringMatching(message)));
  });
});

describe('GW409: instance metadata', () => {
  const to = (block: string, ports = ''): string => policy(`{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: ${block} }]${ports} }] }`);

  test.each([
    to('{ cidr: 0.0.0.0/0 }'), to('{ cidr: 0.0.0.0/0, except: [10.0.0.0/8] }'), to('{ cidr: "::/0" }'), to('{ cidr: 128.0.0.0/1 }'),
    to('{ cidr: 0.0.0.0/0 }', ', ports: [{ port: 80 }]'), to('{ cidr: 0.0.0.0/0 }', ', ports: [{ port: 1, endPort: 1024 }]'),
  ])('%s reaches it', (yaml) => {
    expect(foundIn('GW409', yaml)).toMatchObject([{ severity: 'warning', category: 'security', path: 'spec.egress[0].to[0].ipBlock' }]);
  });

  test.each([
    to('{ cidr: 0.0.0.0/0, except: [169.254.169.254/32] }'), to('{ cidr: 0.0.0.0/0, except: [169.254.0.0/16] }'), to('{ cidr: 203.0.113.0/24 }'),
    to('{ cidr: 169.254.169.254/32 }'), to('{ cidr: "::/0", except: ["fd00:ec2::254/128"] }'), to('{ cidr: 0.0.0.0/0 }', ', ports: [{ port: 443 }]'),
    to('{ cidr: 0.0.0.0/0 }', ', ports: [{ protocol: UDP, port: 80 }]'), to('{ cidr: 7 }'),
  ])('%s does not', (yaml) => {
    expect(foundIn('GW409', yaml)).toEqual([]);
  });
});

describe('GW409: other ways to the instance metadata', () => {
  const egress = (rules: string): string => policy(`{ podSelector: {}, policyTypes: [Egress], egress: [${rules}] }`);
  const block = (text: string): string => `{ ipBlock: ${text} }`;
  const all = block('{ cidr: 0.0.0.0/0, except: [169.254.169.254/32] }');

  test.each(['{}', '{ ports: [{ port: 80 }] }', '{ to: [] }'])('%s names no peers', (rule) => {
    expect(said('GW409', egress(rule))).toEqual([expect.stringMatching(/^warning spec\.egress\[0\]: the rule names no peers and so opens every address/)]);
  });

  test.each([`{ to: [${all}, ${block('{ cidr: 169.254.0.0/16 }')}] }`, `{ to: [${all}] }, { to: [${block('{ cidr: 169.254.0.0/16 }')}] }`])('%s opens it again', (rules) => {
    expect(said('GW409', egress(rules))).toEqual([expect.stringMatching(/169\.254\.0\.0\/16 opens 169\.254\.169\.254\/32 again, which 0\.0\.0\.0\/0 beside it excepts/)]);
  });

  test.each([
    '{ ports: [{ port: 443 }] }', `{ to: [${block('{ cidr: 169.254.0.0/16 }')}] }`, `{ to: [${all}, ${block('{ cidr: 169.254.169.254/32 }')}] }`,
    `{ to: [${all}, ${block('{ cidr: 169.254.0.0/16, except: [169.254.169.254/32] }')}] }`, `{ to: [${all}, ${block('{ cidr: 10.0.0.0/16 }')}] }`,
  ])('%s does not', (rules) => {
    expect(foundIn('GW409', egress(rules))).toEqual([]);
  });
});

describe('GW413: one family', () => {
  const to = (...cidrs: string[]): string =>
    policy(`{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [${cidrs.map((cidr) => `{ ipBlock: { cidr: "${cidr}" } }`).join(', ')}] }] }`);
  const service = (spec: string): string => `\napiVersion: v1\nkind: Service\nmetadata: { name: a, namespace: b }\nspec: ${spec}\n---`;

  test.each<[string, string, string[]]>([
    ['nothing tells', to('0.0.0.0/0'), ['unknown']],
    ['both are in use', service('{ ipFamilies: [IPv4, IPv6] }') + to('0.0.0.0/0'), ['warning']],
    ['both are in use, and the other is open', service('{ clusterIPs: [10.0.0.1, "fd00::1"] }') + to('::/0'), ['warning']],
    ['one is in use', service('{ ipFamilies: [IPv4] }') + to('0.0.0.0/0'), []],
    ['both are open', to('0.0.0.0/0', '::/0'), []],
    ['some are open', to('203.0.113.0/24'), []],
  ])('%s', (_, yaml, severities) => {
    expect(foundIn('GW413', yaml).map(({ severity }) => severity)).toEqual(severities);
  });
});
