import { type Cidr, cidrContains, parseCidr } from '../../../manifest/cidr';
import { Category, Severity } from '../../../manifest/finding';
import { listOf } from '../../../manifest/manifest';
import { isAbsenceReported } from '../../cluster/absent';
import { clusterAddressIn } from '../../cluster/cluster-addresses';
import { allEffectiveRulesOf, type Peer } from '../../cluster/network-policy';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { NETWORK_POLICY } from '../judged-kinds';

/** Blocks from which clusters take the addresses of their pods and Services: RFC 1918, RFC 6598, RFC 4193. */
const PRIVATE: readonly Cidr[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7']
  .flatMap((text) => parseCidr(text) ?? []);

/** Address blocks are for what is outside of the cluster. */
export const clusterBlock: Rule = {
  code: 'GW412',
  title: 'An address block for what is inside of the cluster',
  severity: Severity.WARNING,
  category: Category.PORTABILITY,
  source: 'Kubernetes, IPBlock: meant for addresses outside of the cluster; Cilium: blocks take no pods and no nodes',
  kinds: NETWORK_POLICY,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    return allEffectiveRulesOf(entry.manifest).flatMap(({ peers = [] }) => peers.flatMap((peer) => judge(peer, entry, context)));
  },
};

function judge({ ipBlock, path }: Peer, entry: Entry, context: RuleContext): RuleResult[] {
  const { cidr: text, except } = ipBlock ?? {};
  const cidr = typeof text === 'string' ? parseCidr(text) : undefined;
  if (cidr === undefined || !PRIVATE.some((one) => cidrContains(one, cidr))) return [];
  const excepted = listOf(except).flatMap((one) => (typeof one === 'string' ? parseCidr(one) ?? [] : []));
  const known = clusterAddressIn(cidr, excepted, context.index);
  const result = { fix: 'name pods and namespaces by selectors, and keep blocks for what is outside of the cluster', path: `${path}.ipBlock.cidr` };
  if (known) {
    return [{
      ...result,
      message: `${String(text)} holds an address of ${known.of}, and not every network plugin takes what is inside of the cluster by its address: `
        + 'Cilium does not, and Services are translated before',
    }];
  }
  if (!isAbsenceReported(entry, context)) return [];
  return [{
    ...result, severity: Severity.UNKNOWN,
    message: `${String(text)} is a private block, and whether pods or Services of the cluster have addresses of it is not known: `
      + 'not every network plugin takes those by their address',
  }];
}
