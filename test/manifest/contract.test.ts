import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import Ajv from 'ajv';
import { App, Testing } from 'cdk8s';
import {
  ClusterProfile, Contracts, Destination, EgressLockdown, GatewayInfrastructure, Implementation, Isolation, KongDeployment, Listener, OperatorChart,
  PlatformChart, Pods, RouteKind, SharedGateway, Subject, Team, TeamGrant, TlsCertificate,
} from '../../src';
import { checksumOf } from '../../src/manifest/contract-format';
import { readPlatformContract, readTeamContract } from '../../src/manifest/contract-reader';

type Json = Record<string, unknown>;

let folder: string;
beforeAll(() => { folder = fs.mkdtempSync(path.join(os.tmpdir(), 'contract-')); });
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** An app with two classes and a team of two grants; `order` turns everything that is made around. */
function published(order: 'forth' | 'back' = 'forth'): App {
  const app = new App({ outdir: path.join(folder, 'manifests') });
  const platform = new PlatformChart(app, 'platform', { cluster: ClusterProfile.eks({ networkPlugin: 'aws-vpc-cni' }) });
  const edge = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
  const implementations: [string, Implementation][] = [['public', Implementation.envoyGateway()], ['internal', Implementation.cilium()]];
  const classes = new Map((order === 'forth' ? implementations : implementations.reverse())
    .map(([name, implementation]) => [name, new GatewayInfrastructure(platform, name, { implementation })]));
  const kong = Implementation.kong({ deployment: KongDeployment.INGRESS_CONTROLLER });
  new GatewayInfrastructure(platform, 'kong', { implementation: kong });
  new GatewayInfrastructure(platform, 'alb', { implementation: Implementation.awsLoadBalancerController() });
  const team = new Team('ecommerce', { subjects: [Subject.group('team-ecommerce'), Subject.serviceAccount('deploy', 'ci')] });
  const names = order === 'forth' ? ['public', 'internal'] : ['internal', 'public'];
  for (const name of names) {
    const certificate = TlsCertificate.fromClusterIssuer('letsencrypt-prod');
    const gateway = new SharedGateway(edge, `${name}-gateway`, {
      infrastructure: classes.get(name)!, listeners: [Listener.httpsPerHostname('*.company.com', { certificate })],
    });
    const isolation = name === 'public' ? Isolation.BOTH : Isolation.NONE;
    const grant = gateway.admit(team, {
      namespaces: [`ecommerce-${name}`], hostnames: ['shop.company.com'], isolation, ...(name === 'public' && { meshServices: ['payments/api'] }),
    });
    if (name === 'public') {
      const allow = [
        Destination.cidr('203.0.113.0/24', 443, { reason: 'payment provider', exceptions: ['203.0.113.7/32'], endPort: 444 }),
        Destination.workload(Pods.labelled({ app: 'ledger' }, 5432), { namespace: 'ledger-prod', reason: 'bookings' }),
      ];
      new EgressLockdown(edge, 'egress', { grant, allow });
    }
  }
  const delegating = edge.node.findChild('public-gateway') as SharedGateway;
  delegating.delegate(team, { namespaces: ['ecommerce-own'], hostnames: ['*.own.company.com'], clearTextPorts: [80] });
  admitToPorts(edge, classes.get('public')!, team, order === 'forth' ? ['postgres', 'mysql'] : ['mysql', 'postgres']);
  return app;
}

/** Two grants without hostnames that only their listener tells apart, and one over TLS. */
function admitToPorts(edge: OperatorChart, infrastructure: GatewayInfrastructure, team: Team, names: string[]): void {
  const gateway = new SharedGateway(edge, 'streams', {
    infrastructure,
    listeners: [
      Listener.tcp(5432, { name: 'postgres' }), Listener.tcp(3306, { name: 'mysql' }), Listener.udp(53, { name: 'dns' }),
      Listener.tlsPassthrough('vault.company.com'),
    ],
  });
  const namespaces = ['ecommerce-streams'];
  for (const name of names) {
    gateway.admit(team, { namespaces, routeKinds: [RouteKind.TCP_ROUTE, RouteKind.UDP_ROUTE], listenerNames: [name, 'dns'] });
  }
  gateway.admit(team, { namespaces, routeKinds: [RouteKind.TLS_ROUTE], hostnames: ['vault.company.com'] });
}

