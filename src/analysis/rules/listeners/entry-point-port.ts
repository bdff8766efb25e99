import { Category, Severity } from '../../../manifest/finding';
import { implementationOf } from '../../cluster/implementation-of';
import { ownListeners } from '../../cluster/own-listeners';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { GATEWAY } from '../judged-kinds';

/** An implementation with entry points opens ports when it is installed, not when a listener asks for one. */
export const entryPointPort: Rule = {
  code: 'GW141',
  title: 'A listener port that the implementation may not open',
  severity: Severity.UNKNOWN,
  category: Category.PORTABILITY,
  source: 'Gateway API, ListenerReasonPortUnavailable; the documentation of Traefik',
  kinds: [GATEWAY],
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    const facts = implementationOf(entry.manifest, index);
    if (!facts?.entryPoints) return [];
    const usual = Object.values(facts.ports);
    return ownListeners(entry).flatMap(({ name, port, path }) => (port === undefined || usual.includes(port) ? [] : [{
      message: `${facts.name} serves a listener only on a port that its installation opens as entry point, usually ${usual.join(' and ')}; `
        + `whether ${port} of listener "${name}" is one is not known, and without it the listener is not accepted`,
      fix: `write ${usual.join(' or ')}, which clients reach as 80 and 443, or open the port in the installation`, path: `${path}.port`,
    }]));
  },
};
