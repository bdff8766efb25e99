import { overlaps } from '../../manifest/hostname';
import { GATEWAY_API } from '../../manifest/kinds';
import { groupOf, isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { kindsOfProtocol } from '../../manifest/route-protocols';
import { type ClusterIndex, namespaceOf } from './cluster-index';
import { hostnamesOf, type Reference, specOf } from './references';

/** Why a route does not attach to a listener, and what to change; undefined where it does or where the set does not tell. */
export interface Refusal {
  readonly why: string;
  readonly fix: string;
}

const NAME_LABEL = 'kubernetes.io/metadata.name';

type Listener = Record<string, unknown>;

/** Why a route attaches to none of the listeners that a parentRef names on a known Gateway. */
export function refusalOf(route: Manifest, ref: Reference, gateway: Manifest, index: ClusterIndex): Refusal | undefined {
  const relevant = namedListeners(ref, gateway);
  if (relevant.length === 0) {
    const names = listenersIn(gateway).map(({ name }) => `"${String(name)}"`).join(', ');
    return {
      why: `the Gateway has no listener ${ref.sectionName === undefined ? `on port ${ref.port}` : `"${ref.sectionName}"`}`,
      fix: `name one of its listeners: ${names}`,
    };
  }
  const refusals = relevant.map((listener) => refusalOfListener(route, listener, gateway, index));
  return refusals.every((refusal) => refusal !== undefined) ? refusals[0] : undefined;
}

/** The listeners of a known Gateway that a parentRef names and that take the route, as far as the set tells. */
export function attachedListeners(route: Manifest, ref: Reference, gateway: Manifest, index: ClusterIndex): Listener[] {
  return namedListeners(ref, gateway).filter((listener) => refusalOfListener(route, listener, gateway, index) === undefined);
}

function listenersIn(gateway: Manifest): Listener[] {
  return listOf(specOf(gateway).listeners).filter(isRecord);
}

function namedListeners({ sectionName, port }: Reference, gateway: Manifest): Listener[] {
  return listenersIn(gateway).filter((listener) => (sectionName === undefined || listener.name === sectionName)
    && (port === undefined || listener.port === port));
}

function refusalOfListener(route: Manifest, listener: Listener, gateway: Manifest, index: ClusterIndex): Refusal | undefined {
  return kindRefusal(route, listener) ?? namespaceRefusal(route, listener, gateway, index) ?? hostnameRefusal(route, listener);
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

function namespaceRefusal(route: Manifest, listener: Listener, gateway: Manifest, index: ClusterIndex): Refusal | undefined {
  const rule = isRecord(allowedRoutes(listener).namespaces) ? allowedRoutes(listener).namespaces as Listener : {};
  const namespace = namespaceOf(route);
  const home = namespaceOf(gateway);
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

/** Whether a label selector matches a namespace; undefined where its labels are not known. */
function selectorMatches(selector: unknown, namespace: string | undefined, index: ClusterIndex): boolean | undefined {
  if (!isRecord(selector) || namespace === undefined) return false;
  const [object] = index.find('', 'Namespace', undefined, namespace);
  const own = object && isRecord(object.manifest.metadata.labels) ? object.manifest.metadata.labels : {};
  // The control plane sets this one label on every namespace; the others are known where the Namespace is.
  const labels: Record<string, unknown> = { ...own, [NAME_LABEL]: namespace };
  const value = (key: string): unknown => (object || key === NAME_LABEL ? labels[key] ?? null : undefined);
  const results = [
    ...Object.entries(isRecord(selector.matchLabels) ? selector.matchLabels : {})
      .map(([key, wanted]) => same(value(key), [wanted], 'In')),
    ...listOf(selector.matchExpressions).filter(isRecord).map((expression) =>
      same(value(String(expression.key)), listOf(expression.values), String(expression.operator))),
  ];
  if (results.includes(false)) return false;
  return results.includes(undefined) ? undefined : true;
}

function same(value: unknown, wanted: unknown[], operator: string): boolean | undefined {
  if (value === undefined) return undefined;
  if (operator === 'Exists') return value !== null;
  if (operator === 'DoesNotExist') return value === null;
  return wanted.includes(value) === (operator === 'In');
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