/** The contracts of an app, as text by name. */
function written(app: App): Record<'ecommerce' | 'platform', string> {
  const dir = fs.mkdtempSync(path.join(folder, 'contracts-'));
  Contracts.write(app, dir);
  const text = (name: string): string => fs.readFileSync(path.join(dir, `${name}.json`), 'utf8');
  return { ecommerce: text('ecommerce'), platform: text('platform') };
}

/** A contract with something changed, and a checksum that fits again. */
function forged(text: string, change: (contract: Json) => void): string {
  const contract = JSON.parse(text) as Json;
  change(contract);
  return JSON.stringify({ ...contract, checksum: checksumOf(contract) });
}

function fileWith(text: string): string {
  const file = path.join(fs.mkdtempSync(path.join(folder, 'file-')), 'contract.json');
  fs.writeFileSync(file, text);
  return file;
}

describe('a team\'s contract', () => {
  test('gives the grants that were published, by gateway', () => {
    const grants = TeamGrant.fromContractText(written(published()).ecommerce);
    expect(grants.map(({ team, gatewayName }) => [team, gatewayName])).toEqual([
      ['ecommerce', 'internal-gateway'], ['ecommerce', 'public-gateway'], ['ecommerce', 'public-gateway'],
      ['ecommerce', 'streams'], ['ecommerce', 'streams'], ['ecommerce', 'streams'],
    ]);
    expect(grants.slice(3).map((grant) => [grant.hostnames, grant._data().sections.map(({ name, protocol }) => [name, protocol])])).toEqual([
      [[], [['mysql', 'TCP'], ['dns', 'UDP']]],
      [[], [['postgres', 'TCP'], ['dns', 'UDP']]],
      [['vault.company.com'], [['tls-vault-company-com', 'TLS']]],
    ]);
    expect(grants[1]._data()).toMatchObject({
      hostnames: [{ hostname: '*.own.company.com', sections: [], prefixes: ['/'] }], sections: [], delegation: { ports: [443], clearTextPorts: [80] },
    });
    expect(grants[2]._data()).toMatchObject({
      team: { name: 'ecommerce', subjects: [{ kind: 'Group', name: 'team-ecommerce' }, { kind: 'ServiceAccount', name: 'deploy', namespace: 'ci' }] },
      isolation: { ingress: true, egress: true },
      meshServices: ['payments/api'],
      egress: [{ form: 'cidr', cidr: '203.0.113.0/24' }, { form: 'workload', namespace: 'ledger-prod' }],
    });
  });

  test('is the live grant, word for word', () => {
    const app = new App();
    const infrastructure = new GatewayInfrastructure(new PlatformChart(app, 'platform'), 'public', { implementation: Implementation.gke() });
    const gateway = new SharedGateway(new OperatorChart(app, 'edge', { namespace: 'infra' }), 'gw', {
      infrastructure, listeners: [Listener.http()],
    });
    const live = gateway.admit(new Team('ecommerce'), { namespaces: ['shop'], hostnames: ['*.company.com'], prefixes: ['/b', '/a'] });
    const [read] = TeamGrant.fromContractText(written(app).ecommerce);
    expect(read._data()).toStrictEqual(live._data());
  });

  test('is the same bytes in whatever order things were made', () => {
    expect(written(published('back'))).toEqual(written(published('forth')));
  });

  test('of a grant without Services of a mesh says nothing of them, and is read as before', () => {
    const { ecommerce } = written(published());
    expect((JSON.parse(ecommerce) as { grants: Json[] }).grants[0]).not.toHaveProperty('meshServices');
    expect(TeamGrant.fromContractText(ecommerce)[0]._data()).not.toHaveProperty('meshServices');
  });

  test('is read from its file', () => {
    const file = fileWith(written(published()).ecommerce);
    expect(TeamGrant.fromContract(file)).toHaveLength(6);
  });
});

