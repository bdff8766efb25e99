import { Category, Severity } from '../../../manifest/finding';
import { conflictsOf, type ListenerConflict } from '../../cluster/listener-conflicts';
import { ownListeners } from '../../cluster/own-listeners';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';
import { clashOf, distinctionOf, isSaidOfRival } from './clash-text';

/** Listeners of one object that nothing tells apart: none of them is served. */
export const listenerConflict: Rule = {
  code: 'GW100',
  title: 'Listeners of one port that nothing tells apart',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, Gateway.spec.listeners: distinct and indistinct listeners; GEP-2644',
  kinds: LISTENER_OWNERS,
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    const conflicts = conflictsOf(entry, index);
    if (conflicts.size === 0) return [];
    return ownListeners(entry).flatMap(({ path }) => {
      const conflict = conflicts.get(path);
      if (conflict?.outcome !== 'no winner' || isRefused(conflict) || isSaidOfRival(conflict)) return [];
      return [{
        message: `${clashOf(conflict)}: the gateway serves neither (${conflict.reason})`,
        fix: distinctionOf(conflict), path: `${path}.port`,
      }];
    });
  },
};

/** Of one protocol and hostname the API server takes one listener in an object: what checks structure says so. */
function isRefused({ clash, listener, rival }: ListenerConflict): boolean {
  return (clash === 'hostname' || clash === 'port') && listener.protocol === rival.protocol;
}
