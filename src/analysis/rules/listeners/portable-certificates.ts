import { Category, Severity } from '../../../manifest/finding';
import { listenerCertificateRefs } from '../../cluster/certificates';
import { type OwnListener, ownListeners } from '../../cluster/own-listeners';
import type { Entry, Rule, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';

/** What every gateway reads is one certificate of a listener, in a Secret. */
export const portableCertificates: Rule = {
  code: 'GW128',
  title: 'Certificates that only some implementations read',
  severity: Severity.WARNING,
  category: Category.PORTABILITY,
  source: 'Gateway API, ListenerTLSConfig.certificateRefs: core support is one reference to a Secret',
  kinds: LISTENER_OWNERS,
  check: (entry: Entry): RuleResult[] => ownListeners(entry).filter(({ tlsMode }) => tlsMode !== 'Passthrough').flatMap(judge),
};

function judge(listener: OwnListener): RuleResult[] {
  const refs = listenerCertificateRefs(listener);
  const several = refs.length < 2 ? [] : [{
    message: `listener "${listener.name}" names ${refs.length} certificates, and implementations need to read one alone: `
      + 'with others the hostnames of the rest have no certificate',
    fix: 'write one certificate for all hostnames, or a listener for each', path: refs[1].path,
  }];
  const foreign = refs.filter(({ group, kind }) => group !== 'core' && (group !== '' || kind !== 'Secret'));
  const others = foreign.map(({ group, kind, path }) => ({
    message: `listener "${listener.name}" takes its certificate from ${kind} of ${group === '' ? 'the core group' : group}, which some `
      + 'implementations read; with the others it is not programmed',
    fix: 'write the certificate into a Secret of type kubernetes.io/tls, and name that', path: `${path}.kind`,
  }));
  return [...several, ...others];
}
