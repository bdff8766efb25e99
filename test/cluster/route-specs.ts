/** Things by which channels of Gateway API accept them. */
export interface ByChannel<T> {
  readonly both: readonly T[];
  /** Fields of the experimental channel, and what it is laxer with. */
  readonly experimental?: readonly T[];
  /** What the experimental channel is stricter with; our checks take it, as one channel does. */
  readonly standard?: readonly T[];
  /** The same, where our checks side with the experimental channel. */
  readonly standardAgainstUs?: readonly T[];
  /** What both channels take and our checks refuse on purpose. */
  readonly bothAgainstUs?: readonly T[];
  readonly neither: readonly T[];
}

export const text = (length: number): string => 'a'.repeat(length);
export const times = <T>(count: number, item: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => item(index));

/** Specs, each made of a list of something. */
export function mapped<T>(of: ByChannel<T>, spec: (one: T) => object): ByChannel<object> {
  const { both, experimental = [], standard = [], standardAgainstUs = [], bothAgainstUs = [], neither } = of;
  return {
    both: both.map(spec), experimental: experimental.map(spec), standard: standard.map(spec),
    standardAgainstUs: standardAgainstUs.map(spec), bothAgainstUs: bothAgainstUs.map(spec), neither: neither.map(spec),
  };
}

/** A backend that every channel takes. */
export const backend = (fields: object = {}): object => ({ name: 'products', port: 8080, ...fields });

const parent = (fields: object = {}): object => ({ name: 'company', ...fields });

/** What routes attach to, held to the same in every kind. */
const PARENTS: ByChannel<object[]> = {
  both: [
    [], [parent()], times(32, (index) => parent({ name: `g${index}` })), [parent({ sectionName: 'a' }), parent({ sectionName: 'b.c' })],
    [parent(), parent({ namespace: 'edge' })], [parent(), parent({ kind: 'ListenerSet' })], [parent(), parent({ group: '' })],
    [parent({ name: text(253), namespace: text(63), sectionName: text(253), group: text(253), kind: text(63), port: 65_535 })],
    [parent({ sectionName: 'a', port: 80 }), parent({ sectionName: 'b', port: 80 })],
  ],
  experimental: [
    [parent({ port: 80 }), parent({ port: 443 })], [parent({ sectionName: 'a', port: 80 }), parent({ sectionName: 'a', port: 443 })],
  ],
  standard: [[parent({ sectionName: 'a', port: 80 }), parent({ sectionName: 'b' })]],
  neither: [
    times(33, (index) => parent({ name: `g${index}` })), [parent(), parent()], [parent(), parent({ sectionName: 'a' })],
    [parent({ sectionName: 'a' }), parent({ sectionName: 'a' })], [parent(), parent({ port: 80 })],
    [parent({ port: 80 }), parent({ port: 80 })], [parent(), parent({ kind: 'Gateway', group: 'gateway.networking.k8s.io' })],
    [{ namespace: 'edge' }], [parent({ name: '' })], [parent({ name: text(254) })], [parent({ namespace: '' })], [parent({ namespace: 'a.b' })],
    [parent({ namespace: text(64) })], [parent({ sectionName: '' })], [parent({ sectionName: 'A' })], [parent({ sectionName: text(254) })],
    [parent({ group: 'Company.com' })], [parent({ group: text(254) })], [parent({ kind: '' })], [parent({ kind: '1' })],
    [parent({ kind: text(64) })], [parent({ port: 0 })], [parent({ port: 65_536 })], [parent({ port: '80' })], [parent({ weight: 1 })],
  ],
};

/** Where routes lead to, held to the same in every kind. */
const BACKENDS: ByChannel<object[]> = {
  both: [
    times(16, () => backend()), [backend({ weight: 0 })], [backend({ weight: 1_000_000, namespace: 'shop', kind: 'Service', group: '' })],
    [{ name: 'bucket', kind: 'Bucket', group: 'company.com' }], [{ name: 'products', kind: 'ServiceImport', group: 'multicluster.x-k8s.io' }],
    [{ name: 'products', group: 'core' }], [{ name: 'products', kind: 'Pod' }], [backend(), backend()],
    [backend({ name: text(253), namespace: text(63), kind: text(63), group: text(253), port: 65_535 })],
  ],
  neither: [
    times(17, () => backend()), [{ name: 'products' }], [{ name: 'products', group: '', kind: 'Service' }], [{ port: 8080 }],
    [backend({ name: '' })], [backend({ name: text(254) })], [backend({ weight: -1 })], [backend({ weight: 1_000_001 })],
    [backend({ weight: 0.5 })], [backend({ port: 0 })], [backend({ port: 65_536 })], [backend({ namespace: '' })], [backend({ namespace: 'A' })],
    [backend({ namespace: text(64) })], [backend({ kind: '' })], [backend({ kind: 'Service!' })], [backend({ kind: text(64) })],
    [backend({ group: 'core/v1' })], [backend({ group: text(254) })], [backend({ sectionName: 'http' })],
  ],
};

const RULE = { backendRefs: [backend()] };

const OTHERS: ByChannel<object> = {
  both: [{ rules: [{ name: text(253), ...RULE }] }, { rules: [{ name: 'a.b-c', ...RULE }] }],
  experimental: ['All', 'None'].map((useDefaultGateways) => ({ useDefaultGateways })),
  neither: [
    ...['', 'A', 'a_b', '-a', text(254)].map((name) => ({ rules: [{ name, ...RULE }] })), { useDefaultGateways: 'all' },
    { unknown: true }, { rules: [{ ...RULE, unknown: true }] }, { rules: RULE },
  ],
};

/** Specs that are held to the same in every kind of routes, with what the kind needs beside. */
export function commonSpecs(needed: object): ByChannel<object>[] {
  return [
    mapped(PARENTS, (parentRefs) => ({ rules: [RULE], ...needed, parentRefs })),
    mapped(BACKENDS, (backendRefs) => ({ ...needed, rules: [{ backendRefs }] })),
    mapped(OTHERS, (spec) => ({ rules: [RULE], ...needed, ...spec })),
  ];
}

/** Names that requests and connections are told apart by. */
export const HOSTNAMES: ByChannel<string[]> = {
  both: [
    ['shop.company.com'], ['*.company.com'], ['localhost'], ['1.2.3.4.5'], ['a.company.com', 'a.company.com'], [`${text(200)}.com`],
    [`${text(60)}.`.repeat(4) + text(9)], ['*.10.0.0.1'], ['010.0.0.1'], ['256.0.0.1'],
  ],
  neither: [
    [''], ['*'], ['*company.com'], ['a.*.com'], ['*.*.com'], ['Company.com'], ['company.com.'], ['.company.com'], ['a..b'], ['-a.com'],
    ['a_b.com'], ['company.com:443'], ['::1'], [`${text(60)}.`.repeat(4) + text(10)],
  ],
};
