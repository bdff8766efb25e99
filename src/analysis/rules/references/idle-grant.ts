import { Category, Severity } from '../../../manifest/finding';
import { GATEWAY_API, isRoute } from '../../../manifest/kinds';
import { isRecord, listOf } from '../../../manifest/manifest';
import { wordOf } from '../../../manifest/problem';
import { namespaceOf } from '../../cluster/cluster-index';
import { grantUses } from '../../cluster/grant-uses';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { REFERENCE_GRANT } from '../judged-kinds';

/** Inside a namespace nothing needs a grant; and one that nobody uses is an open door. */
export const idleGrant: Rule = {
  code: 'GW306',
  title: 'A ReferenceGrant that permits nothing that needs it',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, ReferenceGrant: it is for references from other namespaces',
  kinds: [REFERENCE_GRANT],
  check({ manifest }: Entry, context: RuleContext): RuleResult[] {
    const namespace = namespaceOf(manifest);
    const { from, to } = specOf(manifest);
    if (namespace === undefined) return [];
    return listOf(from).flatMap((peer, i) => {
      if (!isRecord(peer)) return [];
      if (peer.namespace === namespace) return [ofItself(namespace, i)];
      return context.closedWorld === true ? unused(peer, listOf(to).filter(isRecord), namespace, i, context) : [];
    });
  },
};

function ofItself(namespace: string, i: number): RuleResult {
  return {
    message: `it is for references from namespace "${namespace}", its own, and those need no grant`,
    fix: 'leave the entry out, or write the namespace that refers from outside', path: `spec.from[${i}].namespace`,
  };
}

type Data = Record<string, unknown>;

/** Where nothing exists beside the set it is known whether somebody refers. Of implementations' own kinds it is not known how. */
function unused(peer: Data, targets: readonly Data[], namespace: string, i: number, context: RuleContext): RuleResult[] {
  const from = { group: wordOf(peer.group), kind: wordOf(peer.kind), namespace: wordOf(peer.namespace) };
  const isRead = isRoute({ apiVersion: `${from.group}/v1`, kind: from.kind })
    || (from.group === GATEWAY_API && ['Gateway', 'ListenerSet'].includes(from.kind));
  const uses = targets.some(({ group, kind, name = '' }) =>
    grantUses(context).uses(from, { group: String(group), kind: String(kind), namespace, name: String(name) }));
  if (!isRead || uses) return [];
  return [{
    message: `no ${from.kind} of namespace "${from.namespace}" refers to what it opens, so it is an open door that nobody uses`,
    fix: 'leave the entry out until something refers', path: `spec.from[${i}]`,
  }];
}
