import { Category, Severity } from '../../../manifest/finding';
import { flatMap } from '../../../manifest/flat-map';
import { sameJson } from '../../../manifest/same-json';
import { backendsOf, filtersOf, itemsAt, type Part, recordAt, recordsAt } from '../../../manifest/trap-parts';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { REQUEST_KINDS } from '../judged-kinds';
import { partsOf } from './request-parts';

/** A change that a filter makes, and where it stands. */
interface Change {
  readonly what: string;
  /** The list of a header, or the rewrite. */
  readonly how: string;
  readonly value: unknown;
  readonly path: string;
}

/** Filters of a rule and of a backend meet in one request, in an order that nobody says. */
export const doubledChange: Rule = {
  code: 'GW204',
  title: 'A change that a rule and its backend both make',
  severity: Severity.WARNING,
  category: Category.PORTABILITY,
  source: 'Gateway API, HTTPBackendRef.filters: which of the two counts is not said',
  kinds: REQUEST_KINDS,
  check: (entry: Entry, context: RuleContext): RuleResult[] => partsOf(entry, context).rules.flatMap(doubledIn),
};

function doubledIn(rule: Part): RuleResult[] {
  const inner = flatMap(backendsOf(rule), (backend) => flatMap(filtersOf(backend), changesOf));
  if (inner.length === 0) return [];
  const outer = new Map(flatMap(filtersOf(rule), changesOf).map((change) => [change.what, change]));
  return inner.flatMap((change) => {
    const other = outer.get(change.what);
    if (!other || isSameInAnyOrder(change, other)) return [];
    return [{
      message: `the ${change.what} is changed here and by ${other.path}, and which of the two counts is the implementation's choice`,
      fix: 'leave one of the two out', path: change.path,
    }];
  });
}

/** Two values that are added are both there; twice the same is the same. */
function isSameInAnyOrder(a: Change, b: Change): boolean {
  return a.how === b.how && (a.how === 'add' || sameJson(a.value, b.value));
}

function changesOf(filter: Part): Change[] {
  return [
    ...['request', 'response'].flatMap((direction) => recordAt(filter, `${direction}HeaderModifier`)
      .flatMap((modifier) => headersOf(modifier, direction))),
    ...recordAt(filter, 'urlRewrite').flatMap(({ value, path }) => ['hostname', 'path']
      .filter((field) => value[field] !== undefined)
      .map((field) => ({ what: field, how: 'rewrite', value: value[field], path: `${path}.${field}` }))),
  ];
}

function headersOf({ value, path }: Part, direction: string): Change[] {
  const named = ['set', 'add'].flatMap((how) => recordsAt(value[how], `${path}.${how}`)
    .map((header) => ({ how, name: header.value.name, value: header.value.value, path: header.path })));
  const removed = itemsAt(value.remove, `${path}.remove`).map((item) => ({ how: 'remove', name: item.value, value: undefined, path: item.path }));
  return [...named, ...removed].flatMap(({ name, ...change }) =>
    (typeof name === 'string' ? [{ what: `${direction} header "${name.toLowerCase()}"`, ...change }] : []));
}
