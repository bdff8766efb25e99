import { groupedChanges, NetworkModel, PortSet } from '../../src/analysis/network';
import { refuseLarge } from '../../src/cli/reach/lists';
import type { Manifest } from '../../src/manifest/manifest';
import { cli, folderOf, type Ran } from './fake-io';
import { ALLOW, DENY, INGRESS, NAMESPACE, pod, PODS, policy, reach, SERVICE } from './reach-files';

const policyOf = (name: string, podSelector: object): { manifest: Manifest } =>
  ({ manifest: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name }, spec: { podSelector, policyTypes: ['Ingress'] } } });
const shop = (...options: string[]): Promise<Ran> => reach({ 'a.yaml': PODS + DENY + ALLOW }, ...options);

describe('reach', () => {
  test('lists who reaches whom', async () => {
    expect(await shop()).toEqual({
      code: 0, err: '', out: 'shop/web[Pod] => shop/db[Pod] : TCP 5432\n1 line: 2 workloads in 2 groups, 3 policies\n',
    });
  });

  test('groups equal workloads, and says what is not known', async () => {
    const block = '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }';
    expect((await reach({ 'a.yaml': PODS + policy('p', block) })).out).toBe(
      'outside (IPv4), outside (IPv6) => shop/db[Pod], shop/web[Pod] : all ports\n'
      + 'shop/db[Pod], shop/web[Pod] => 10.0.0.0/8 : all ports\n'
      + 'shop/db[Pod], shop/web[Pod] => shop/db[Pod], shop/web[Pod] : unknown: all ports\n'
      + '3 lines: 2 workloads in 1 group, 1 policy\n',
    );
  });

  test('addresses that are nearly all are told by what is missing', async () => {
    const most = policy('p', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: '
      + '[{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.169.254/32, 10.0.0.0/8] } }, { ipBlock: { cidr: "fd00::/8" } }] }] }');
    const files = { 'a.yaml': PODS + DENY + most };
    const TEXT = 'outside (IPv4) but 10.0.0.0/8 and 169.254.169.254/32, fd00::/8';
    expect((await reach(files, '--network-plugin', 'cilium')).out).toContain(`shop/web[Pod] => ${TEXT} : all ports\n`);
    expect((await reach(files, '--network-plugin', 'cilium', '--from', 'web', '--escape')).out).toContain(`  direct: ${TEXT} : all ports\n`);
    expect((await reach(files, '--network-plugin', 'cilium', '--format', 'dot')).out)
      .toContain('label="outside (IPv4) but 10.0.0.0/8 and 169.254.169.254/32\\nfd00::/8"');
    const { connections } = JSON.parse((await reach(files, '--network-plugin', 'cilium', '--format', 'json')).out) as { connections: { to: string[] }[] };
    expect(connections.map(({ to }) => to.length)).toEqual([39]);
  });

  test.each([
    [['--from', 'shop/web', '--to', 'shop/db', '--port', '5432'], 0, /^yes: shop\/web\[Pod\] => shop\/db\[Pod\] on TCP 5432\n {2}egress of .*: NetworkPolicy shop\/web-to-db, spec.egress\[0\], allows it\n/],
    [['--from', 'web', '--to', 'db', '--port', '5432/udp'], 1, /^no: .* on UDP 5432\n {2}egress of .* not allowed to send it: NetworkPolicy shop\/deny isolates it/],
    [['--from', 'outside', '--to', 'shop/db', '--port', '5432'], 1, /^no: outside => .*\n {2}ingress of .*NetworkPolicy shop\/db-from-web isolates it/],
    [['--from', 'web', '--to', '169.254.169.254', '--port', '80'], 1, /^no: shop\/web\[Pod\] => 169.254.169.254 on TCP 80/],
  ])('answers %j', async (options, code, text) => {
    const ran = await shop(...options);
    expect(ran.code).toBe(code);
    expect(ran.out).toMatch(text);
  });

  test('asks of a Service by its own ports', async () => {
    const files = { 'a.yaml': PODS + SERVICE };
    expect((await reach(files, '--from', 'db', '--to', 'service/shop/web', '--port', '80')).out)
      .toMatch(/^yes: shop\/db\[Pod\] => Service shop\/web on TCP 80\n {2}Service shop\/web leads to TCP 8080 of its pods\n/);
    expect((await reach(files, '--from', 'db', '--to', 'service/shop/web', '--port', '81')).out)
      .toBe('no: shop/db[Pod] => Service shop/web on TCP 81\n  Service shop/web leads to no pod of the set on TCP 81\n');
  });

  test('a headless Service translates no ports', async () => {
    const files = { 'a.yaml': PODS + SERVICE.replace('spec: {', 'spec: { clusterIP: None,') };
    expect((await reach(files, '--from', 'db', '--to', 'service/shop/web', '--port', '80')).out).toContain('leads to TCP 80 of its pods');
  });

  test('a part of the list, in each format', async () => {
    expect((await shop('--to', 'shop/db', '--format', 'csv')).out).toBe('source,destination,allowed,unknown\nshop/web[Pod],shop/db[Pod],TCP 5432,\n');
    expect(JSON.parse((await shop('--from', 'web', '--format', 'json')).out)).toEqual({
      workloads: 2, connections: [{ from: ['shop/web[Pod]'], to: ['shop/db[Pod]'], allowed: 'TCP 5432' }], entries: [], leaks: [], problems: [],
    });
    expect((await shop('--format', 'dot')).out).toMatch(/n0 -> n1 \[label="TCP 5432"\]/);
    expect((await shop('--format', 'svg')).out).toMatch(/^<svg .*[\s\S]*TCP 5432<\/text>[\s\S]*<\/svg>\n$/);
    expect((await shop('--from', 'db')).code).toBe(1);
  });

  test('what could reach pods from outside of the files', async () => {
    const rule = '{ from: [{ namespaceSelector: { matchLabels: { team: a } } }], ports: [{ port: 80 }] }';
    const files = { 'a.yaml': PODS + policy('p', `{ podSelector: {}, ingress: [${rule}] }`) };
    expect((await reach(files, '--exposure')).out).toContain('pods any of namespaces team=a => shop/db[Pod], shop/web[Pod] : TCP 80\n');
  });

  test('ways in, and whether their last hop is open', async () => {
    expect((await reach({ 'a.yaml': PODS + SERVICE + INGRESS })).out)
      .toContain('a.example: Ingress shop/old > Service shop/web > shop/web[Pod] : TCP 8080 for an ingress controller that is not in the set\n');
    expect((await reach({ 'a.yaml': PODS + SERVICE + INGRESS + DENY })).out)
      .toContain('shop/web[Pod] : unknown: TCP 8080 for an ingress controller that is not in the set: the set does not show');
  });

  test('compares two sets', async () => {
    const cwd = folderOf({ 'before/a.yaml': PODS + DENY, 'after/a.yaml': PODS + DENY + ALLOW });
    expect(await cli(['reach', '--diff', 'before', 'after'], { cwd }))
      .toMatchObject({ code: 1, out: 'opened: shop/web[Pod] => shop/db[Pod] : no port -> TCP 5432\n1 change\n' });
    expect((await cli(['reach', '--diff', 'after', 'after'], { cwd }))).toMatchObject({ code: 0, out: '0 changes\n' });
    expect(JSON.parse((await cli(['reach', '--diff', 'before', 'after', '--format', 'json'], { cwd })).out)).toEqual({
      changes: [{ type: 'opened', from: ['shop/web[Pod]'], to: ['shop/db[Pod]'], before: 'no port', after: 'TCP 5432' }], exposures: [], entries: [],
    });
  });

  test('compares what is open to pods that are not in the files', async () => {
    const open = policy('open', '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }');
    const cwd = folderOf({ 'before/a.yaml': NAMESPACE + pod('web', 'web') + DENY, 'after/a.yaml': NAMESPACE + pod('web', 'web') + DENY + open });
    expect(await cli(['reach', '--diff', 'before', 'after'], { cwd }))
      .toMatchObject({ code: 1, out: 'opened: any pod of the cluster => shop/web[Pod] : no port -> all ports\n1 change\n' });
  });

  test('compares last hops of ways in', async () => {
    const cwd = folderOf({ 'before/a.yaml': PODS + SERVICE + INGRESS, 'after/a.yaml': PODS + SERVICE + INGRESS + DENY });
    expect((await cli(['reach', '--diff', 'before', 'after'], { cwd })).out).toContain(
      'changed: a.example: Ingress shop/old > Service shop/web > shop/web[Pod] : TCP 8080 -> unknown: TCP 8080 for an ingress controller '
      + 'that is not in the set\n',
    );
  });

  test.each([
    [['--from', 'shop/web'], ['shop/web[Pod] => shop/db[Pod] : no port -> TCP 5432']],
    [['--from', 'shop/db'], []],
    [['--to', 'new', '--port', '80'], ['outside (IPv4), outside (IPv6) => shop/new[Pod] : no port -> TCP 80']],
    [['--from', 'outside', '--to', 'new'], ['outside (IPv4), outside (IPv6) => shop/new[Pod] : no port -> TCP 80-81']],
    [['--port', '5432'], ['shop/web[Pod] => shop/db[Pod] : no port -> TCP 5432']],
    [['--from', 'outside', '--port', '5432'], []],
  ])('compares the part of two sets that is asked for: %j', async (options, lines) => {
    const open = policy('new', '{ podSelector: { matchLabels: { app: new } }, ingress: [{ ports: [{ port: 80, endPort: 81 }], '
      + 'from: [{ ipBlock: { cidr: 0.0.0.0/0 } }, { ipBlock: { cidr: "::/0" } }] }] }');
    const cwd = folderOf({ 'before/a.yaml': PODS + DENY, 'after/a.yaml': PODS + DENY + ALLOW + pod('new', 'new') + open });
    const { code, out } = await cli(['reach', '--diff', 'before', 'after', ...options, '--network-plugin', 'cilium'], { cwd });
    const count = `${lines.length} change${lines.length === 1 ? '' : 's'}`;
    expect([code, out]).toEqual([lines.length > 0 ? 1 : 0, [...lines.map((line) => `opened: ${line}`), count, ''].join('\n')]);
  });

  test('compares many equal workloads in a few lines', async () => {
    const many = NAMESPACE + Array.from({ length: 500 }, (_, i) => pod(`w${i}`, `w${i}`)).join('');
    const open = policy('open', '{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }], egress: [{ to: [{ podSelector: {} }] }] }');
    const cwd = folderOf({ 'before/a.yaml': many + DENY, 'after/a.yaml': many + DENY + open });
    const { out } = await cli(['reach', '--diff', 'before', 'after'], { cwd });
    expect(out).toMatch(/^opened: shop\/w0\[Pod\], .* and 497 more => .* : no port -> all ports\n1 change\n$/);
  });

  test('says how a workload gets out', async () => {
    const block = policy('p', '{ podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }], policyTypes: [Egress] }');
    const { code, out } = await reach({ 'a.yaml': PODS + block },
      '--from', 'shop/web', '--escape', '--network-plugin', 'cilium');
    expect(code).toBe(1);
    expect(out).toMatch(/^ways out of shop\/web\[Pod\]: 1 direct, 0 through others.*\n {2}direct: 10\.0\.0\.0\/8 : all ports\n {2}residual: /);
    const json = JSON.parse((await shop('--from', 'shop/web', '--escape', '--format', 'json')).out) as object;
    expect(json).toMatchObject({ workload: 'shop/web[Pod]', direct: [], transitive: [], residual: [{ what: 'node' }] });
  });

  test('says of a plugin that is not known what it is taken for', async () => {
    expect((await shop('--network-plugin', 'flanel')).err)
      .toBe('note: nothing is known of the network plugin "flanel": it is taken to enforce policies as specified\n');
  });

  test.each(['cilium', 'kindnet', 'Canal'])('says nothing of a plugin of which more than the name is known: %s', async (plugin) => {
    expect((await shop('--network-plugin', plugin)).err).toBe('');
  });

  test.each(['antrea', 'aws-vpc-cni', 'azure', 'ovn-kubernetes'])('says of a plugin that only its name is known: %s', async (plugin) => {
    expect((await shop('--network-plugin', plugin)).err).toBe(`note: nothing is known of the network plugin "${plugin}" but its name: `
      + 'it is taken to enforce policies as specified, and what that leaves to plugins is unknown\n');
  });

  test('lists as netpol-analyzer does', async () => {
    expect((await shop('--convention', 'np-guard')).out).toBe('shop/web[Pod] => shop/db[Pod] : TCP 5432\n');
    expect(await shop('--convention', 'np-guard', '--from', 'shop/db')).toMatchObject({ code: 1, out: '' });
    const toAll = policy('p', '{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ namespaceSelector: {} }] }] }');
    const open = await reach({ 'a.yaml': PODS + toAll },
      '--convention', 'np-guard', '--exposure', '--to', 'shop/db');
    expect(open.out).toBe('entire-cluster => shop/db[Pod] : All Connections\n');
  });

  test('nothing is assessable without a plugin that enforces policies', async () => {
    expect(await shop('--network-plugin', 'flannel')).toMatchObject({ code: 1, out: expect.stringMatching(/^not assessable: no network plugin is known/) });
  });
});

