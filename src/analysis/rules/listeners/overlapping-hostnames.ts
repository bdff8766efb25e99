import { Category, Severity } from '../../../manifest/finding';
import { ownListeners } from '../../cluster/own-listeners';
import { reusedConnections } from '../../cluster/reused-connections';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';
import { describeListener, detection } from './misdirected';

/** A browser carries requests for one listener over on a connection to another one, whose hostnames overlap with it. */
export const overlappingHostnames: Rule = {
  code: 'GW130',
  title: 'HTTPS listeners of one port whose hostnames overlap',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, ListenerConditionOverlappingTLSConfig; RFC 9113, connection reuse',
  kinds: LISTENER_OWNERS,
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    const reused = reusedConnections(entry, index);
    const detected = reused.size === 0 ? undefined : detection(entry, index);
    if (detected === undefined) return [];
    return ownListeners(entry).flatMap((listener) => {
      const { by, others } = reused.get(listener.path) ?? {};
      if (by !== 'hostname') return [];
      return [{
        message: `"${listener.hostname}" of listener "${listener.name}" is also among what is served on port ${listener.port} by `
          + `${others!.map((other) => describeListener(other, entry)).join(' and ')}: browsers carry requests for the one over on `
          + `connections to the other, whose routes answer them, or nothing does; ${detected}`,
        fix: 'give the two certificates that have no hostname in common, or serve all of it with one listener', path: `${listener.path}.hostname`,
      }];
    });
  },
};
