import { SCHEMAS } from '../../imports/index';
import type { Channel, SchemaNode } from '../../src/analysis/schema/schema-node';
import { RELEASES, SERVED, YOUNG } from '../../src/manifest/bundle-table';
import { availabilityOf, type Bundle, has, howToHave, isKnownBundle, versionFor, versionsOf, whereToFind } from '../../src/manifest/bundles';
import { GATEWAY_API, GATEWAY_API_EXPERIMENTAL } from '../../src/manifest/kinds';

const CHANNELS: readonly Channel[] = ['standard', 'experimental'];
const bundle = (version: string, channel: Channel = 'standard'): Bundle => ({ cluster: 'test', version, channel });

/** The structural schemas of Gateway API at 1.6, by kind. */
const KINDS = [...SCHEMAS].filter(([key]) => key.startsWith('gateway.networking.')).map(([, load]) => load());

function rootOf(kind: string, channel: Channel): SchemaNode | undefined {
  const schema = KINDS.find((one) => one.kind === kind);
  return schema?.versions.find(({ version, channels }) => version === schema.versions[0].version && channels?.includes(channel))?.root;
}

/** Every field of a schema, and every value of an enum as `path=value`. */
function partsOf(node: SchemaNode | undefined, path: string, parts = new Set<string>()): Set<string> {
  if (path !== '') parts.add(path);
  node?.enum?.forEach((value) => parts.add(`${path}=${value}`));
  for (const [name, child] of Object.entries(node?.properties ?? {})) partsOf(child, path === '' ? name : `${path}.${name}`, parts);
  if (node?.items) partsOf(node.items, `${path}[]`, parts);
  if (node?.values) partsOf(node.values, `${path}{}`, parts);
  return parts;
}

/** What a row of the table names in a schema. */
function namedBy({ path, values, member }: typeof YOUNG[number]): string[] {
  if (member) return [`${path}.${member.field}`, `${path}.type=${member.type}`];
  return values ? values.map((value) => `${path}=${value}`) : [path];
}

describe('the table and the definitions of 1.6', () => {
  test.each(KINDS.map(({ kind }) => kind))('%s: what the experimental channel alone has is what the table says', (kind) => {
    const standard = partsOf(rootOf(kind, 'standard'), '');
    const experimental = partsOf(rootOf(kind, 'experimental'), '');
    const alone = standard.size === 0 ? [] : [...experimental].filter((part) => !standard.has(part));
    // A field that is not there has nothing inside.
    const outermost = alone.filter((part) => !alone.some((other) => other !== part && new RegExp(`^${escaped(other)}[.[{=]`).test(part)));
    const said = YOUNG.filter((row) => row.kinds.includes(kind) && !has(row.has, bundle('1.6'))).flatMap(namedBy);
    expect(outermost.sort()).toEqual(said.sort());
  });

  test.each(YOUNG.flatMap((row) => row.kinds.map((kind) => [kind, row.path, row] as const)))('%s %s is where the table says', (kind, _, row) => {
    for (const channel of CHANNELS.filter((one) => has(row.has, bundle('1.6', one)))) {
      expect([...partsOf(rootOf(kind, channel), '')]).toEqual(expect.arrayContaining(namedBy(row)));
    }
  });

  test.each(CHANNELS)('the versions that the %s channel serves are those of the definitions', (channel) => {
    const defined = KINDS.flatMap(({ group, kind, versions }) => versions
      .filter(({ channels }) => channels?.includes(channel)).map(({ version }) => `${group}/${version} ${kind}`));
    const said = SERVED.filter((row) => has(row.has, bundle('1.6', channel))).map(({ group, version, kind }) => `${group}/${version} ${kind}`);
    expect(said.sort()).toEqual(defined.sort());
  });

  test('a part is in the standard channel only where it is in the experimental one', () => {
    for (const row of YOUNG) {
      for (const release of RELEASES.filter((version) => has(row.has, bundle(version)))) {
        expect([row.path, release, has(row.has, bundle(release, 'experimental'))]).toEqual([row.path, release, true]);
      }
    }
  });
});

