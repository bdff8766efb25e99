import { Category, Severity } from '../../../manifest/finding';
import { conflictsOf } from '../../cluster/listener-conflicts';
import { ownListeners } from '../../cluster/own-listeners';
import { listenerBeside } from '../../cluster/port-protocols';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';
import { describeListener } from './misdirected';

/** HTTPS and TLS share a port only where the gateway reads server names before it chooses how to go on. */
export const encryptedPort: Rule = {
  code: 'GW103',
  title: 'HTTPS and TLS listeners on one port',
  severity: Severity.WARNING,
  category: Category.PORTABILITY,
  source: 'Gateway API, Gateway.spec.listeners: compatible listeners are extended',
  kinds: LISTENER_OWNERS,
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    return ownListeners(entry).flatMap((listener) => {
      const https = listener.protocol === 'TLS' ? listenerBeside(listener, 'HTTPS', index) : undefined;
      if (!https || conflictsOf(entry, index).has(listener.path)) return [];
      return [{
        message: `listener "${listener.name}" is for TLS on port ${listener.port}, ${describeListener(https, entry)} for HTTPS: `
          + 'the name that a client sends first alone tells their connections apart, and some implementations serve neither',
        fix: 'write another port in one of the two, or acknowledge it where the implementation serves both',
        path: `${listener.path}.port`,
      }];
    });
  },
};
