import { Random } from '../../../cluster/fuzz/random';

/** What is settled of a cluster before anything of it is made. */
export interface Settings {
  readonly random: Random;
  readonly families: readonly (4 | 6)[];
  /** Whether blocks may hold addresses of pods and nodes: a set of manifests alone does not say which. */
  readonly blocksHoldPods: boolean;
  /** Which API the cluster-wide policies are of. No specification orders those of one against those of the other. */
  readonly clusterWide: 'v1alpha1' | 'v1alpha2' | 'none';
  /** Whether what manifests never decide may appear: ties, pods in the network of nodes, peers that are nodes or domains. */
  readonly openEnds: boolean;
}

export function settingsOf(seed: number): Settings {
  const random = new Random(seed * 2_654_435_761);
  return {
    random,
    families: random.pick([[4], [6], [4, 6], [4, 6]] as const),
    blocksHoldPods: random.chance(0.5),
    clusterWide: random.pick(['v1alpha1', 'v1alpha1', 'v1alpha1', 'v1alpha2', 'v1alpha2', 'v1alpha2', 'v1alpha2', 'none', 'none']),
    openEnds: random.chance(0.5),
  };
}

/** Few words, so that selectors often meet labels, and blocks addresses. */
export const NAMESPACES = ['shop', 'pay', 'ops', 'dev'];
export const NODES = ['node-1', 'node-2'];
export const POD_KEYS = ['app', 'tier', 'env'];
export const NAMESPACE_KEYS = ['team', 'stage'];
export const VALUES = ['a', 'b', 'c'];
export const PORT_NUMBERS = [53, 80, 443, 8080, 8081, 9000];
export const PORT_NAMES = ['http', 'web', 'dns'];
export const PROTOCOLS = ['TCP', 'TCP', 'TCP', 'UDP', 'UDP', 'SCTP'] as const;

export const OUTSIDE = {
  4: ['192.0.2.1', '198.51.100.7', '203.0.113.5', '203.0.113.200'],
  6: ['2001:db8::1', '2001:db8:1::9', '2001:db8:1:2::3'],
} as const;

/** Blocks outside of the cluster, and parts of each that may be excepted. Some overlap, and one is written with bits of a host. */
export const BLOCKS = {
  4: [
    ['192.0.0.0/2', ['203.0.113.0/24', '198.51.100.7/32']], ['203.0.113.0/24', ['203.0.113.128/25', '203.0.113.5/32', '203.0.113.0/26']],
    ['203.0.113.77/25', ['203.0.113.5/32']], ['198.51.100.7/32', []], ['192.0.2.0/31', ['192.0.2.1/32']],
  ],
  6: [
    ['2000::/3', ['2001:db8::/32', '2001:db8:1::/48']], ['2001:db8::/32', ['2001:db8:1::/48', '2001:db8::1/128']],
    ['2001:db8:1::/47', ['2001:db8:1:2::/64']], ['2001:db8:1::9/128', []],
  ],
} as const;

/** Blocks that hold pods or nodes. */
export const INNER_BLOCKS = {
  4: [
    ['0.0.0.0/0', ['10.0.0.0/8', '203.0.113.0/24', '10.0.1.0/24', '172.16.0.0/12']], ['10.0.0.0/8', ['10.0.0.0/24', '10.0.1.2/32']],
    ['10.0.1.0/24', ['10.0.1.1/32']], ['10.0.0.1/32', []], ['172.16.0.0/16', ['172.16.0.1/32']], ['0.0.0.0/0', []],
  ],
  6: [
    ['::/0', ['fd00::/16', '2001:db8::/32', 'fd00:1::/32']], ['fd00::/16', ['fd00:0::/32', 'fd00:1::2/128']],
    ['fd00:1::/32', ['fd00:1::1/128']], ['fd00::1/128', []], ['fd01::/16', ['fd01::1/128']], ['::/0', []],
  ],
} as const;
