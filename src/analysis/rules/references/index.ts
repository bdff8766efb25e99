import type { Rule } from '../../rule';
import { backendAppProtocol } from './backend-app-protocol';
import { backendExternalName } from './backend-external-name';
import { backendKind } from './backend-kind';
import { backendMissing } from './backend-missing';
import { backendPort } from './backend-port';
import { backendTransport } from './backend-transport';
import { blanketGrant } from './blanket-grant';
import { coreGroup } from './core-group';
import { extensionRef } from './extension-ref';
import { externalHostname } from './external-hostname';
import { grantKind } from './grant-kind';
import { idleGrant } from './idle-grant';
import { referenceGrant } from './reference-grant';

/** Backends, and references that cross namespaces. */
export const REFERENCE_RULES: readonly Rule[] = [
  backendPort,
  referenceGrant,
  coreGroup,
  backendMissing,
  backendExternalName,
  backendTransport,
  backendAppProtocol,
  blanketGrant,
  idleGrant,
  grantKind,
  extensionRef,
  backendKind,
  externalHostname,
];
