import { disturbed } from './breaking';
import type { Special } from './generator';
import type { Random } from './random';

/** Values that built-in kinds have rules of their own for, which no schema tells. */
type Entry = readonly [path: RegExp, values: readonly unknown[]];

const LABEL_KEYS = [
  'app', 'example.com/app', 'a'.repeat(63), 'a'.repeat(64), `${'a'.repeat(253)}/b`, `${'a'.repeat(254)}/b`, `${'a.'.repeat(126)}a/${'b'.repeat(63)}`, 'A_b.C-d',
  '-a', 'a-', '_a', 'a/b/c', '/a', 'a/', 'Example.com/a', 'a b', 'ä', '', 'a..b/c', '9', 'a.b', '__proto__', 'constructor', 'a\n', 'İ',
];
const LABEL_VALUES = ['', 'a', 'A_b.C-9', 'a'.repeat(63), 'a'.repeat(64), '-a', 'a-', '.a', 'a b', 'ä', 'a/b', 'a\n', '😀', null];
const CIDRS = [
  '10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24', '10.1.2.3/32', '0.0.0.0/0', '::/0', '2001:db8::/32', '2001:db8:1::/48', '2001:DB8::/32', '2001:0db8::/32',
  '2001:db8:0:0:0:0:0:0/32', '10.0.0.1/8', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/+8', '010.0.0.0/8', '10.0.0.0', '10.0.0/8', '::ffff:10.0.0.0/104',
  '::ffff:10.0.0.0/8', '::ffff:a00:0/104', '::10.0.0.0/104', '64:ff9b::10.0.0.0/120', 'fe80::%eth0/64', '2001:db8::1/32', '2001:db8::/129', '', ' 10.0.0.0/8',
  '10.0.0.0/8 ',
  '10.0.0.0/-1', '10.0.0.0/', '/8', '256.0.0.0/8', '10.0.0.0/8/8', ':::/0', '1::2::3/0', '2001:db8::/32\n', '10.0.0.0/00', '::/00', '1:2:3:4:5:6:7::/112',
  '1:2:3:4:5:6:7:8::/128',
  '::ffff:0:0/96', '::/96', '0:0:0:0:0:ffff::/96', '12345::/16', 'fe80::/10', null,
];
const PORTS = [1, 80, 443, 65_535, 0, 65_536, -1, 'http', 'a', '80', '8080-tcp', 'a--b', '-a', 'a-', 'abcdefghijklmno', 'abcdefghijklmnop', 'HTTP', '', 'a_b',
  '1', 'ä', '1-1a', 2 ** 31, 1.5, null];
const NAMES = [
  'a', 'shop', 'a.b', 'a'.repeat(253), 'a'.repeat(254), 'A', 'a_b', '-a', 'a-', 'a..b', '.a', '1', '1.2', 'a:b', 'system:a', 'a/b', 'a%b', '..', '.', '', 'ä',
  'a b', 'a'.repeat(63),
  'a'.repeat(64), 'a\n', '😀', null, '9a', `${'a'.repeat(60)}-`,
];
const TIMES = ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05+01:00', '2026-01-02T03:04:05.123Z', '2026-01-02', '', 'now', null, '2026-13-02T03:04:05Z',
  '2026-01-02T03:04:05', '0001-01-01T00:00:00Z'];
const OWNERS = [
  [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'a', uid: 'b' }], [{ apiVersion: 'v1', kind: 'Event', name: 'a', uid: 'b' }],
  [{ apiVersion: 'apps/v1', kind: 'A', name: 'a', uid: 'b', controller: true }, { apiVersion: 'apps/v1', kind: 'A', name: 'c', uid: 'd', controller: true }],
  [{ apiVersion: 'apps/v1', kind: 'A', name: 'a', uid: 'b', controller: true }, { apiVersion: 'v1', kind: 'A', name: 'c', uid: 'd', controller: false }],
  [{ apiVersion: '', kind: 'A', name: 'a', uid: 'b' }], [{ apiVersion: 'apps/', kind: 'A', name: 'a', uid: 'b' }], [{ apiVersion: '/v1', kind: 'A', name: 'a',
    uid: 'b' }],
  [{ apiVersion: 'a/b/c', kind: 'A', name: 'a', uid: 'b' }], [{ apiVersion: 'v1', kind: '', name: 'a', uid: 'b' }], [{ apiVersion: 'v1', kind: 'A', name: '',
    uid: 'b' }],
  [{ apiVersion: 'v1', kind: 'A', name: 'A/ä', uid: '' }], [{ kind: 'A', name: 'a', uid: 'b' }], [{ apiVersion: 'v1', kind: 'A', name: 'a', uid: 'b',
    blockOwnerDeletion: null }], [{}], [null], null,
  [{ apiVersion: 'v1', kind: 'A', name: 'a', uid: 'b' }, { apiVersion: 'v1', kind: 'A', name: 'a', uid: 'b' }], [{ apiVersion: 'events.k8s.io/v1',
    kind: 'Event', name: 'a', uid: 'b' }],
];
const MANAGED = [
  [{ manager: 'a', operation: 'Apply', apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1: {} }], [{ operation: 'Update' }], [{ operation: 'Create' }], [{}],
  [null],
  [{ operation: 'Update', fieldsType: 'FieldsV2' }], [{ operation: 'Update', manager: 'a'.repeat(129) }], [{ operation: 'Update', manager: 'a'.repeat(128) }],
  [{ operation: 'Update', manager: 'a\n' }],
  [{ operation: 'Update', subresource: 'a'.repeat(257) }], [{ operation: 'Update', subresource: 'status' }], [{ operation: 'Update', time: 'x' }],
  [{ operation: 'Update', time: '2026-01-02T03:04:05Z' }], [{ operation: 'Update', fieldsV1: 'x' }], [{ operation: 'Update', fieldsType: 'FieldsV1',
    fieldsV1: { 'f:spec': {} }, apiVersion: 'v1' }],
  [{ operation: 'Update', other: 1 }], [{ operation: 'Update', fieldsType: 'FieldsV1', fieldsV1: { spec: 1 }, apiVersion: 'v1' }], [], null,
  [{ operation: 'Update', fieldsType: 'FieldsV1', fieldsV1: null, apiVersion: 'v1' }],
];
const FINALIZERS = ['example.com/a', 'a', 'kubernetes', 'foregroundDeletion', 'orphan', 'a b', '', 'a/b/c', 'Ä', null, `a/${'b'.repeat(64)}`, 1];

