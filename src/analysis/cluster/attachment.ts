import { flatMap } from '../../manifest/flat-map';
import { covers, overlaps } from '../../manifest/hostname';
import { GATEWAY_API } from '../../manifest/kinds';
import { objectText } from '../../manifest/object-text';
import { hasHostnames } from '../../manifest/route-protocols';
import { oncePerKey } from '../once';
import type { Entry } from '../rule';
import { noListener, type Refusal, refusalBy } from './attachment-refusal';
import { type ClusterIndex, namespaceOf } from './cluster-index';
import { admitsNamespace, gateOf } from './listener-gate';
import { listenersByName, type OwnListener, ownListeners } from './own-listeners';
import { hostnamesOf, parentRefsOf, type Reference } from './references';

/** What the condition Accepted of a route says for one parentRef. Source: Gateway API v1.6.1, RouteConditionReason. */
type AttachmentReason =
  | 'Accepted' | 'NoMatchingParent' | 'NotAllowedByListeners' | 'NoMatchingListenerHostname' | 'Pending';

/** A listener that a route attaches to. */
export interface AttachedListener {
  readonly listener: OwnListener;
  /** What both serve; empty for every hostname. */
  readonly hostnames: readonly string[];
  /** False where labels of the route's namespace, which is not here, decide it. */
  readonly certain: boolean;
}

/** What comes of one parentRef of a route. */
export interface Attachment {
  readonly ref: Reference;
  /** The Gateway or ListenerSet, where it is in the set. */
  readonly parent?: Entry;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: AttachmentReason;
  readonly listeners: readonly AttachedListener[];
  /** Hostnames of the route that no listener serves, though it attaches. */
  readonly dropped: readonly string[];
  /** Where it does not attach: why, and what to change. */
  readonly refusal?: Refusal;
  /** Where it is not known: what would decide it. */
  readonly missing?: string;
}

/** Kinds that hold listeners. */
const PARENT_KINDS = ['Gateway', 'ListenerSet'];

/** Whether a parent holds listeners; others are for a mesh, or an implementation's own. */
export function isListenerParent({ group, kind }: Reference): boolean {
  return group === GATEWAY_API && PARENT_KINDS.includes(kind);
}

/** The Gateway or ListenerSet that a reference names, where it is in the set. */
export function parentEntry(ref: Reference, index: ClusterIndex): Entry | undefined {
  return isListenerParent(ref) ? index.find(ref.group, ref.kind, ref.namespace, ref.name)[0] : undefined;
}

/** What comes of each parentRef of a route that names a Gateway or ListenerSet, in their order. */
export const attachmentsOf = oncePerKey((route: Entry, index): readonly Attachment[] =>
  parentRefsOf(route.manifest).filter(isListenerParent).map((ref) => attachmentOf(route, ref, index)));

/** The listeners that a route attaches to, by any of its parentRefs. */
export function attachedListeners(route: Entry, index: ClusterIndex): AttachedListener[] {
  return flatMap(attachmentsOf(route, index), ({ listeners }) => listeners);
}

function attachmentOf(route: Entry, ref: Reference, index: ClusterIndex): Attachment {
  const parent = parentEntry(ref, index);
  if (!parent) return { ref, ...UNKNOWN, missing: objectText(ref) };
  const named = namedListeners(ref, parent);
  if (named.length === 0) {
    return { ref, parent, ...NOT_ATTACHED, reason: 'NoMatchingParent', refusal: noListener(ref, parent, index) };
  }
  const { attached, stopped } = tryEach(route, named, index);
  if (attached.length === 0) {
    const refusal = refusalBy(stopped, route.manifest, index);
    const reason = stopped[0].stage === 'hostname' ? 'NoMatchingListenerHostname' : 'NotAllowedByListeners';
    return { ref, parent, ...NOT_ATTACHED, reason, refusal };
  }
  const result = { ref, parent, listeners: attached, dropped: droppedOf(route, attached) };
  if (attached.some(({ certain }) => certain)) return { ...result, status: 'True', reason: 'Accepted' };
  return { ...result, status: 'Unknown', reason: 'Pending', missing: `Namespace ${namespaceOf(route.manifest) ?? 'of the route'}` };
}

const UNKNOWN = { status: 'Unknown', reason: 'Pending', listeners: [], dropped: [] } as const;
const NOT_ATTACHED = { status: 'False', listeners: [], dropped: [] } as const;

/** The listeners of a parent that a parentRef is for: name and port count where they are given. */
export function namedListeners({ sectionName, port }: Reference, parent: Entry): readonly OwnListener[] {
  const all = sectionName === undefined ? ownListeners(parent) : listenersByName(parent).get(sectionName) ?? [];
  return port === undefined ? all : all.filter((listener) => listener.port === port);
}

/** How far a route comes at a listener that does not take it. */
const STAGES = ['kind', 'namespace', 'hostname'] as const;

/** A listener that does not take a route, and what stands against it. */
export interface Stop {
  readonly listener: OwnListener;
  readonly stage: (typeof STAGES)[number];
}

/** The listeners that take a route; where none does, those at which it comes farthest. */
function tryEach(
  { manifest }: Entry, listeners: readonly OwnListener[], index: ClusterIndex,
): { attached: AttachedListener[]; stopped: Stop[] } {
  const attached: AttachedListener[] = [];
  let stopped: Stop[] = [];
  const stop = (listener: OwnListener, stage: Stop['stage']): void => {
    if (attached.length > 0) return;
    const farther = stopped.length === 0 ? 1 : STAGES.indexOf(stage) - STAGES.indexOf(stopped[0].stage);
    if (farther > 0) stopped = [{ listener, stage }];
    else if (farther === 0) stopped.push({ listener, stage });
  };
  const namespace = namespaceOf(manifest);
  const claimed = hasHostnames(manifest.kind) ? hostnamesOf(manifest) : [];
  for (const listener of listeners) {
    const { kinds } = gateOf(listener, index);
    if (kinds?.includes(manifest.kind) === false) stop(listener, 'kind');
    else {
      const admitted = admitsNamespace(listener, namespace, index);
      const hostnames = admitted === false ? undefined : intersection(listener.hostname, claimed);
      if (hostnames !== undefined) attached.push({ listener, hostnames, certain: admitted === true });
      else stop(listener, admitted === false ? 'namespace' : 'hostname');
    }
  }
  return { attached, stopped };
}

/** What a listener and a route both serve; undefined where it is nothing. Source: Gateway API v1.6.1, HTTPRouteSpec.hostnames. */
function intersection(listener: string | undefined, claimed: readonly string[]): string[] | undefined {
  if (claimed.length === 0) return listener === undefined ? [] : [listener];
  const both = claimed.flatMap((hostname) => {
    if (covers(listener, hostname)) return [hostname];
    return covers(hostname, listener) ? [listener!] : [];
  });
  return both.length === 0 ? undefined : both;
}

function droppedOf({ manifest }: Entry, attached: readonly AttachedListener[]): string[] {
  const claimed = hasHostnames(manifest.kind) ? hostnamesOf(manifest) : [];
  return claimed.filter((hostname) => !attached.some(({ listener }) => overlaps(listener.hostname, hostname)));
}
