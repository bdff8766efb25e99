import { clusterPolicy, modelOf, namespace, pod, policy, reach } from './models';

const WEB = pod('shop/web') + pod('shop/db') + pod('other/web');
const NAMED = { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }, { name: 'dns', containerPort: 53, protocol: 'UDP' }] }] };

describe('NetworkPolicy', () => {
  test('without policies everything is open, the outside too', () => {
    const model = modelOf(WEB);
    expect(reach(model, 'shop/web', 'other/web')).toBe('yes');
    expect(reach(model, '192.0.2.1', 'shop/web')).toBe('yes');
    expect(reach(model, 'shop/web', '2001:db8::1', 1, 'SCTP')).toBe('yes');
  });

  test('a policy without policyTypes and with an empty egress list denies ingress, and leaves egress open', () => {
    const model = modelOf(WEB + policy('shop/p', '{podSelector: {matchLabels: {app: web}}, egress: []}'));
    expect(reach(model, 'shop/db', 'shop/web')).toBe('no');
    expect(reach(model, 'shop/web', 'shop/db')).toBe('yes');
  });

  test('both ends have to allow', () => {
    const egress = policy('shop/out', '{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{to: [{podSelector: {}}]}]}');
    const deny = policy('shop/in', '{podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress]}');
    expect(reach(modelOf(WEB + egress), 'shop/web', 'shop/db')).toBe('yes');
    expect(reach(modelOf(WEB + egress), 'shop/web', 'other/web')).toBe('no');
    expect(reach(modelOf(WEB + egress + deny), 'shop/web', 'shop/db')).toBe('no');
  });

  test('one item with two selectors is both, two items are either', () => {
    const one = '{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: other}}, podSelector: {matchLabels: {app: x}}}]}';
    const two = '{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: other}}}, {podSelector: {matchLabels: {app: x}}}]}';
    expect(reach(modelOf(WEB + policy('shop/p', `{podSelector: {}, ingress: [${one}]}`)), 'other/web', 'shop/db')).toBe('no');
    expect(reach(modelOf(WEB + policy('shop/p', `{podSelector: {}, ingress: [${two}]}`)), 'other/web', 'shop/db')).toBe('yes');
  });

  test('ports: TCP where none is said, ranges, names by what each pod declares, all of a protocol', () => {
    const model = modelOf(pod('shop/web', { app: 'web' }, NAMED) + pod('shop/db') + policy('shop/p', `{podSelector: {}, ingress: [{ports: [
      {port: http}, {port: dns, protocol: UDP}, {port: dns}, {port: 1000, endPort: 1002}, {protocol: SCTP}]}]}`));
    const ports = (to: string): string[] => ([[8080, 'TCP'], [53, 'UDP'], [53, 'TCP'], [1002, 'TCP'], [1003, 'TCP'], [1000, 'UDP'], [7, 'SCTP']] as const)
      .map(([port, protocol]) => reach(model, 'shop/db', to, port, protocol));
    expect(ports('shop/web')).toEqual(['yes', 'yes', 'no', 'yes', 'no', 'no', 'yes']);
    expect(ports('shop/db')).toEqual(['no', 'no', 'no', 'yes', 'no', 'no', 'yes']);
  });

  test('a namespace that is not in the set is known by name alone', () => {
    const by = (label: string): string => policy('shop/p', `{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {${label}}}}]}]}`);
    expect(reach(modelOf(WEB + by('team: a')), 'other/web', 'shop/web')).toBe('unknown');
    expect(reach(modelOf(WEB + by('team: a') + namespace('other', { team: 'a' })), 'other/web', 'shop/web')).toBe('yes');
    expect(reach(modelOf(WEB + by('team: a') + namespace('other', { team: 'b' })), 'other/web', 'shop/web')).toBe('no');
    expect(reach(modelOf(WEB + by('kubernetes.io/metadata.name: other')), 'other/web', 'shop/web')).toBe('yes');
  });
});