test('a comparison without a plugin claims nothing', async () => {
  const cwd = folderOf({ 'a.yaml': PODS, 'b.yaml': PODS + DENY });
  expect(await cli(['reach', '--diff', 'a.yaml', 'b.yaml', '--network-plugin', 'none'], { cwd }))
    .toMatchObject({ code: 1, out: expect.stringMatching(/^not assessable: /) as string });
});

test('the help names every form of an end', async () => {
  const { out } = await cli(['help', 'reach']);
  const words = out.replace(/\s+/g, ' ');
  for (const form of ['shop/web[Deployment]', 'service/NAMESPACE/NAME', 'gateway/NAMESPACE/NAME', 'an address', 'a CIDR', 'or outside']) {
    expect(words).toContain(form);
  }
});

describe('reach with bad input', () => {
  test.each([
    [['--from', 'shop/wep', '--to', 'shop/db', '--port', '80'], /no workload of the set is called shop\/wep, and it is no address; did you mean shop\/web\?/],
    [['--from', 'shop/web', '--to', 'shop/db', '--port', '0'], /--port "0": write a port from 1 to 65535/],
    [['--from', 'shop/web', '--to', 'shop/db', '--port', '80/icmp'], /--port "80\/icmp": write a port/],
    [['--port', '80'], /--port says nothing alone/],
    [['--diff'], /--diff compares two sets: .*\(given: 1\)/],
    [['--diff', '--exposure', '.', '.'], /--diff tells of pods that are not in the files as well: leave out --exposure/],
    [['--diff', '--convention', 'np-guard', '--port', '80', '.', '.'], /--convention np-guard compares whole sets/],
    [['--diff', '--from', 'shop/wep', '.'], /no workload of the set is called shop\/wep/],
    [['--diff', '--format', 'svg'], /--format "svg": a comparison is printed as text or json or csv/],
    [['--from', 'web', '--to', 'db', '--port', '80', '--format', 'csv'], /--format "csv": one answer is printed as text or json/],
    [['--escape'], /write it with --from alone/],
    [['--from', 'outside', '--escape'], /--escape is of a workload: outside is none/],
    [['--from', '10.0.0.0/8'], /of addresses a list has blocks/],
    [['--from', 'service/shop/none', '--to', 'web', '--port', '80'], /Service shop\/none is not in the set/],
  ])('%j', async (options, text) => {
    const { code, err } = await shop(...options);
    expect([code, text.test(err)]).toEqual([2, true]);
  });

  test.each([
    ['a selector without pods', policy('p', '{ podSelector: { matchLabels: { app: nobody } } }'), 0, /warning: NetworkPolicy shop\/p spec.podSelector: it selects no pod/],
    ['a peer without pods', policy('p', '{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: x } } }] }] }'), 0, /a.yaml:23: warning: NetworkPolicy shop\/p spec.ingress\[0\].from\[0\]: no pod with app=x of shop is in the set/],
    ['a namespace that is not in the files, named by a policy',
      policy('p', '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ghost } } }] }] }'),
      0, /namespace ghost is not in the set, so the peer is nobody here/],
    ['a port by a name that pods lack', policy('p', '{ podSelector: {}, ingress: [{ ports: [{ port: grpc }] }] }'), 0, /no pod of the set has a port of the name grpc/],
    ['a port by a name that other pods have', pod('a', 'a').replace('name: http', 'name: adm')
      + policy('p', '{ podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [{ port: adm }] }] }'), 0, /no pod that the policy selects has a port of the name adm/],
    ['a port by a name that the pods of the rule lack', pod('a', 'a').replace('name: http', 'name: adm')
      + policy('p', '{ podSelector: {}, egress: [{ to: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: adm }] }] }'), 0,
    /no pod that the rule is about has a port of the name adm/],
    ['a policy that is there twice', DENY, 0, /warning: NetworkPolicy shop\/deny metadata.name: it is in the set twice; leave one/],
    ['two policies of one name', policy('deny', '{ podSelector: {} }'), 1, /error: NetworkPolicy shop\/deny metadata.name: it is in the set twice, and differs/],
    ['a policy without a name', DENY.replace('name: deny,', ''), 1, /error: NetworkPolicy shop\/ metadata.name: it is required/],
    ['a policy with an empty name', DENY.replace('name: deny,', 'name: "",'), 1, /error: NetworkPolicy shop\/ metadata.name: "": it is required/],
    ['a workload without a pod template', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d, namespace: shop }\nspec: { replicas: 1 }\n', 0,
      /a.yaml:20: warning: Deployment shop\/d: it has no pod template, so its pods are left out of every answer/],
    ['a pod without a name', pod('x', 'x').replace('name: x,', ''), 0, /warning: Pod shop\/: it has no name, so its pods are left out/],
    ['a version that is not known', DENY.replace('networking.k8s.io/v1', 'networking.k8s.io/v9'), 1, /error: .*apiVersion: networking.k8s.io\/v9 .* left out of every answer/],
    ['pods without labels', pod('bare', 'x').replace('labels: { app: x }', 'labels: {}'), 0, /shop\/bare\[Pod\]: its pods have no labels/],
    ['an exception that another rule opens', policy('p', '{ podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }] }] }')
      + policy('q', '{ podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: 10.1.0.0/16 } }] }] }'), 0, /it excepts 10.0.0.0\/8, and NetworkPolicy shop\/q, spec.egress\[0\] opens it/],
    ['IPv4 written as IPv6', policy('p', '{ podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: "::ffff:10.0.0.0/104" } }] }] }'), 1, /in the notation of IPv6/],
    ['a namespace that is not in the files', pod('far', 'x').replace('namespace: shop', 'namespace: far'), 0, /Namespace far: it is not in the set/],
    ['a policy of a plugin', 'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: c, namespace: shop }\n', 0, /CiliumNetworkPolicy shop\/c: policies of cilium.io are not evaluated/],
    ['a cluster-wide policy that is refused',
      'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: { name: c }\nspec: { tier: Admin }\n', 1,
      /error: ClusterNetworkPolicy c spec.priority: it is required/],
  ])('%s', async (_, yaml, code, text) => {
    const ran = await reach({ 'a.yaml': PODS + DENY + yaml });
    expect([ran.code, text.test(ran.err) || ran.err]).toEqual([code, true]);
  });
});