describe('a platform\'s contract', () => {
  test('gives the handle that the live class is', () => {
    const app = published();
    const file = fileWith(written(app).platform);
    const handle = GatewayInfrastructure.fromContract(file, 'public');
    const emitted = (infrastructure: typeof handle): unknown => {
      const chart = new OperatorChart(new App(), 'edge', { namespace: 'infra' });
      const certificate = TlsCertificate.fromIssuer('ca');
      const gateway = new SharedGateway(chart, 'gw', { infrastructure, listeners: [Listener.https('a.company.com', { certificate })] });
      const grant = gateway.admit(new Team('shop'), { namespaces: ['shop'], hostnames: ['a.company.com'] });
      return [Testing.synth(chart), grant._data()];
    };
    expect(emitted(handle)).toStrictEqual(emitted(app.node.findChild('platform').node.findChild('public') as GatewayInfrastructure));
  });

  test('of one class needs no name, of several one', () => {
    const { platform } = written(published());
    const one = forged(platform, (contract) => { contract.classes = (contract.classes as unknown[]).slice(0, 1); });
    expect(GatewayInfrastructure.fromContract(fileWith(one)).className).toBe('alb');
    expect(() => GatewayInfrastructure.fromContract(fileWith(platform)))
      .toThrow(/it holds several classes; write one of "alb", "internal", "kong", "public" as className/);
    expect(() => GatewayInfrastructure.fromContract(fileWith(platform), 'other')).toThrow(/it holds no class "other"; write one of/);
  });
});

