import { transportOf } from '../../../manifest/route-protocols';
import type { Entry, RuleContext } from '../../rule';
import { type Attachment, attachmentsOf } from '../attachment';
import { canBeBackend } from '../backend-kinds';
import { portsOf, protocolOf } from '../backends';
import { backendRefsOf, isService, type Reference } from '../references';
import { type Condition, type RefProblem, resolvedRefs } from './condition';
import { absent, grantProblem } from './reference-problems';

/** What a route's status says for one parentRef. */
export interface RouteParentStatus {
  readonly attachment: Attachment;
  /** Accepted and ResolvedRefs. */
  readonly conditions: readonly Condition[];
}

/**
 * The status of a route for each parentRef to a Gateway or ListenerSet, as far as the manifests decide it.
 * Source: Gateway API v1.6.1, RouteParentStatus and RouteConditionReason.
 */
export function routeStatus(route: Entry, context: RuleContext): RouteParentStatus[] {
  const references = routeResolvedRefs(route, context);
  return attachmentsOf(route, context.index).map((attachment) => {
    const { status, reason, missing } = attachment;
    const accepted: Condition = { type: 'Accepted', status, reason, ...(missing !== undefined && { missing }) };
    return { attachment, conditions: [accepted, references] };
  });
}

/** Whether the backends of a route are what it says they are. */
function routeResolvedRefs(route: Entry, context: RuleContext): Condition {
  return resolvedRefs(backendRefsOf(route.manifest).flatMap((ref) => backendProblem(route, ref, context) ?? []));
}

/** A status tells first whether a backend may be referred to: of others it does not tell whether they are there. */
function backendProblem(route: Entry, ref: Reference, context: RuleContext): RefProblem | undefined {
  if (!canBeBackend(ref)) return { reason: 'InvalidKind' };
  const refused = grantProblem(route, ref, context);
  if (refused) return refused;
  const [backend] = context.index.find(ref.group, ref.kind, ref.namespace, ref.name);
  if (!backend) return absent(ref, 'BackendNotFound', context);
  if (!isService(ref)) return { missing: `whether the implementation takes ${ref.kind} of ${ref.group} as a backend` };
  const protocols = portsOf(backend.manifest).filter(({ port }) => port === ref.port).map(protocolOf);
  if (protocols.length === 0) return { reason: 'BackendNotFound' };
  return protocols.includes(transportOf(route.manifest.kind)) ? undefined : { reason: 'UnsupportedProtocol' };
}