describe('Address blocks', () => {
  const from = (cidr: string, except: string[] = []): string =>
    policy('shop/p', `{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: "${cidr}", except: ${JSON.stringify(except)}}}]}]}`);

  test.each([
    ['0.0.0.0/0', [], '192.0.2.1', 'yes'], ['0.0.0.0/0', [], '2001:db8::1', 'no'], ['::/0', [], '192.0.2.1', 'no'],
    ['192.0.2.1/32', [], '192.0.2.1', 'yes'], ['192.0.2.1/32', [], '192.0.2.2', 'no'], ['10.0.0.0/8', ['10.1.0.0/16'], '10.1.0.1', 'no'],
    ['10.0.0.0/8', ['10.1.0.0/16'], '10.2.0.1', 'yes'], ['0.0.0.0/0', ['0.0.0.0/0'], '10.0.0.1', 'no'], ['fd00::/8', ['fd00:1::/32'], 'fd00:1::1', 'no'],
    ['fd00::/8', ['fd00:1::/32'], 'fd00:2::1', 'yes'], ['::ffff:10.0.0.0/104', [], '10.1.2.3', 'unknown'], ['0.0.0.0/0', [], '255.255.255.255', 'yes'],
  ])('%s except %j holds %s: %s', (cidr, except, address, expected) => {
    expect(reach(modelOf(pod('shop/web') + from(cidr, except)), address, 'shop/web')).toBe(expected);
  });

  test('whether a block holds pods is the cluster\'s to say', () => {
    const model = (profile?: object): string =>
      reach(modelOf(WEB + from('10.0.0.0/8'), { enforced: true, ...profile }), 'other/web', 'shop/web');
    expect(model()).toBe('unknown');
    expect(model({ blocksMatchPods: false })).toBe('no');
    expect(model({ blocksMatchPods: true })).toBe('unknown');
  });

  test('where blocks match pods, addresses of their status decide, for each family', () => {
    const at = (...ips: string[]): string => pod('other/a', {}, {}, { podIP: ips[0], podIPs: ips.map((ip) => ({ ip })) });
    const answer = (cidr: string, ...ips: string[]): string =>
      reach(modelOf(pod('shop/web') + at(...ips) + from(cidr), { enforced: true, blocksMatchPods: true }), 'other/a', 'shop/web');
    expect([answer('10.0.0.0/8', '10.0.0.1'), answer('10.0.0.0/8', '11.0.0.1'), answer('10.0.0.0/8', '10.0.0.1', 'fd00::1')])
      .toEqual(['yes', 'no', 'unknown']);
  });

  test('a rule of its own opens what another excepts', () => {
    const model = modelOf(pod('shop/web') + from('10.0.0.0/8', ['10.1.0.0/16'])
      + policy('shop/q', '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.1.0.0/24}}]}]}'));
    expect([reach(model, '10.1.0.9', 'shop/web'), reach(model, '10.1.1.9', 'shop/web')]).toEqual(['yes', 'no']);
  });
});

