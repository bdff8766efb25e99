import { backendTlsValidationTraps } from '../../../manifest/backend-tls-validation-traps';
import { Category, Severity } from '../../../manifest/finding';
import { isRecord } from '../../../manifest/manifest';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { BACKEND_TLS_POLICY, X_BACKEND } from '../judged-kinds';
import { trapResult } from '../trap-result';

/** A backend's certificate is held against names. */
export const tlsValidationName: Rule = {
  code: 'GW340',
  title: 'A name that no certificate of a backend can have',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, BackendTLSPolicyValidation: the hostname is TLS\'s server name (RFC 6066) and that of the certificate',
  kinds: [BACKEND_TLS_POLICY, X_BACKEND],
  check({ manifest }: Entry): RuleResult[] {
    const { validation, tls } = specOf(manifest);
    const problems = manifest.kind === 'XBackend'
      ? backendTlsValidationTraps(isRecord(tls) ? tls.validation : undefined, 'spec.tls.validation')
      : backendTlsValidationTraps(validation, 'spec.validation');
    return problems.map((problem) => trapResult(problem, 'no connection to the backend is trusted'));
  },
};
