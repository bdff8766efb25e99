import { backendTlsValidationTraps } from './backend-tls-validation-traps';
import type { FieldProblem } from './field-problem';
import { ipTrap } from './hostname-traps';
import { isRecord } from './manifest';
import { referenceTraps } from './reference-traps';

/** What the API server takes in an XBackend and what nothing can reach. */
export function xBackendTraps(spec: unknown): FieldProblem[] {
  if (!isRecord(spec)) return [];
  const { tls } = spec;
  return [
    ...externalHostnameTraps(spec),
    ...(isRecord(tls) ? backendTlsValidationTraps(tls.validation, 'spec.tls.validation') : []),
    ...referenceTraps(spec),
  ];
}

/** A host outside of the cluster has a name. Source: Gateway API v1.6.1, ExternalHostnameBackend. */
export function externalHostnameTraps(spec: unknown): FieldProblem[] {
  const external = isRecord(spec) ? spec.externalHostname : undefined;
  return isRecord(external) ? ipTrap(external.hostname, 'spec.externalHostname.hostname', 'write its DNS name') : [];
}