describe('Cluster-wide tiers', () => {
  const rule = (action: string, peer = 'namespaces: {}', more = ''): string => `{action: ${action}, from: [{${peer}}]${more}}`;
  const admin = (name: string, priority: number, ...rules: string[]): string =>
    clusterPolicy(name, `{tier: Admin, priority: ${priority}, subject: {namespaces: {}}, ingress: [${rules.join(', ')}]}`);
  const baseline = (...rules: string[]): string =>
    clusterPolicy('base', `{tier: Baseline, priority: 1, subject: {namespaces: {}}, ingress: [${rules.join(', ')}]}`);
  const deny = policy('shop/deny', '{podSelector: {}}');
  const allow = policy('shop/allow', '{podSelector: {}, ingress: [{}]}');
  const answer = (...parts: string[]): string => reach(modelOf(WEB + parts.join('')), 'other/web', 'shop/web');

  test('Admin decides before NetworkPolicies, and these before Baseline', () => {
    expect(answer(admin('a', 1, rule('Deny')), allow)).toBe('no');
    expect(answer(admin('a', 1, rule('Accept')), deny)).toBe('yes');
    expect(answer(admin('a', 1, rule('Pass'), rule('Accept')), deny)).toBe('no');
    expect(answer(baseline(rule('Deny')), allow)).toBe('yes');
    expect(answer(baseline(rule('Deny')))).toBe('no');
    expect(answer(admin('a', 1, rule('Pass'), rule('Deny')), baseline(rule('Accept'), rule('Deny')))).toBe('yes');
  });

  test('the lowest priority number decides, and equal ones decide nothing that they do not agree on', () => {
    expect(answer(admin('a', 2, rule('Deny')), admin('b', 1, rule('Accept')))).toBe('yes');
    expect(answer(admin('a', 1, rule('Deny')), admin('b', 1, rule('Accept')))).toBe('unknown');
    expect(answer(admin('a', 1, rule('Deny')), admin('b', 1, rule('Deny')))).toBe('no');
    expect(answer(admin('a', 1, rule('Deny')), admin('b', 1, rule('Accept', 'namespaces: {matchLabels: {kubernetes.io/metadata.name: x}}')))).toBe('no');
  });

  test('what only may be about a connection leaves it to the next rule as well', () => {
    const maybe = 'namespaces: {matchLabels: {team: a}}';
    expect(answer(admin('a', 1, rule('Deny', maybe), rule('Deny')))).toBe('no');
    expect(answer(admin('a', 1, rule('Deny', maybe), rule('Accept')))).toBe('unknown');
    expect(answer(admin('a', 1, rule('Accept', maybe)))).toBe('yes');
  });

  test('protocols with ports, ranges and names', () => {
    const model = modelOf(pod('shop/web', { app: 'web' }, NAMED) + pod('other/web') + admin('a', 1, rule('Accept', 'namespaces: {}', `, protocols: [
      {tcp: {destinationPort: {number: 443}}}, {udp: {destinationPort: {range: {start: 10, end: 20}}}}, {destinationNamedPort: http}, {sctp: {}}]`), rule('Deny')));
    const ports = ([[443, 'TCP'], [444, 'TCP'], [20, 'UDP'], [21, 'UDP'], [8080, 'TCP'], [8080, 'UDP'], [5, 'SCTP']] as const)
      .map(([port, protocol]) => reach(model, 'other/web', 'shop/web', port, protocol));
    expect(ports).toEqual(['yes', 'no', 'yes', 'no', 'yes', 'no', 'yes']);
  });
});

describe('What a cluster decides', () => {
  const HOST = pod('shop/web') + pod('infra/agent', { app: 'agent' }, { hostNetwork: true });

  test('pods in the network of their node', () => {
    const denied = HOST + policy('infra/p', '{podSelector: {}}');
    const opened = HOST + policy('shop/p', '{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]}');
    const answers = (hostNetworkAsPods?: boolean): string[] => [
      reach(modelOf(denied, { enforced: true, hostNetworkAsPods }), 'shop/web', 'infra/agent'),
      reach(modelOf(opened, { enforced: true, hostNetworkAsPods }), 'infra/agent', 'shop/web'),
    ];
    expect([answers(), answers(true), answers(false)]).toEqual([['unknown', 'unknown'], ['no', 'yes'], ['yes', 'unknown']]);
  });

  test('no families are all families', () => {
    expect(reach(modelOf(WEB, { enforced: true, families: [] }), 'shop/web', 'shop/db')).toBe('yes');
  });

  test('nothing is known where no plugin enforces policies', () => {
    expect(reach(modelOf(WEB, {}), 'shop/web', 'shop/db')).toBe('unknown');
    expect(reach(modelOf(WEB, { enforced: false }), 'shop/web', 'shop/db')).toBe('unknown');
  });
});
