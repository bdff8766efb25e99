import { parseCidr } from '../../../manifest/cidr';
import { Category, Severity } from '../../../manifest/finding';
import { listOf } from '../../../manifest/manifest';
import { isAbsenceReported } from '../../cluster/absent';
import { effectiveRulesOf, type PolicyRule } from '../../cluster/network-policy';
import { specOf } from '../../cluster/references';
import { oncePerIndex } from '../../once';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { NETWORK_POLICY } from '../judged-kinds';

const ANYWHERE = new Map([[4, '0.0.0.0/0'], [6, '::/0']]);

/** Families of addresses that the Services of the set have. */
const familiesInUse = oncePerIndex((index) => {
  const families = new Set<number>();
  for (const { manifest } of index.ofKind('', 'Service')) {
    const { ipFamilies, clusterIPs, ipFamilyPolicy } = specOf(manifest);
    const texts = [...listOf(ipFamilies), ...listOf(clusterIPs)].map(String);
    if (texts.some((text) => text === 'IPv6' || text.includes(':'))) families.add(6);
    if (texts.some((text) => text === 'IPv4' || /^\d+\./.test(text))) families.add(4);
    if (ipFamilyPolicy === 'RequireDualStack') families.add(4).add(6);
  }
  return families;
});

/** Every address of one family is half of a network with both. */
export const oneFamily: Rule = {
  code: 'GW413',
  title: 'Every address of one family, and none of the other',
  severity: Severity.WARNING,
  category: Category.PORTABILITY,
  source: 'Kubernetes, IPBlock: a block is of one family; dual-stack networking',
  kinds: NETWORK_POLICY,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    return (['ingress', 'egress'] as const).flatMap((direction) =>
      judge(effectiveRulesOf(entry.manifest, direction), entry, context));
  },
};

function judge(rules: readonly PolicyRule[], entry: Entry, context: RuleContext): RuleResult[] {
  // A rule without peers holds for both families.
  const blocks = rules.flatMap(({ peers = [] }) => peers.flatMap(({ ipBlock, path }) => {
    const cidr = typeof ipBlock?.cidr === 'string' ? parseCidr(ipBlock.cidr) : undefined;
    return cidr?.length === 0 ? [{ family: cidr.family, path: `${path}.ipBlock.cidr` }] : [];
  }));
  const [first] = blocks;
  if (first === undefined || rules.some(({ peers }) => peers === undefined)) return [];
  if (blocks.some(({ family }) => family !== first.family)) return [];
  const other = first.family === 4 ? 6 : 4;
  const isUsed = familiesInUse(context.index).has(other);
  if (!isUsed && (!isAbsenceReported(entry, context) || familiesInUse(context.index).size > 0)) return [];
  return [{
    message: `${ANYWHERE.get(first.family)} is every address of IPv${first.family}, and ${
      isUsed ? `Services here have addresses of IPv${other} too: those stay closed` : `in a cluster with IPv${other} too those addresses stay closed`}`,
    fix: `write a peer for ${ANYWHERE.get(other)} too, with exceptions of its own`, path: first.path, ...(!isUsed && { severity: Severity.UNKNOWN }),
  }];
}
