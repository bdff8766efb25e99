import { backendTlsValidationTraps } from './backend-tls-validation-traps';
import type { FieldProblem } from './field-problem';
import { ipTrap } from './hostname-traps';
import { isRecord } from './manifest';
import { referenceTraps } from './reference-traps';

/** What the API server takes in an XBackend and what nothing can reach. Source: Gateway API v1.6.1, ExternalHostnameBackend. */
export function xBackendTraps(spec: unknown): FieldProblem[] {
  if (!isRecord(spec)) return [];
  const { externalHostname, tls } = spec;
  const hostname = isRecord(externalHostname) ? externalHostname.hostname : undefined;
  return [
    ...ipTrap(hostname, 'spec.externalHostname.hostname', 'write its DNS name'),
    ...(isRecord(tls) ? backendTlsValidationTraps(tls.validation, 'spec.tls.validation') : []),
    ...referenceTraps(spec),
  ];
}
