import type { Manifest } from '../../manifest/manifest';
import { NAME_LABEL } from '../../manifest/names';
import { nearest } from '../../manifest/nearest';
import { placeText } from '../../manifest/object-text';
import { isProtocol, kindsOfProtocol } from '../../manifest/route-protocols';
import { quoted } from '../../manifest/text';
import { oncePerEntry } from '../once';
import { oncePerIndex } from '../once';
import type { Entry } from '../rule';
import type { AttachedListener, Stop } from './attachment';
import { type ClusterIndex, nameOf, namespaceOf } from './cluster-index';
import { shownName } from './describe-entry';
import { setsOf } from './effective-listeners';
import { labelHint, labelsApart } from './label-hint';
import { describeSelector } from './label-selector';
import { namespaceRule, takenKinds } from './listener-gate';
import { listenersByName, type OwnListener, ownListeners } from './own-listeners';
import { hostnamesOf, type Reference } from './references';

/** Why something does not attach, in one sentence, and what to change. */
export interface Refusal {
  readonly why: string;
  readonly fix: string;
}

/** Why a route does not attach, by the listeners at which it comes farthest: the first of them, or the hostnames of all. */
export function refusalBy(stops: readonly Stop[], route: Manifest, index: ClusterIndex): Refusal {
  const [{ listener, stage }] = stops;
  if (stage === 'kind') return ofKind(listener, route.kind);
  return stage === 'namespace' ? ofNamespace(listener, route, index) : ofHostname(stops.map((stop) => stop.listener), route);
}

/** Why a parentRef names no listener of its parent. */
export function noListener({ sectionName, port }: Reference, parent: Entry, index: ClusterIndex): Refusal {
  const { kind } = parent.manifest;
  const listeners = ownListeners(parent);
  const named = sectionName === undefined ? [] : listenersByName(parent).get(sectionName) ?? [];
  if (named.length > 0) {
    const { port: own } = named[0];
    return { why: `listener "${sectionName}" of the ${kind} is on port ${own}, not ${port}`, fix: `write port: ${own}, or leave the port out` };
  }
  if (sectionName === undefined && port === undefined) return { why: `the ${kind} has no listeners`, fix: 'give it one' };
  const where = sectionName === undefined ? `on port ${port}` : `"${sectionName}"`;
  const set = kind === 'Gateway' ? setsByListener(index)(parent).get(sectionName ?? port!) : undefined;
  if (set) {
    const place = placeText(namespaceOf(set.manifest), nameOf(set.manifest));
    return {
      why: `the Gateway has no listener ${where}; the one of ListenerSet ${place} is reached through that alone`,
      fix: `name the ListenerSet: { kind: ListenerSet, name: ${shownName(set.manifest)}, namespace: ${namespaceOf(set.manifest) ?? '""'} }`,
    };
  }
  return { why: `the ${kind} has no listener ${where}`, fix: closest(listeners, sectionName) };
}

/** The first ListenerSet of a Gateway that has a listener of a name, or on a port. */
const setsByListener = oncePerIndex((index) => oncePerEntry((gateway) => {
  const sets = new Map<string | number, Entry>();
  for (const { owner, name, port } of setsOf(gateway, index).flatMap(ownListeners)) {
    for (const key of [name, port]) if (key !== undefined && !sets.has(key)) sets.set(key, owner);
  }
  return sets;
}));

function closest(listeners: readonly OwnListener[], sectionName: string | undefined): string {
  const names = listeners.map(({ name }) => name);
  const near = sectionName === undefined ? undefined : nearest(sectionName, names);
  return near === undefined ? `name one of its listeners: ${quoted(names)}` : `write sectionName: ${near}`;
}

function ofKind(listener: OwnListener, kind: string): Refusal {
  const { name, protocol } = listener;
  if (!isProtocol(protocol)) {
    return { why: `listener "${name}" takes no routes: Gateway API has no protocol "${protocol}"`, fix: 'correct the protocol of the listener' };
  }
  const served = kindsOfProtocol(protocol);
  const taken = (takenKinds(listener) ?? []).join(', ') || 'no kind of Gateway API';
  return {
    why: served?.includes(kind) === false
      ? `listener "${name}" with protocol ${protocol} takes ${taken}, not ${kind}`
      : `listener "${name}" takes ${taken}, not ${kind}: its allowedRoutes say so`,
    fix: `attach to a listener that takes ${kind}`,
  };
}

function ofNamespace({ name, data, owner }: OwnListener, route: Manifest, index: ClusterIndex): Refusal {
  const { from = 'Same', selector } = namespaceRule(data);
  const namespace = namespaceOf(route);
  const hint = from === 'Selector' ? `${labelsApart(namespace, selector, index)}${labelHint(route, selector, 'listener')}` : '';
  return {
    why: `listener "${name}" does not admit namespace "${namespace ?? ''}"${hint}`,
    fix: from === 'Same'
      ? `admit the namespace, or move the route to "${namespaceOf(owner.manifest) ?? ''}"`
      : `admit the namespace by its ${NAME_LABEL} label`,
  };
}

/** Where labels decide whether a route attaches, of a Namespace that is not here. */
export function openAdmission(listeners: readonly AttachedListener[], route: Manifest): Refusal | undefined {
  const namespace = namespaceOf(route);
  if (listeners.length === 0 || namespace === undefined) return undefined;
  const [{ listener: { name, data } }] = listeners;
  const { selector } = namespaceRule(data);
  const hint = labelHint(route, selector, 'listener');
  return {
    why: `listener "${name}" admits namespaces with ${describeSelector(selector)}, and Namespace "${namespace}" is not here${hint}`,
    fix: `give the manifest of the Namespace too, or admit it by its ${NAME_LABEL} label`,
  };
}

/** Most hostnames that a message lists. */
const SHOWN = 8;

function ofHostname(listeners: readonly OwnListener[], route: Manifest): Refusal {
  const served = [...new Set(listeners.map(({ hostname }) => hostname))];
  const more = served.length > SHOWN ? ` and ${served.length - SHOWN} more` : '';
  const who = listeners.length === 1 ? `listener "${listeners[0].name}" serves` : 'the listeners that would take it serve';
  return {
    why: `${who} ${served.slice(0, SHOWN).join(', ')}${more}, and the route claims ${hostnamesOf(route).slice(0, SHOWN).join(', ')}`,
    fix: `claim a hostname of ${listeners.length === 1 ? 'the listener' : 'one of them'}`,
  };
}
