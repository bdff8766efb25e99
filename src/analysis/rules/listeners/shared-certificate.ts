import { Category, Severity } from '../../../manifest/finding';
import { ownListeners } from '../../cluster/own-listeners';
import { reusedConnections } from '../../cluster/reused-connections';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';
import { describeListener, detection } from './misdirected';

/** A browser reuses a connection for every hostname of its certificate, also for those of another listener. */
export const sharedCertificate: Rule = {
  code: 'GW131',
  title: 'A certificate that is valid for the hostnames of two listeners',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, ListenerConditionOverlappingTLSConfig; RFC 9113, connection reuse',
  kinds: LISTENER_OWNERS,
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    const reused = reusedConnections(entry, index);
    const detected = reused.size === 0 ? undefined : detection(entry, index);
    if (detected === undefined) return [];
    return ownListeners(entry).flatMap((listener) => {
      const { by, others, secret } = reused.get(listener.path) ?? {};
      if (by !== 'certificate') return [];
      const what = secret === undefined ? 'its certificate is valid for that of' : `Secret ${secret} is the certificate of it and of`;
      return [{
        message: `listener "${listener.name}" (${listener.hostname ?? 'every hostname'}): ${what} ${describeListener(others![0], entry)} too, so `
          + `browsers carry requests for the one over on connections to the other, where they get 404; ${detected}`,
        fix: 'give each listener a certificate for its own hostname alone, or serve both hostnames with one listener',
        path: `${listener.path}.tls.certificateRefs`,
      }];
    });
  },
};
