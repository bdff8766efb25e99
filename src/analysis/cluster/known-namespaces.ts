import { jsonText } from '../../manifest/json-text';
import { GATEWAY_API, ROUTE_KINDS } from '../../manifest/kinds';
import { isRecord } from '../../manifest/manifest';
import { push } from '../group-by';
import { oncePerIndex } from '../once-per-index';
import { namesIn } from './admissions';
import { type ClusterIndex, nameOf, namespaceOf } from './cluster-index';
import { type Requirement, requirementsOf } from './label-selector';
import { selectorMatches } from './namespace-selector';

/** The namespaces that are in the set, and those that its routes and ListenerSets stand in. */
const knownNamespaces = oncePerIndex((index): ReadonlySet<string> => {
  const names = [
    ...index.ofKind('', 'Namespace').map(({ manifest }) => nameOf(manifest)),
    ...[...ROUTE_KINDS, 'ListenerSet'].flatMap((kind) => index.ofKind(GATEWAY_API, kind))
      .map(({ manifest }) => namespaceOf(manifest)),
  ];
  return new Set(names.filter((name) => name !== undefined));
});

/** The Namespaces of the set by each of their labels. */
const byLabel = oncePerIndex((index) => {
  const found = new Map<string, string[]>();
  for (const { manifest } of index.ofKind('', 'Namespace')) {
    const name = nameOf(manifest);
    const labels = isRecord(manifest.metadata) && isRecord(manifest.metadata.labels) ? manifest.metadata.labels : {};
    for (const [key, value] of name === undefined ? [] : Object.entries(labels)) push(found, labelOf(key, value), name!);
  }
  return found;
});

const labelOf = (key: string, value: unknown): string => jsonText([key, value]);

/** The first namespaces of the set that a selector matches, as far as their labels are here. */
export function matchedNamespaces(selector: Record<string, unknown>, index: ClusterIndex, limit: number): string[] {
  const matched: string[] = [];
  for (const name of candidatesOf(requirementsOf(selector), index)) {
    if (matched.length === limit) break;
    if (selectorMatches(selector, name, index) === true) matched.push(name);
  }
  return matched;
}

/** Those that one requirement leaves: looked up where that is possible, so that many selectors and namespaces take no time. */
function candidatesOf(requirements: readonly Requirement[], index: ClusterIndex): Iterable<string> {
  const known = knownNamespaces(index);
  const names = namesIn(requirements);
  if (names) return new Set(names.filter((name): name is string => typeof name === 'string' && known.has(name)));
  const wanted = requirements.find(({ operator }) => operator === 'In');
  if (!wanted) return known;
  const lists = [...new Set(wanted.values)].map((value) => byLabel(index).get(labelOf(wanted.key, value)) ?? []);
  return lists.length === 1 ? lists[0] : lists.flat();
}
