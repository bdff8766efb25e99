import { type FieldProblem, fieldProblem } from '../../manifest/field-problem';
import { isRecord } from '../../manifest/manifest';

/** Where props have another name than the API's field, because that is a keyword in some language. */
export interface FieldNames {
  /** Names of fields by names of props; the first prop of a field is the one that messages name. */
  readonly renamed?: ReadonlyMap<string, string>;
  /** The same below a field, or below each item of it. */
  readonly below?: ReadonlyMap<string, FieldNames>;
}

/** A value in the API's field names. What is of another form than expected stays as it is: the checks say so. */
export function inFieldNames(value: unknown, names: FieldNames | undefined): unknown {
  if (names === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => inFieldNames(item, namesOfItem(item, names)));
  if (!isRecord(value)) return value;
  const given = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(given.map(([prop, part]) => {
    const field = fieldOf(prop, names);
    return [field, inFieldNames(part, names.below?.get(field))];
  }));
}

/** Fields that two props set. */
export function doubleFields(value: unknown, names: FieldNames | undefined, path: string): FieldProblem[] {
  if (names === undefined) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => doubleFields(item, namesOfItem(item, names), `${path}[${index}]`));
  }
  if (!isRecord(value)) return [];
  const setBy = new Map<string, string>();
  return Object.entries(value).filter(([, part]) => part !== undefined).flatMap(([prop, part]) => {
    const field = fieldOf(prop, names);
    const other = setBy.get(field);
    setBy.set(field, prop);
    return other === undefined
      ? doubleFields(part, names.below?.get(field), `${path}.${prop}`)
      : [fieldProblem(`${path}.${prop}`, part, `${other} says it already`, 'leave one of the two out')];
  });
}

/** A path of the API's fields as the caller wrote it. */
export function inPropNames(path: string, names: FieldNames, props: unknown): string {
  let level: FieldNames | undefined = { below: new Map([['spec', names]]) };
  let value = props;
  return `.${path}`.replace(/\.(\w+)|\[(\d+)\]/g, (segment, field?: string, index?: string) => {
    const prop = field === undefined ? index ?? '' : propOf(field, level, value);
    if (field !== undefined) level = level?.below?.get(field);
    value = isRecord(value) || Array.isArray(value) ? (value as Record<string, unknown>)[prop] : undefined;
    return field === undefined ? segment : `.${prop}`;
  }).slice(1);
}

/** Items of a list have the names of the list, but the API has no lists of lists: what follows one might never end. */
function namesOfItem(item: unknown, names: FieldNames): FieldNames | undefined {
  return Array.isArray(item) ? undefined : names;
}

function fieldOf(prop: string, names: FieldNames): string {
  return names.renamed?.get(prop) ?? prop;
}

/** The prop that set a field, or the one that would. */
function propOf(field: string, names: FieldNames | undefined, value: unknown): string {
  const props = [...names?.renamed ?? []].filter(([, renamed]) => renamed === field).map(([prop]) => prop);
  return [...props, field].find((prop) => isRecord(value) && value[prop] !== undefined) ?? props[0] ?? field;
}
