import type { Rule } from '../../rule';
import { admissionLabel } from './admission-label';
import { backendCertificate } from './backend-certificate';
import { certificateNames } from './certificate-names';
import { certificateSecret } from './certificate-secret';
import { certificateSecretData } from './certificate-secret-data';
import { closerListener } from './closer-listener';
import { entryPointPort } from './entry-point-port';
import { frontendAuthority } from './frontend-authority';
import { frontendPort } from './frontend-port';
import { gatewayAddress } from './gateway-address';
import { hostnameForm } from './hostname-form';
import { insecureFallback } from './insecure-fallback';
import { listenerCertificate } from './listener-certificate';
import { listenerProtocol } from './listener-protocol';
import { namespaceSelector } from './namespace-selector';
import { openListener } from './open-listener';
import { overlappingHostnames } from './overlapping-hostnames';
import { parametersKind } from './parameters-kind';
import { parametersNamespace } from './parameters-namespace';
import { passthroughCertificate } from './passthrough-certificate';
import { portableCertificates } from './portable-certificates';
import { provisionedName } from './provisioned-name';
import { reservedInfrastructure } from './reserved-infrastructure';
import { sharedCertificate } from './shared-certificate';
import { unjudgedKind } from './unjudged-kind';
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
  backendCertificate,
  certificateNames,
  certificateSecretData,
  closerListener,
  frontendAuthority,
  frontendPort,
  overlappingHostnames,
  portableCertificates,
  sharedCertificate,
  unjudgedKind,
];
