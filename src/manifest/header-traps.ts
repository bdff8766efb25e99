import { type FieldProblem, fieldProblem } from './field-problem';
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
  return headers.flatMap((header) => {
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
  return [
    ...badValuesIn(match, 'headers'),
    ...repeatedNames(namesIn(match, 'headers'), 'and only the first of them counts', 'leave one of the two out'),
  ];
}

function badValuesIn({ value, path }: Part, list: string): FieldProblem[] {
  return recordsAt(value[list], `${path}.${list}`).flatMap((header) => {
    const text = header.value.value;
    const problem = typeof text === 'string' ? controlCharacterProblem(text) : undefined;
    return problem ? [fieldProblem(`${header.path}.value`, text, problem.reason, problem.fix)] : [];
  });
}

/** What is never meant in a filter of HTTP or gRPC. */
export function commonFilterTraps(filter: Part): FieldProblem[] {
  const request = recordAt(filter, 'requestHeaderModifier');
  return [
    ...request.flatMap(hostEdits),
    ...[...request, ...recordAt(filter, 'responseHeaderModifier')].flatMap(modifierTraps),
    ...recordAt(filter, 'requestMirror').flatMap((mirror) => recordAt(mirror, 'backendRef')).flatMap(groupCore),
    ...recordAt(filter, 'extensionRef').flatMap(groupCore),
  ];
}

function changesOf(modifier: Part): Named[] {
  const { value, path } = modifier;
  const removed = itemsAt(value.remove, `${path}.remove`);
  return [
    ...namesIn(modifier, 'set'), ...namesIn(modifier, 'add'),
    ...removed.map((item) => ({ name: item.value, path: item.path, list: 'remove' })),
  ];
}

function modifierTraps(modifier: Part): FieldProblem[] {
  if (['set', 'add', 'remove'].every((list) => isEmpty(modifier.value[list]))) {
    const fix = 'write set, add or remove, or leave the filter out';
    return [fieldProblem(modifier.path, modifier.value, 'it changes nothing', fix)];
  }
  return [
    ...['set', 'add'].flatMap((list) => badValuesIn(modifier, list)),
    ...repeatedNames(changesOf(modifier), 'and a header has one change', 'leave one of the two out'),
  ];
}

function isEmpty(list: unknown): boolean {
  return list === undefined || (Array.isArray(list) && list.length === 0);
}

function hostEdits(modifier: Part): FieldProblem[] {
  const edits = changesOf(modifier).filter(({ name }) => typeof name === 'string' && name.toLowerCase() === 'host');
  return edits.map(({ name, path }) => fieldProblem(
    path, name,
    'implementations refuse to edit Host as a header',
    'leave it out; in an HTTPRoute, a URLRewrite filter with a hostname changes it',
  ));
}
