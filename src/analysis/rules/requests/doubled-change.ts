import { Category, Severity } from '../../../manifest/finding';
import { flatMap } from '../../../manifest/flat-map';
import { backendsOf, filtersOf, itemsAt, type Part, recordAt, recordsAt } from '../../../manifest/trap-parts';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { partsOf, REQUEST_KINDS } from './request-parts';

/** A change that a filter makes, and where it stands. */
interface Change {
  readonly what: string;
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
  check: (entry: Entry, context: RuleContext): RuleResult[] => flatMap(partsOf(entry, context).rules, doubledIn),
};

function doubledIn(rule: Part): RuleResult[] {
  const inner = flatMap(backendsOf(rule), (backend) => flatMap(filtersOf(backend), changesOf));
  if (inner.length === 0) return [];
  const outer = new Map(flatMap(filtersOf(rule), changesOf).map((change) => [change.what, change]));
  return flatMap(inner, ({ what, path }) => {
    const change = outer.get(what);
    if (!change) return [];
    return [{
      message: `the ${what} is changed here and by ${change.path}, and which of the two counts is the implementation's choice`,
      fix: 'leave one of the two out', path,
    }];
  });
}

function changesOf(filter: Part): Change[] {
  return [
    ...flatMap(['request', 'response'], (direction) =>
      flatMap(recordAt(filter, `${direction}HeaderModifier`), (modifier) => headersOf(modifier, direction))),
    ...flatMap(recordAt(filter, 'urlRewrite'), ({ value, path }) => ['hostname', 'path']
      .filter((field) => value[field] !== undefined).map((field) => ({ what: field, path: `${path}.${field}` }))),
  ];
}

function headersOf({ value, path }: Part, direction: string): Change[] {
  const named = flatMap(['set', 'add'], (list) => recordsAt(value[list], `${path}.${list}`))
    .map((header) => ({ value: header.value.name, path: header.path }));
  return flatMap([...named, ...itemsAt(value.remove, `${path}.remove`)], ({ value: name, path: at }) =>
    (typeof name === 'string' ? [{ what: `${direction} header "${name.toLowerCase()}"`, path: at }] : []));
}
