import { overlaps } from '../../manifest/hostname';
import { GATEWAY_API } from '../../manifest/kinds';
import { groupOf, isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { NAME_LABEL } from '../../manifest/names';
import { kindsOfProtocol } from '../../manifest/route-protocols';
import { type ClusterIndex, namespaceOf } from './cluster-index';
import { selectorMatches } from './namespace-selector';
import { hostnamesOf, type Reference, specOf } from './references';

/** Why a route does not attach to a listener, and what to change; undefined where it does or where the set does not tell. */
export interface Refusal {
  readonly why: string;
  readonly fix: string;
}

/** Kinds that hold listeners. */
const PARENT_KINDS = ['Gateway', 'ListenerSet'];

type Listener = Record<string, unknown>;

/** The Gateway or ListenerSet that a parentRef names, where it is in the set: nothing is known of the listeners of others. */
export function knownParent({ group, kind, namespace, name }: Reference, index: ClusterIndex): Manifest | undefined {
  if (group !== GATEWAY_API || !PARENT_KINDS.includes(kind)) return undefined;
  return index.find(GATEWAY_API, kind, namespace, name)[0]?.manifest;
}

/** Why a route attaches to none of the listeners that a parentRef names on a known Gateway or ListenerSet. */
export function refusalOf(route: Manifest, ref: Reference, parent: Manifest, index: ClusterIndex): Refusal | undefined {
  const relevant = namedListeners(ref, parent);
  if (relevant.length === 0) {
    const names = listenersIn(parent).map(({ name }) => `"${String(name)}"`).join(', ');
    return {
      why: `the ${parent.kind} has no listener ${ref.sectionName === undefined ? `on port ${ref.port}` : `"${ref.sectionName}"`}`,
      fix: `name one of its listeners: ${names}`,
    };
  }
  const refusals = relevant.map((listener) => refusalOfListener(route, listener, parent, index));
  return refusals.every((refusal) => refusal !== undefined) ? refusals[0] : undefined;
}

/** The listeners of a known Gateway or ListenerSet that a parentRef names and that take the route, as far as the set tells. */
export function attachedListeners(route: Manifest, ref: Reference, parent: Manifest, index: ClusterIndex): Listener[] {
  return namedListeners(ref, parent).filter((listener) => refusalOfListener(route, listener, parent, index) === undefined);
}

function listenersIn(parent: Manifest): Listener[] {
  return listOf(specOf(parent).listeners).filter(isRecord);
}

function namedListeners({ sectionName, port }: Reference, parent: Manifest): Listener[] {
  return listenersIn(parent).filter((listener) => (sectionName === undefined || listener.name === sectionName)
    && (port === undefined || listener.port === port));
}

function refusalOfListener(route: Manifest, listener: Listener, parent: Manifest, index: ClusterIndex): Refusal | undefined {
  return kindRefusal(route, listener) ?? namespaceRefusal(route, listener, parent, index) ?? hostnameRefusal(route, listener);
}

function kindRefusal(route: Manifest, listener: Listener): Refusal | undefined {
  const named = listOf(allowedRoutes(listener).kinds).filter(isRecord)
    .filter(({ group = GATEWAY_API }) => group === groupOf(route.apiVersion)).map(({ kind }) => String(kind));
  const kinds = listOf(allowedRoutes(listener).kinds).length > 0 ? named : kindsOfProtocol(String(listener.protocol));
  if (kinds === undefined || kinds.includes(route.kind)) return undefined;
  return {
    why: `listener "${String(listener.name)}" takes ${kinds.join(', ') || 'no kind of this group'}, not ${route.kind}`,
    fix: `attach to a listener that takes ${route.kind}`,
  };
}

function namespaceRefusal(route: Manifest, listener: Listener, parent: Manifest, index: ClusterIndex): Refusal | undefined {
  const rule = isRecord(allowedRoutes(listener).namespaces) ? allowedRoutes(listener).namespaces as Listener : {};
  const namespace = namespaceOf(route);
  const home = namespaceOf(parent);
  const from = rule.from ?? 'Same';
  const admitted = from === 'All' || (from === 'Same' && namespace === home)
    || (from === 'Selector' && selectorMatches(rule.selector, namespace, index) !== false);
  if (admitted || namespace === undefined) return undefined;
  return {
    why: `listener "${String(listener.name)}" does not admit namespace "${namespace}"${from === 'Selector' ? labelHint(route, rule.selector) : ''}`,
    fix: from === 'Same' ? `admit the namespace, or move the route to "${home}"` : `admit the namespace by its ${NAME_LABEL} label`,
  };
}

/** The mistake seen most: the label that admits namespaces stands on the route. */
function labelHint(route: Manifest, selector: unknown): string {
  const wanted = isRecord(selector) && isRecord(selector.matchLabels) ? Object.entries(selector.matchLabels) : [];
  const labels = isRecord(route.metadata.labels) ? route.metadata.labels : {};
  return wanted.some(([key, value]) => labels[key] === value)
    ? `; the route carries the label ${wanted.map(([key, value]) => `${key}=${String(value)}`).join(', ')}, and the listener looks for it on the Namespace`
    : '';
}

function hostnameRefusal(route: Manifest, listener: Listener): Refusal | undefined {
  const hostnames = hostnamesOf(route);
  const own = typeof listener.hostname === 'string' && listener.hostname !== '' ? listener.hostname : undefined;
  if (hostnames.length === 0 || hostnames.some((hostname) => overlaps(own, hostname))) return undefined;
  return {
    why: `listener "${String(listener.name)}" serves ${own}, and the route claims ${hostnames.join(', ')}`,
    fix: 'claim a hostname of the listener',
  };
}

function allowedRoutes(listener: Listener): Listener {
  return isRecord(listener.allowedRoutes) ? listener.allowedRoutes : {};
}