describe('answers that are too large', () => {
  const line = { from: ['a[Pod]', 'b[Pod]', 'c[Pod]'], to: ['a[Pod]', 'b[Pod]', 'c[Pod]'], allowed: PortSet.ALL, unknown: PortSet.NONE };

  test.each([['json', 6, 'as json the list has 6 names, and 5 is the limit'], ['csv', 9, 'as csv the list has 9 lines, and 8 is the limit']] as const)(
    'a list as %s', (format, size, message) => {
      expect(() => refuseLarge([line], format, size)).not.toThrow();
      expect(() => refuseLarge([line], format, size - 1)).toThrow(message);
    });

  test('two sets of more pairs than memory holds', () => {
    const open = [1, 2, 3].map((i) => ({ manifest: { apiVersion: 'v1', kind: 'Pod', metadata: { name: `p${i}`, labels: { app: `${i}` } } } }));
    const one = policyOf('one', { matchLabels: { app: '1' } });
    const [before, after] = [NetworkModel.of(open), NetworkModel.of([...open, one])];
    expect(groupedChanges(before, after, undefined, 2).map(({ to }) => to)).toEqual([['default/p1[Pod]']]);
    expect(() => groupedChanges(before, after, undefined, 1)).toThrow('more than 1 pairs of workloads may connect');
  });

  const open = NAMESPACE + Array.from({ length: 320 }, (_, i) =>
    pod(`w${i}`, `w${i}`) + policy(`w${i}`, `{ podSelector: { matchLabels: { app: w${i} } }, ingress: [{ ports: [{ port: ${1000 + i} }] }] }`)).join('');

  test('a drawing, which as text is a line for each workload', async () => {
    expect(await reach({ 'a.yaml': open }, '--format', 'dot')).toMatchObject({
      code: 2, out: '', err: 'cdk8s-gateway: the answer is too large: a drawing would have more than 100000 arrows; print a list instead, as text\n',
    });
    expect((await reach({ 'a.yaml': open })).out).toMatch(/\n321 lines: 320 workloads in 320 groups, 320 policies\n$/);
  });
});
