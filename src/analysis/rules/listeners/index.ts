import type { Rule } from '../../rule';
import { admissionLabel } from './admission-label';
import { certificateSecret } from './certificate-secret';
import { entryPointPort } from './entry-point-port';
import { gatewayAddress } from './gateway-address';
import { hostnameForm } from './hostname-form';
import { insecureFallback } from './insecure-fallback';
import { listenerCertificate } from './listener-certificate';
import { listenerProtocol } from './listener-protocol';
import { namespaceSelector } from './namespace-selector';
import { openListener } from './open-listener';
import { parametersKind } from './parameters-kind';
import { parametersNamespace } from './parameters-namespace';
import { passthroughCertificate } from './passthrough-certificate';
import { provisionedName } from './provisioned-name';
import { reservedInfrastructure } from './reserved-infrastructure';

/** Gateways, their classes, listeners and certificates. */
export const LISTENER_RULES: readonly Rule[] = [
  certificateSecret,
  listenerProtocol,
  hostnameForm,
  listenerCertificate,
  passthroughCertificate,
  namespaceSelector,
  admissionLabel,
  openListener,
  insecureFallback,
  reservedInfrastructure,
  gatewayAddress,
  parametersNamespace,
  parametersKind,
  provisionedName,
  entryPointPort,
];
