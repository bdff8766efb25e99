import { GATEWAY_API } from '../../../manifest/kinds';
import { isRecord, listOf } from '../../../manifest/manifest';
import { PROTOCOLS } from '../../../manifest/route-protocols';
import type { Entry, RuleContext } from '../../rule';
import { attachedRoutes } from '../attached-routes';
import { authorityRefsOf } from '../frontend-tls';
import { gatewayOf } from '../gateway-of';
import { conflictsOf, type ListenerConflict } from '../listener-conflicts';
import { isServed, namedKinds, type RouteType, takenKinds } from '../listener-gate';
import type { OwnListener } from '../own-listeners';
import { certificateRefsOf, type Reference, specOf } from '../references';
import { type Condition, type RefProblem, resolvedRefs, unknown } from './condition';
import { authorityProblem, certificateProblem } from './reference-problems';

/** For each reference what is wrong with it, or nothing. */
type Problems = ReadonlyArray<RefProblem | undefined>;

/** What the status of a Gateway or ListenerSet says of a listener. */
export interface ListenerStatus {
  readonly name: string;
  /** Undefined for a protocol of an implementation's own. */
  readonly supportedKinds?: readonly RouteType[];
  /** Undefined where it is not known. */
  readonly attachedRoutes?: number;
  /** Conflicted, Accepted, ResolvedRefs, Programmed. */
  readonly conditions: readonly Condition[];
}

/** The status of a listener, as far as the manifests decide it. Source: Gateway API v1.6.1, ListenerStatus. */
export function listenerStatus(listener: OwnListener, context: RuleContext): ListenerStatus {
  const conflicted = conflictedOf(conflictsOf(listener.owner, context.index).get(listener.path));
  const certificates = certificateProblems(listener, context);
  const authorities = authorityProblems(listener, context);
  const accepted = acceptedOf(listener, conflicted, authorities);
  const kinds = takenKinds(listener);
  const attached = attachedRoutes(listener, context.index);
  return {
    name: listener.name,
    ...(kinds && { supportedKinds: kinds.map((kind) => ({ group: GATEWAY_API, kind })) }),
    ...(attached !== undefined && { attachedRoutes: attached }),
    conditions: [
      conflicted, accepted,
      resolvedRefs([...certificates, ...authorities, ...kindProblems(listener)].flatMap((problem) => problem ?? [])),
      programmedOf(listener, accepted, certificates),
    ],
  };
}

function conflictedOf(conflict: ListenerConflict | undefined): Condition {
  const type = 'Conflicted';
  if (!conflict) return { type, status: 'False', reason: 'NoConflicts' };
  const { outcome, reason, rival } = conflict;
  if (outcome === 'lost' || outcome === 'no winner') return { type, status: 'True', reason };
  const missing = outcome === 'unless supported'
    ? 'whether the implementation supports TLSRouteModeMixed'
    : `who is older: the owner of the listener, or the one of listener "${rival.name}"`;
  return { ...unknown(type, missing), reason };
}

function acceptedOf({ protocol }: OwnListener, conflicted: Condition, authorities: Problems): Condition {
  const type = 'Accepted';
  if (protocol.includes('/')) return unknown(type, `whether the implementation knows protocol "${protocol}"`);
  if (!PROTOCOLS.includes(protocol)) return { type, status: 'False', reason: 'UnsupportedProtocol' };
  if (conflicted.status === 'True') return { ...conflicted, type, status: 'False' };
  if (conflicted.status === 'Unknown') return { ...conflicted, type };
  if (areAllWrong(authorities)) return { type, status: 'False', reason: 'NoValidCACertificate' };
  return { type, status: 'True', reason: 'Accepted' };
}

/**
 * Whether it is programmed is up to the data plane; what is not accepted, or shows no certificate, is not. A ListenerSet names
 * the conflict again, as the conformance tests ask; for a Gateway's own listener the API has `Invalid`.
 */
function programmedOf({ owner }: OwnListener, accepted: Condition, certificates: Problems): Condition {
  const type = 'Programmed';
  const isInvalid = accepted.status === 'False' || areAllWrong(certificates);
  if (!isInvalid) return unknown(type, 'the data plane');
  const isConflict = owner.manifest.kind === 'ListenerSet' && CONFLICTS.includes(accepted.reason);
  return { type, status: 'False', reason: isConflict ? accepted.reason : 'Invalid' };
}

const CONFLICTS: readonly string[] = ['HostnameConflict', 'ProtocolConflict'];

function areAllWrong(problems: Problems): boolean {
  return problems.length > 0 && problems.every((problem) => problem !== undefined && 'reason' in problem);
}

/** Kinds that the protocol does not serve. Source: Gateway API v1.6.1, AllowedRoutes.kinds. */
function kindProblems(listener: OwnListener): RefProblem[] {
  return namedKinds(listener).flatMap((type): RefProblem[] => {
    if (isServed(listener, type) === false) return [{ reason: 'InvalidRouteKinds' }];
    return type.group === GATEWAY_API ? [] : [{ missing: `whether the implementation has kind ${type.kind} of ${type.group}` }];
  });
}

function certificateProblems({ owner, path, tlsMode }: OwnListener, context: RuleContext): Problems {
  if (tlsMode !== 'Terminate') return [];
  return certificateRefsOf(owner.manifest).filter((ref) => ref.path.startsWith(`${path}.`))
    .map((ref) => certificateProblem(owner, ref, 'InvalidCertificateRef', context));
}

/** The authorities by which clients of an HTTPS listener are judged stand at its Gateway. */
function authorityProblems({ owner, protocol, port }: OwnListener, context: RuleContext): Problems {
  const gateway = gatewayOf(owner, context.index);
  if (protocol !== 'HTTPS' || !gateway) return [];
  return authoritiesAt(gateway, port).map((ref) => authorityProblem(gateway, ref, context));
}

/** What stands at a port goes before the default. Source: Gateway API v1.6.1, FrontendTLSConfig. */
function authoritiesAt({ manifest }: Entry, port: number | undefined): Reference[] {
  const { tls } = specOf(manifest);
  const frontend = isRecord(tls) && isRecord(tls.frontend) ? tls.frontend : {};
  const at = listOf(frontend.perPort).findIndex((one) => isRecord(one) && one.port === port);
  const prefix = `spec.tls.frontend.${at < 0 ? 'default' : `perPort[${at}]`}.`;
  return authorityRefsOf(manifest).filter(({ path }) => path.startsWith(prefix));
}