describe('the version to emit', () => {
  const group = (kind: string): string => (kind.startsWith('X') ? GATEWAY_API_EXPERIMENTAL : GATEWAY_API);
  const emitted = (kind: string, channel: Channel): (string | undefined)[] =>
    RELEASES.map((version) => versionFor(group(kind), kind, [bundle(version, channel)]));
  const none = undefined;

  test.each([
    ['GatewayClass', Array(7).fill('v1'), Array(7).fill('v1')],
    ['Gateway', Array(7).fill('v1'), Array(7).fill('v1')],
    ['HTTPRoute', Array(7).fill('v1'), Array(7).fill('v1')],
    ['GRPCRoute', [none, ...Array(6).fill('v1')], ['v1alpha2', ...Array(6).fill('v1')]],
    ['TLSRoute', [none, none, none, none, none, 'v1', 'v1'], ['v1alpha2', 'v1alpha2', 'v1alpha2', 'v1alpha2', 'v1alpha3', 'v1', 'v1']],
    ['TCPRoute', [...Array(6).fill(none), 'v1'], [...Array(6).fill('v1alpha2'), 'v1']],
    ['UDPRoute', [...Array(6).fill(none), 'v1'], [...Array(6).fill('v1alpha2'), 'v1']],
    ['ReferenceGrant', [...Array(5).fill('v1beta1'), 'v1', 'v1'], [...Array(5).fill('v1beta1'), 'v1', 'v1']],
    ['BackendTLSPolicy', [none, none, none, none, 'v1', 'v1', 'v1'], [none, 'v1alpha3', 'v1alpha3', 'v1alpha3', 'v1', 'v1', 'v1']],
    ['ListenerSet', [...Array(5).fill(none), 'v1', 'v1'], [...Array(5).fill(none), 'v1', 'v1']],
    ['XBackendTrafficPolicy', Array(7).fill(none), [none, none, none, ...Array(4).fill('v1alpha1')]],
    ['XMesh', Array(7).fill(none), [none, none, none, none, ...Array(3).fill('v1alpha1')]],
    ['XBackend', Array(7).fill(none), [...Array(6).fill(none), 'v1alpha1']],
  ])('%s, from 1.0 to 1.6', (kind, standard, experimental) => {
    expect(emitted(kind, 'standard')).toEqual(standard);
    expect(emitted(kind, 'experimental')).toEqual(experimental);
  });

  test('several clusters get the newest version that all of them serve', () => {
    expect(versionFor(GATEWAY_API, 'ReferenceGrant', [bundle('1.6'), bundle('1.4')])).toBe('v1beta1');
  });

  test('where nothing is known, the kind\'s own is left', () => {
    expect(versionFor(GATEWAY_API, 'ReferenceGrant', [])).toBeUndefined();
    expect(versionFor(GATEWAY_API, 'ReferenceGrant', [bundle('1.7')])).toBeUndefined();
    expect(versionFor(GATEWAY_API, 'ReferenceGrant', [{ ...bundle('1.0'), cluster: 'generic' }])).toBeUndefined();
    expect(versionFor('', 'Service', [bundle('1.0')])).toBeUndefined();
  });
});

describe('what is known of bundles', () => {
  test.each([['1.0', true], ['1.6', true], ['v1.4.1', true], ['0.8', true], ['1.7', false], ['1.10', false], ['2.0', false], ['odd', false]])(
    'a bundle %s: %s', (version, known) => expect(isKnownBundle(bundle(version))).toBe(known));

  test('of the cluster that stands where no profile is given nothing is known', () => {
    expect(isKnownBundle({ ...bundle('1.6'), cluster: 'generic' })).toBe(false);
  });

  test('what is older than the table is taken as its first release', () => {
    expect(versionFor(GATEWAY_API, 'ReferenceGrant', [bundle('0.8')])).toBe('v1beta1');
  });

  test.each([
    [{ experimental: '1.2' }, 'in the experimental channel from 1.2'],
    [{ experimental: '1.3', standard: '1.5' }, 'in the experimental channel from 1.3 and in the standard channel from 1.5'],
    [{ experimental: '1.5', standard: '1.5' }, 'in both channels from 1.5'],
    [{ experimental: '1.3-1.4' }, 'in the experimental channel from 1.3 to 1.4'],
    [{ experimental: '1.0-1.0' }, 'in the experimental channel of 1.0 alone'],
  ] as const)('%j in words', (availability, words) => expect(whereToFind(availability)).toBe(words));

  test('a kind is there when any of its versions is', () => {
    expect(availabilityOf(versionsOf(GATEWAY_API, 'BackendTLSPolicy'))).toEqual({ experimental: '1.0', standard: '1.4' });
    expect(availabilityOf(versionsOf(GATEWAY_API_EXPERIMENTAL, 'XListenerSet'))).toEqual({ experimental: '1.3-1.4' });
  });

  test.each([
    [{ experimental: '1.3', standard: '1.5' }, bundle('1.4'), 'install that bundle and give the profile gatewayApiVersion: "1.5"'],
    [{ experimental: '1.3' }, bundle('1.4'), 'install that bundle and give the profile gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL'],
    [{ experimental: '1.3' }, bundle('1.2'),
      'install that bundle and give the profile gatewayApiVersion: "1.3", gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL'],
    [{ experimental: '1.3', standard: '1.5' }, bundle('1.2', 'experimental'), 'install that bundle and give the profile gatewayApiVersion: "1.3"'],
    [{ experimental: '1.1-1.2' }, bundle('1.3', 'experimental'), undefined],
  ] as const)('%j for %j', (availability, installed, way) => expect(howToHave(availability, installed)).toBe(way));
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
