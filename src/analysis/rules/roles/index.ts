import type { Rule } from '../../rule';
import { roleKind } from './role-kind';
import { teamListenerSet } from './team-listener-set';
import { teamNamespace } from './team-namespace';
import { teamNetworkPolicy } from './team-network-policy';
import { teamReferenceGrant } from './team-reference-grant';
import { teamRouteHostname } from './team-route-hostname';
import { teamRouteKind } from './team-route-kind';
import { teamRouteParent } from './team-route-parent';
import { teamRoutePrefix } from './team-route-prefix';

/** What a role may write. */
export const ROLE_RULES: readonly Rule[] = [
  roleKind,
  teamNamespace,
  teamRouteParent,
  teamRouteHostname,
  teamRoutePrefix,
  teamRouteKind,
  teamReferenceGrant,
  teamNetworkPolicy,
  teamListenerSet,
];
