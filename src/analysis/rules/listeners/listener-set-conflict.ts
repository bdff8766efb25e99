import { Category, Severity } from '../../../manifest/finding';
import { createdAt } from '../../cluster/effective-listeners';
import { conflictsOf, type ListenerConflict } from '../../cluster/listener-conflicts';
import { ownListeners } from '../../cluster/own-listeners';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_SET } from '../judged-kinds';
import { clashOf, distinctionOf } from './clash-text';

/** Listeners of a Gateway and its ListenerSets are one list: what comes first keeps its place. */
export const listenerSetConflict: Rule = {
  code: 'GW101',
  title: 'A listener of a ListenerSet whose place at the Gateway another one has',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ListenerSet.spec.listeners: precedence of the merged list; GEP-1713',
  kinds: [LISTENER_SET],
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    const conflicts = conflictsOf(entry, index);
    if (conflicts.size === 0) return [];
    return ownListeners(entry).flatMap(({ path }) => {
      const conflict = conflicts.get(path);
      if (conflict?.outcome !== 'lost' && conflict?.outcome !== 'winner unknown') return [];
      return [{ message: `${clashOf(conflict)}: ${outcomeOf(conflict)}`, fix: distinctionOf(conflict), path: `${path}.port` }];
    });
  },
};

function outcomeOf({ outcome, reason, listener, rival }: ListenerConflict): string {
  const { kind } = rival.owner.manifest;
  if (outcome === 'lost') {
    const order = kind === 'Gateway' ? 'the Gateway\'s own come first' : 'that ListenerSet is older, or first by name';
    return `${order}, so this one is not served (${reason})`;
  }
  const ages = [listener, rival].every(({ owner }) => createdAt(owner) !== undefined);
  return ages
    ? `where the Gateway takes both, the older one alone is served (${reason})`
    : `the older ListenerSet is served and the other one is not (${reason}), and which one that is only the cluster knows`;
}
