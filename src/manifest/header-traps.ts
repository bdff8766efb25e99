import { type FieldProblem, fieldProblem } from './field-problem';
import { flatMap } from './flat-map';
import { controlCharacterProblem } from './http-header-checks';
import { groupCore } from './reference-traps';
import { itemsAt, type Part, recordAt, recordsAt } from './trap-parts';

/** A header as a list names it. */
interface Named {
  readonly name: unknown;
  readonly path: string;
  readonly list: string;
}

/** Later names of a header that an earlier entry names too: upper and lower case are the same to clients. */
function repeatedNames(headers: Named[], reason: string, fix: string): FieldProblem[] {
  const first = new Map<string, Named>();
  return flatMap(headers, (header) => {
    if (typeof header.name !== 'string') return [];
    const earlier = first.get(header.name.toLowerCase());
    if (earlier === undefined) {
      first.set(header.name.toLowerCase(), header);
      return [];
    }
    // One spelling twice in one list is refused by the API server itself.
    if (earlier.list === header.list && earlier.name === header.name) return [];
    return [fieldProblem(header.path, header.name, `${earlier.path} names the same header, ${reason}`, fix)];
  });
}

function namesIn({ value, path }: Part, list: string): Named[] {
  const headers = recordsAt(value[list], `${path}.${list}`);
  return headers.map((header) => ({ name: header.value.name, path: `${header.path}.name`, list }));
}

/** Conditions of one match on one header. */
export function headerMatchTraps(match: Part): FieldProblem[] {
  return [...badMatchValues(match), ...repeatedConditions(match)];
}

/** Values that no header has. */
export function badMatchValues(match: Part): FieldProblem[] {
  return badValuesIn(match, 'headers');
}

/** Further conditions of a match on a header that it has named. */
export function repeatedConditions(match: Part): FieldProblem[] {
  return repeatedNames(namesIn(match, 'headers'), 'and only the first of them counts', 'leave one of the two out');
}

function badValuesIn({ value, path }: Part, list: string): FieldProblem[] {
  return flatMap(recordsAt(value[list], `${path}.${list}`), (header) => {
    const text = header.value.value;
    const problem = typeof text === 'string' ? controlCharacterProblem(text) : undefined;
    return problem ? [fieldProblem(`${header.path}.value`, text, problem.reason, problem.fix)] : [];
  });
}

/** What is never meant in a filter of HTTP or gRPC. */
export function commonFilterTraps(filter: Part): FieldProblem[] {
  return [
    ...hostEdits(filter),
    ...flatMap(modifiersOf(filter), (modifier) => {
      const nothing = noChange(modifier);
      return nothing.length > 0 ? nothing : [...badValues(modifier), ...severalChanges(modifier)];
    }),
    ...flatMap(recordAt(filter, 'requestMirror'), (mirror) => flatMap(recordAt(mirror, 'backendRef'), groupCore)),
    ...flatMap(recordAt(filter, 'extensionRef'), groupCore),
  ];
}

function modifiersOf(filter: Part): Part[] {
  return flatMap(['requestHeaderModifier', 'responseHeaderModifier'], (field) => recordAt(filter, field));
}

/** Header filters that change nothing. */
export function emptyModifiers(filter: Part): FieldProblem[] {
  return flatMap(modifiersOf(filter), noChange);
}

/** Values that a filter gives a header and that no header has. */
export function badHeaderValues(filter: Part): FieldProblem[] {
  return flatMap(modifiersOf(filter), badValues);
}

/** Headers for which one filter has several changes. */
export function repeatedChanges(filter: Part): FieldProblem[] {
  return flatMap(modifiersOf(filter), severalChanges);
}

function changesOf(modifier: Part): Named[] {
  const { value, path } = modifier;
  const removed = itemsAt(value.remove, `${path}.remove`);
  return [
    ...namesIn(modifier, 'set'), ...namesIn(modifier, 'add'),
    ...removed.map((item) => ({ name: item.value, path: item.path, list: 'remove' })),
  ];
}

function noChange({ value, path }: Part): FieldProblem[] {
  if (!['set', 'add', 'remove'].every((list) => isEmpty(value[list]))) return [];
  return [fieldProblem(path, value, 'it changes nothing', 'write set, add or remove, or leave the filter out')];
}

function badValues(modifier: Part): FieldProblem[] {
  return flatMap(['set', 'add'], (list) => badValuesIn(modifier, list));
}

function severalChanges(modifier: Part): FieldProblem[] {
  return repeatedNames(changesOf(modifier), 'and a header has one change', 'leave one of the two out');
}

function isEmpty(list: unknown): boolean {
  return list === undefined || (Array.isArray(list) && list.length === 0);
}

/** Edits of the header Host in a filter. */
export function hostEdits(filter: Part): FieldProblem[] {
  const edits = flatMap(recordAt(filter, 'requestHeaderModifier'), changesOf)
    .filter(({ name }) => typeof name === 'string' && name.toLowerCase() === 'host');
  return edits.map(({ name, path }) => fieldProblem(
    path, name,
    'implementations such as Envoy Gateway refuse to edit Host as a header',
    'leave it out; in an HTTPRoute, a URLRewrite filter with a hostname changes it',
  ));
}
