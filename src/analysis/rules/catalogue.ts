import type { Rule, RuleMetadata } from '../rule';
import { backendPort } from './backend-port';
import { backendTlsConflict } from './backend-tls-conflict';
import { backendTlsPort } from './backend-tls-port';
import { certificateSecret } from './certificate-secret';
import { CONSTRUCT_RULES } from './construct-rules';
import { duplicateObject } from './duplicate-object';
import { meshRemainder } from './mesh-remainder';
import { mixedHostname } from './mixed-hostname';
import { mixedMeshKinds } from './mixed-mesh-kinds';
import { notInBundle } from './not-in-bundle';
import { portListenerRoute } from './port-listener-route';
import { referenceGrant } from './reference-grant';
import { roleKind } from './role-kind';
import { routeAttachment } from './route-attachment';
import { structure, unknownField } from './structure';
import { teamListenerSet } from './team-listener-set';
import { teamNamespace } from './team-namespace';
import { teamNetworkPolicy } from './team-network-policy';
import { teamReferenceGrant } from './team-reference-grant';
import { teamRouteHostname } from './team-route-hostname';
import { teamRouteKind } from './team-route-kind';
import { teamRouteParent } from './team-route-parent';
import { teamRoutePrefix } from './team-route-prefix';

/** The rules over manifests, by code. */
export const RULES: readonly Rule[] = [
  structure, unknownField, duplicateObject, notInBundle,
  roleKind, teamNamespace, teamRouteParent, teamRouteHostname, teamRoutePrefix, teamRouteKind,
  teamReferenceGrant, teamNetworkPolicy, teamListenerSet,
  routeAttachment, backendPort, referenceGrant, certificateSecret, backendTlsConflict, backendTlsPort,
  portListenerRoute, mixedHostname, mixedMeshKinds, meshRemainder,
];

/** Every code that a finding can carry. */
export const CATALOGUE: readonly RuleMetadata[] = [...RULES, ...CONSTRUCT_RULES]
  .sort((a, b) => (a.code < b.code ? -1 : 1));