const ENTRIES: readonly Entry[] = [
  [/matchLabels\{\}$|(^|\.)labels\{\}$|matchExpressions\[\]\.values\[\]$/, LABEL_VALUES],
  [/matchExpressions\[\]\.key$/, LABEL_KEYS],
  [/matchExpressions\[\]\.operator$/, ['In', 'NotIn', 'Exists', 'DoesNotExist', 'in', 'Gt', '', null]],
  [/matchExpressions\[\]\.values$/, [[], ['a'], ['a', 'a'], ['a', 'b'], null, ['-']]],
  [/cidr$|except\[\]$/, CIDRS],
  [/except$/, [[], ['10.1.0.0/16'], ['10.0.0.0/8'], ['2001:db8:1::/48'], ['10.0.0.0/9', '10.128.0.0/9'], ['11.0.0.0/16'], ['10.0.0.0/7'],
    ['::ffff:10.1.0.0/112'], null, [null]]],
  [/ports\[\]\.(port|endPort)$/, PORTS],
  [/ports\[\]\.protocol$/, ['TCP', 'UDP', 'SCTP', 'tcp', '', 'ICMP', null]],
  [/policyTypes$/, [[], ['Ingress'], ['Egress'], ['Ingress', 'Egress'], ['Ingress', 'Ingress'], ['Ingress', 'Egress', 'Ingress'], ['ingress'], [''], null,
    [null]]],
  [/^metadata\.(name|generateName)$/, NAMES],
  [/^metadata\.(creationTimestamp|deletionTimestamp)$/, TIMES],
  [/^metadata\.(resourceVersion|uid|selfLink)$/, ['', '1', 'a', 'ä', '0', null, '123e4567-e89b-12d3-a456-426614174000']],
  [/^metadata\.(generation|deletionGracePeriodSeconds)$/, [0, 1, -1, 2 ** 53, 1.5, 9_223_372_036_854_775_807n, 9_223_372_036_854_775_808n, null, '1']],
  [/^metadata\.ownerReferences$/, OWNERS],
  [/^metadata\.managedFields$/, MANAGED],
  [/^metadata\.finalizers$/, [[], ['foregroundDeletion', 'orphan'], ['a', 'a'], null, [null]]],
  [/^metadata\.finalizers\[\]$/, FINALIZERS],
];

/** Keys of maps whose keys have rules. */
const KEYED = /(matchLabels|(^|\.)labels|annotations|nodeSelector)$/;

/** Puts such a value in its place, or disturbs the text that is there. */
export const fromDictionary: Special = (site, random) => {
  const value = site.container[site.key];
  if (KEYED.test(site.path) && random.chance(0.5)) {
    const map: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    map[key(random)] = random.pick(site.path.endsWith('annotations') ? ['', 'any text', 'ä\n', null] : LABEL_VALUES);
    if (random.chance(0.3)) map[key(random)] = 'x';
    site.container[site.key] = Object.fromEntries(Object.entries(map));
    return true;
  }
  const entry = ENTRIES.find(([path]) => path.test(site.path));
  if (!entry) return false;
  site.container[site.key] = typeof value === 'string' && random.chance(0.15) ? disturbed(value, random) : structuredClone(random.pick(entry[1]));
  return true;
};

function key(random: Random): string {
  const known = random.pick(LABEL_KEYS);
  return random.chance(0.2) ? disturbed(known, random) : known;
}
