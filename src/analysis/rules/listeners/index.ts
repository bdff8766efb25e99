import type { Rule } from '../../rule';
import { admissionLabel } from './admission-label';
import { backendCertificate } from './backend-certificate';
import { certificateNames } from './certificate-names';
import { certificateSecret } from './certificate-secret';
import { certificateSecretData } from './certificate-secret-data';
import { certificateWriters } from './certificate-writers';
import { closerListener } from './closer-listener';
import { encryptedPort } from './encrypted-port';
import { entryPointPort } from './entry-point-port';
import { frontendAuthority } from './frontend-authority';
import { frontendPort } from './frontend-port';
import { gatewayAddress } from './gateway-address';
import { gatewayClass } from './gateway-class';
import { hostnameForm } from './hostname-form';
import { insecureFallback } from './insecure-fallback';
import { listenerCertificate } from './listener-certificate';
import { listenerConflict } from './listener-conflict';
import { listenerProtocol } from './listener-protocol';
import { listenerSetConflict } from './listener-set-conflict';
import { namespaceSelector } from './namespace-selector';
import { openListener } from './open-listener';
import { overlappingHostnames } from './overlapping-hostnames';
import { parametersKind } from './parameters-kind';
import { parametersNamespace } from './parameters-namespace';
import { passthroughCertificate } from './passthrough-certificate';
import { portableCertificates } from './portable-certificates';
import { provisionedName } from './provisioned-name';
import { reservedInfrastructure } from './reserved-infrastructure';
import { routeKinds } from './route-kinds';
import { sharedCertificate } from './shared-certificate';
import { skippedByIssuer } from './skipped-by-issuer';
import { tlsModes } from './tls-modes';
import { transportPort } from './transport-port';
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
  skippedByIssuer,
  unjudgedKind,
  listenerConflict,
  listenerSetConflict,
  tlsModes,
  encryptedPort,
  transportPort,
  routeKinds,
  gatewayClass,
  certificateWriters,
];
