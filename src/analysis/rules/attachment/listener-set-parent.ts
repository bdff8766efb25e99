import { Category, Severity } from '../../../manifest/finding';
import { parentTrap } from '../../../manifest/listener-set-traps';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { LISTENER_SET } from '../judged-kinds';
import { trapResult } from '../trap-result';

/** A ListenerSet adds listeners to a Gateway. */
export const listenerSetParent: Rule = {
  code: 'GW151',
  title: 'A ListenerSet whose parent is no Gateway',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ListenerSet, ParentGatewayReference',
  kinds: [LISTENER_SET],
  check: ({ manifest }: Entry): RuleResult[] => parentTrap(specOf(manifest).parentRef)
    .map((trap) => trapResult(trap, 'no controller adds these anywhere, and none says so in the status')),
};
