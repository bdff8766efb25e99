import { Category, Severity } from '../../../manifest/finding';
import { unusedCertificates } from '../../../manifest/listener-traps';
import { ownListeners } from '../../cluster/own-listeners';
import type { Entry, Rule, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';

/** A connection that is passed on is encrypted with the backend's certificate. */
export const passthroughCertificate: Rule = {
  code: 'GW123',
  title: 'A certificate on a listener that passes TLS on',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, TLSModePassthrough: certificateRefs are ignored',
  kinds: LISTENER_OWNERS,
  check: (entry: Entry): RuleResult[] => ownListeners(entry).flatMap(({ name, data, path }) =>
    unusedCertificates(data, path).map((trap) => ({ message: `listener "${name}": ${trap.reason}`, fix: trap.fix, path: trap.path }))),
};
