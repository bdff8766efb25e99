import { Category, Severity } from '../../../manifest/finding';
import { CUSTOM_PROTOCOL, protocolTrap } from '../../../manifest/listener-traps';
import { type OwnListener, ownListeners } from '../../cluster/own-listeners';
import type { Entry, Rule, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';
import { trapResult } from '../trap-result';

/** The API server takes any word as protocol; gateways know those of the API, and each its own. */
export const listenerProtocol: Rule = {
  code: 'GW120',
  title: 'A listener protocol that Gateway API does not have',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ProtocolType and ListenerReasonUnsupportedProtocol',
  kinds: LISTENER_OWNERS,
  check: (entry: Entry): RuleResult[] => ownListeners(entry).flatMap((listener) => [
    ...protocolTrap(listener.data, listener.path).map((trap) => trapResult(trap, 'the gateway does not accept the listener')),
    ...ofImplementation(listener),
  ]),
};

function ofImplementation({ protocol, path }: OwnListener): RuleResult[] {
  if (!CUSTOM_PROTOCOL.test(protocol)) return [];
  return [{
    message: `protocol "${protocol}" is the own one of an implementation; every other does not accept the listener`,
    fix: 'write HTTP, HTTPS, TLS, TCP or UDP, or acknowledge it where the implementation stays',
    path: `${path}.protocol`, severity: Severity.WARNING, category: Category.PORTABILITY,
  }];
}
