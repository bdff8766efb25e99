import { getOrAdd, push } from '../../manifest/group-by';
import { jsonText } from '../../manifest/json-text';
import { GATEWAY_API, ROUTE_KINDS } from '../../manifest/kinds';
import { NAME_LABEL } from '../../manifest/names';
import { oncePerIndex } from '../once';
import { namesIn } from './admissions';
import { type ClusterIndex, nameOf, namespaceOf } from './cluster-index';
import { labelsOf, type Requirement, requirementsOf } from './label-selector';
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

/** The Namespaces of the set by each of their labels, and by its key alone. */
const byLabel = oncePerIndex((index) => {
  const found = new Map<string, string[]>();
  for (const { manifest } of index.ofKind('', 'Namespace')) {
    const name = nameOf(manifest);
    for (const [key, value] of name === undefined ? [] : labelsOf(manifest.metadata)) {
      push(found, labelOf(key, value), name!);
      push(found, labelOf(key), name!);
    }
  }
  return found;
});

const labelOf = (...label: unknown[]): string => jsonText(label);

/** The first namespaces of the set that a selector matches, as far as their labels are here. */
export function matchedNamespaces(selector: Record<string, unknown>, index: ClusterIndex, limit: number): readonly string[] {
  const requirements = requirementsOf(selector);
  const key = jsonText([limit, requirements]);
  return getOrAdd(answered(index), key, () => find(selector, candidatesOf(requirements, index), index, limit));
}

const answered = oncePerIndex(() => new Map<string, readonly string[]>());

function find(selector: Record<string, unknown>, candidates: Iterable<string>, index: ClusterIndex, limit: number): string[] {
  const matched: string[] = [];
  for (const name of candidates) {
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
  // The control plane's own label is on all of them.
  const exists = requirements.find(({ key, operator }) => operator === 'Exists' && key !== NAME_LABEL);
  if (exists) return byLabel(index).get(labelOf(exists.key)) ?? [];
  const wanted = requirements.find(({ operator }) => operator === 'In');
  if (!wanted) return known;
  const lists = [...new Set(wanted.values)].map((value) => byLabel(index).get(labelOf(wanted.key, value)) ?? []);
  return lists.length === 1 ? lists[0] : lists.flat();
}
