import { Category, Severity } from '../../../manifest/finding';
import { GATEWAY_API } from '../../../manifest/kinds';
import { isRecord } from '../../../manifest/manifest';
import { isAbsenceReported } from '../../cluster/absent';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { GATEWAY } from '../judged-kinds';

/** A Gateway shows its own certificate on connections with TLS, which BackendTLSPolicies ask for. */
export const backendCertificate: Rule = {
  code: 'GW135',
  title: 'A certificate for backends, none of which is spoken to with TLS',
  severity: Severity.UNKNOWN,
  category: Category.SEMANTIC,
  source: 'Gateway API, GatewayBackendTLS.clientCertificateRef',
  kinds: [GATEWAY],
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const { index, closedWorld } = context;
    if (!isAbsenceReported(entry, context)) return [];
    const { tls } = specOf(entry.manifest);
    const backend = isRecord(tls) && isRecord(tls.backend) ? tls.backend : {};
    if (!isRecord(backend.clientCertificateRef) || index.ofKind(GATEWAY_API, 'BackendTLSPolicy').length > 0) return [];
    return [{
      message: 'the Gateway has a certificate for backends, and no BackendTLSPolicy is here: '
        + 'backends without one are spoken to in clear text, and shown no certificate',
      fix: 'write a BackendTLSPolicy for the Services that ask for it, or leave spec.tls.backend out',
      path: 'spec.tls.backend.clientCertificateRef',
      // What is not needed serves all the same.
      ...(closedWorld && { severity: Severity.WARNING }),
    }];
  },
};