describe('a contract is refused', () => {
  const team = (change: (contract: Json) => void): string => forged(written(published()).ecommerce, change);
  const inGrant = (change: (grant: Json) => void, index = 2): string => team(({ grants }) => change((grants as Json[])[index]));
  const inDelegation = (change: (grant: Json) => void): string => inGrant(change, 1);

  test('where its file is missing, a folder, or no path', () => {
    const missing = path.join(folder, 'nowhere.json');
    expect(() => TeamGrant.fromContract(missing)).toThrow(/^TeamGrant\.fromContract: file ".*nowhere\.json": there is no such file; contracts are written/);
    expect(() => TeamGrant.fromContract(folder)).toThrow(/it cannot be read \(EISDIR\)/);
    expect(() => TeamGrant.fromContract(undefined as never)).toThrow(/file undefined: it is not a path/);
    expect(() => GatewayInfrastructure.fromContract(missing)).toThrow(/^GatewayInfrastructure\.fromContract: .*there is no such file/);
  });

  test.each<[string, (whole: string) => unknown, RegExp]>([
    ['truncated', (whole) => whole.slice(0, 200), /it is truncated, or not JSON \(200 characters\); take it again/],
    ['empty', () => '', /it is empty/],
    ['no JSON', () => '<html>', /truncated, or not JSON/],
    ['no object', () => '[]', /it is not a contract/],
    ['null', () => 'null', /it is not a contract/],
    ['something nested without end', () => `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, /it is not a contract|truncated/],
    ['no text', () => ({}), /it is not text/],
    ['another file', () => '{"kind":"Gateway"}', /its format is undefined, and a contract has "cdk8s-gateway\/team"/],
    ['of a later version', (whole) => forged(whole, (contract) => { contract.version = 3; }),
      /it is of version 3, and this cdk8s-gateway reads up to version 2; update cdk8s-gateway/],
    ['of a version that is none', (whole) => forged(whole, (contract) => { contract.version = '1'; }), /its version is "1"/],
    ['edited by hand', (whole) => whole.replace('shop.company.com', 'analytics.company.com'),
      /it was changed after it was published: its checksum no longer fits\. The operators publish contracts, and the cluster enforces/],
    ['without a checksum', (whole) => whole.replace(/,\s*"checksum": ".*"/, ''), /its checksum no longer fits/],
  ])('where it is %s', (_, change, message) => {
    const changed = change(written(published()).ecommerce);
    expect(() => TeamGrant.fromContractText(changed as string)).toThrow(message);
    expect(() => TeamGrant.fromContractText(changed as string)).toThrow(/^TeamGrant\.fromContractText: json: /);
  });

  test('where it is the other kind', () => {
    const { ecommerce, platform } = written(published());
    expect(() => TeamGrant.fromContractText(platform)).toThrow(/it is the contract of the platform; .*GatewayInfrastructure\.fromContract/);
    expect(() => GatewayInfrastructure.fromContract(fileWith(ecommerce))).toThrow(/it is the contract of a team; .*TeamGrant\.fromContract/);
  });

  test.each<[string, () => string, RegExp]>([
    ['an unknown field', () => team((contract) => { contract.script = 'x'; }), /script "x": the field is unknown; take it again .* this version/],
    ['__proto__', () => team((contract) => Object.defineProperty(contract, '__proto__', { value: { a: 1 }, enumerable: true })),
      /__proto__ \{"a":1\}: the field is unknown/],
    ['no grants', () => team((contract) => { contract.grants = []; }), /grants \[\]: it is empty/],
    ['a team that is no name', () => team((contract) => { contract.team = '../../etc'; }), /team "\.\.\/\.\.\/etc"/],
    ['a grant that is none', () => team((contract) => { contract.grants = [null]; }), /grants\[0\] null: it is not an object/],
    ['a namespace that is none', () => inGrant((grant) => { grant.namespaces = ['']; }), /grants\[2\]\.namespaces\[0\] "": it is empty/],
    ['a hostname that is none', () => inGrant((grant) => { (grant.hostnames as Json[])[0].hostname = '*'; }), /grants\[2\]\.hostnames\[0\]\.hostname "\*"/],
    ['a section that is not listed', () => inGrant((grant) => { (grant.hostnames as Json[])[0].sections = ['other']; }),
      /grants\[2\]\.hostnames\[0\]\.sections "other": the grant lists no such section/],
    ['no hostname where a section needs one', () => inGrant((grant) => { grant.hostnames = []; }),
      /grants\[2\]\.hostnames \[\]: section "https-shop-company-com" serves HTTPS, by hostname/],
    ['a listener of the gateway in a delegation', () => inDelegation((grant) => { grant.sections = [{ name: 'http', port: 80, protocol: 'HTTP' }]; }),
      /grants\[1\]\.sections \[.*\]: a delegation names no listeners of the gateway/],
    ['a section of a delegated hostname', () => inDelegation((grant) => { (grant.hostnames as Json[])[0].sections = ['http']; }),
      /grants\[1\]\.hostnames\[0\]\.sections \["http"\]: a delegation names no listeners/],
    ['a delegation of nothing', () => inDelegation((grant) => { grant.hostnames = []; }), /grants\[1\]\.hostnames \[\]: a delegation is for hostnames/],
    ['a delegation of no port', () => inDelegation((grant) => { (grant.delegation as Json).ports = []; }), /grants\[1\]\.delegation\.ports \[\]: it is empty/],
    ['a delegated port for clear text and TLS', () => inDelegation((grant) => { (grant.delegation as Json).clearTextPorts = [80, 443]; }),
      /grants\[1\]\.delegation\.clearTextPorts 443: ports holds it too, and a port is either clear text or TLS/],
    ['no section without a delegation', () => inDelegation((grant) => { delete grant.delegation; }), /grants\[1\]\.sections \[\]: it is empty/],
    ['a hostname without a section', () => inGrant((grant) => { (grant.hostnames as Json[])[0].sections = []; }), /grants\[2\]\.hostnames\[0\]\.sections \[\]: it is empty/],
    ['a protocol that is none', () => inGrant((grant) => { (grant.sections as Json[])[0].protocol = 'SCTP'; }), /sections\[0\]\.protocol "SCTP"/],
    ['a mesh Service that is none', () => inGrant((grant) => { grant.meshServices = ['api']; }),
      /grants\[2\]\.meshServices\[0\] "api": it is not a namespace and a name/],
    ['no mesh Service', () => inGrant((grant) => { grant.meshServices = []; }), /grants\[2\]\.meshServices \[\]: it is empty/],
    ['a prefix that is none', () => inGrant((grant) => { (grant.hostnames as Json[])[0].prefixes = ['a']; }), /prefixes\[0\] "a"/],
    ['a port that is none', () => inGrant((grant) => { (grant.sections as Json[])[0].port = 1.5; }), /sections\[0\]\.port 1\.5/],
    ['an exception outside its block', () => inGrant((grant) => { (grant.egress as Json[])[0].except = ['10.0.0.0/24']; }),
      /egress\[0\]\.except\[0\] "10\.0\.0\.0\/24": it does not lie inside/],
    ['a destination that is any address', () => inGrant((grant) => { Object.assign((grant.egress as Json[])[0], { cidr: '0.0.0.0/0', except: [] }); }),
      /egress\[0\]\.cidr "0\.0\.0\.0\/0": it is wider than \/8/],
    ['an API that is any address', () => inGrant((grant) => { (grant.cluster as Json).apiServer = [{ cidr: '::/0', ports: [443] }]; }),
      /cluster\.apiServer\[0\]\.cidr "::\/0": it is wider than \/48/],
    ['a resolver that is any address', () => inGrant((grant) => { (grant.cluster as Json).dns = [{ form: 'cidr', cidr: '0.0.0.0/0', ports: [53] }]; }),
      /cluster\.dns\[0\]\.cidr "0\.0\.0\.0\/0": DNS is never to a block wider than \/24/],
    ['an endPort below its port', () => inGrant((grant) => { (grant.egress as { ports: Json[] }[])[0].ports[0].endPort = 80; }),
      /endPort 80: it is below port 443/],
    ['proxies that are every pod', () => inGrant((grant) => { (grant.proxies as Json).podLabels = {}; }), /proxies\.podLabels undefined: it is required/],
  ])('for %s, whatever its checksum', (_, make, message) => {
    expect(() => TeamGrant.fromContractText(make())).toThrow(message);
  });
});

describe.each(['team', 'platform'] as const)('the JSON schema of a %s\'s contract', (kind) => {
  const schema = JSON.parse(fs.readFileSync(path.join(__dirname, `../../schema/${kind}-contract.schema.json`), 'utf8')) as object;
  const accepts = new Ajv().compile(schema);
  let text: string;
  beforeAll(() => { text = written(published())[kind === 'team' ? 'ecommerce' : 'platform']; });
  const contract = (): Json => JSON.parse(text) as Json;
  const reads = (changed: Json): boolean => {
    const forgery = JSON.stringify({ ...changed, checksum: checksumOf(changed) });
    return 'contract' in (kind === 'team' ? readTeamContract(forgery) : readPlatformContract(forgery));
  };

  test('accepts what is written', () => {
    expect([accepts(contract()), accepts.errors]).toEqual([true, null]);
    expect(reads(contract())).toBe(true);
  });

  test('says the same as the reader of every field that is missing, unknown or of another type', () => {
    const changes = pathsOf(contract()).filter(([key]) => key !== 'checksum').flatMap(changesAt);
    const judged = changes.map(({ what, apply }) => {
      const changed = contract();
      apply(changed);
      return { what, schema: accepts(changed), reader: reads(changed) };
    });
    expect(judged.filter(({ schema: one, reader }) => one !== reader)).toEqual([]);
    expect(judged.filter(({ reader }) => !reader).length).toBeGreaterThan(100);
  });
});

/** The path of every value inside a JSON value. */
function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[key], ...pathsOf(inner).map((below) => [key, ...below])]);
}

/** A value left out, replaced by one of another type, and with an unknown field beside it. */
function changesAt(keys: string[]): { what: string; apply: (contract: Json) => void }[] {
  const parentOf = (contract: Json): Json => keys.slice(0, -1).reduce((value, key) => value[key] as Json, contract);
  const last = keys[keys.length - 1];
  const change = (what: string, apply: (parent: Json) => void): { what: string; apply: (contract: Json) => void } =>
    ({ what: `${keys.join('.')} ${what}`, apply: (contract) => apply(parentOf(contract)) });
  return [
    change('removed', (parent) => { if (Array.isArray(parent)) parent.splice(Number(last), 1); else delete parent[last]; }),
    change('replaced', (parent) => { parent[last] = typeof parent[last] === 'object' ? 'text' : { nested: true }; }),
    change('accompanied', (parent) => { if (!Array.isArray(parent)) parent['Not A Field!'] = 1; }),
  ];
}
