import { Category, Severity } from '../../../manifest/finding';
import { conflictsOf } from '../../cluster/listener-conflicts';
import { ownListeners } from '../../cluster/own-listeners';
import { listenerBeside } from '../../cluster/port-protocols';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';

/** Connections and datagrams have ports of their own, which not every load balancer gives out under one number. */
export const transportPort: Rule = {
  code: 'GW104',
  title: 'TCP and UDP listeners on one port',
  severity: Severity.WARNING,
  category: Category.PORTABILITY,
  source: 'Gateway API, GEP-2644: implementations may support TCP and UDP on one port',
  kinds: LISTENER_OWNERS,
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    return ownListeners(entry).flatMap((listener) => {
      const tcp = listener.protocol === 'UDP' ? listenerBeside(listener, 'TCP', index) : undefined;
      if (!tcp || conflictsOf(entry, index).has(listener.path)) return [];
      return [{
        message: `listener "${listener.name}" is for UDP on port ${listener.port}, and listener "${tcp.name}" for TCP: they do not conflict, `
          + 'but an implementation, or the load balancer before it, need not serve both on one number',
        fix: 'write another port in one of the two, or acknowledge it where the implementation serves both',
        path: `${listener.path}.port`,
      }];
    });
  },
};
