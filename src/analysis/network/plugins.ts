import { NETWORK_PLUGINS } from '../../manifest/egress-backends';
import { type NetworkProfile, SPECIFICATION } from './profile';

/** Plugins that read no NetworkPolicy. */
const WITHOUT_POLICIES = ['flannel', 'none'];

/** Calico matches addresses, whoever has them; Canal is Calico's policies on another network. Source: Calico, network policy. */
const CALICO: NetworkProfile = { blocksMatchPods: true };

/**
 * What is known of plugins that enforce NetworkPolicies, beyond the specification: whether address blocks hold pods. Source:
 * Cilium, policyCIDRMatchMode. Of others that is not known, so what hangs on it stays unknown.
 */
const PLUGINS: ReadonlyMap<string, NetworkProfile> = new Map<string, NetworkProfile>([
  ['cilium', { blocksMatchPods: false, networksMatchPods: false }],
  ['calico', CALICO], ['canal', CALICO],
  ['kindnet', { blocksMatchPods: true, networksMatchPods: true }],
]);

/** What is known of a plugin: facts beyond the specification, its name alone, or nothing. */
export function whatIsKnownOf(name: string): 'facts' | 'name' | 'nothing' {
  const key = name.toLowerCase();
  if (WITHOUT_POLICIES.includes(key) || PLUGINS.has(key)) return 'facts';
  return NETWORK_PLUGINS.includes(key) ? 'name' : 'nothing';
}

/** What a network plugin makes of policies; undefined where it is not known which one runs, so that nothing is assessable. */
export function profileOfPlugin(name: string | undefined): NetworkProfile {
  if (name === undefined || WITHOUT_POLICIES.includes(name.toLowerCase())) return { enforced: false };
  return { ...SPECIFICATION, ...PLUGINS.get(name.toLowerCase()) };
}

/** What holds in clusters of several network plugins: what all of them agree on, and policies where each enforces them. */
export function profileOfPlugins(names: readonly string[]): NetworkProfile {
  const profiles = names.map((name) => profileOfPlugin(name.trim() === '' ? undefined : name));
  const [first, ...others] = profiles;
  if (profiles.length === 0 || profiles.some(({ enforced }) => enforced !== true)) return { enforced: false };
  const isShared = ([key, value]: [string, unknown]): boolean =>
    others.every((one) => one[key as keyof NetworkProfile] === value);
  return Object.fromEntries(Object.entries(first).filter(isShared));
}
