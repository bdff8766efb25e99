import type { Verdict } from '../harness/verdict';
import type { Rule, Schema } from './served-schemas';
import { isObject, join } from './sites';

/** What a refusal was for: keywords of the schema at a path, texts of CEL rules, or what neither tells. */
export interface Reason {
  readonly path: string;
  /** A keyword as `BREAKING` names it, `rule`, or `other`. */
  readonly keyword: string;
  /** The text of the CEL rule. */
  readonly rule?: string;
}

/** Of a number out of its range, and of alternatives, the message tells the place. */
const PLACE_IN_MESSAGE = /(?:Checked value must be of type .* in |: ")([\w.[\]]+)(?:$|" must validate one and only one schema)/;

const NOT_A_CAUSE = /some validation rules were not checked/;

const MESSAGES: readonly [RegExp, string][] = [
  [/should match '/, 'pattern'],
  [/should be at least \d+ chars/, 'minLength'],
  [/should be greater than/, 'minimum'],
  [/should be less than/, 'maximum'],
  [/should have at least \d+ items/, 'minItems'],
  [/should have at least \d+ properties/, 'minProperties'],
  [/should have at most \d+ properties/, 'maxProperties'],
  [/Checked value must be of type integer|must be of type date-time|in body must be of type/, 'format'],
];

const REASONS: Readonly<Record<string, string>> = {
  FieldValueRequired: 'required', FieldValueNotSupported: 'enum', FieldValueTooLong: 'maxLength', FieldValueTooMany: 'maxItems',
  FieldValueTypeInvalid: 'type',
};

/** The reasons of a refusal, one for each cause that the server names. */
export function reasonsOf({ causes, message }: Verdict, schema: Schema): Reason[] {
  const unknown = [...message.matchAll(/unknown field "((?:[^"\\]|\\.)*)"/g)].map(([, path]) => unknownField(path, schema));
  if (unknown.length > 0) return unknown;
  return causes.filter((cause) => !NOT_A_CAUSE.test(cause.message)).map((cause) => reasonOf(cause, schema));
}

function unknownField(field: string, schema: Schema): Reason {
  const at = locate(field.replace(/\.[^.]*$/, ''), schema);
  return { path: at.path, keyword: 'unknown' };
}

function reasonOf(cause: Verdict['causes'][number], schema: Schema): Reason {
  const { message, reason = '' } = cause;
  const [, field = cause.field ?? ''] = PLACE_IN_MESSAGE.exec(message) ?? [];
  const at = locate(field, schema);
  const known = /must be of type date-time/.test(message) ? 'format' : REASONS[reason] ?? MESSAGES.find(([pattern]) => pattern.test(message))?.[1];
  if (reason === 'FieldValueDuplicate') return { path: at.parent, keyword: 'duplicate' };
  if (known === 'required') return { path: at.parent, keyword: `required ${at.last}` };
  if (known === 'maxItems' && at.schema?.type === 'object') return { path: at.path, keyword: 'maxProperties' };
  if (known !== undefined) return { path: at.path, keyword: known };
  const rule = told(at.schema?.['x-kubernetes-validations'] ?? [], message) ?? told(allRules(schema), message);
  return rule ? { path: at.path, keyword: 'rule', rule: rule.rule } : { path: at.path, keyword: 'other' };
}

/** The rule whose message it is; one message may end as another does. */
function told(rules: readonly Rule[], message: string): Rule | undefined {
  const ending = rules.filter((rule) => rule.message !== undefined && message.endsWith(rule.message));
  return ending.reduce<Rule | undefined>((best, rule) => (best && best.message!.length >= rule.message!.length ? best : rule), undefined);
}

const RULES = new WeakMap<Schema, Rule[]>();

/** Every CEL rule of a schema. */
export function allRules(schema: Schema): Rule[] {
  let rules = RULES.get(schema);
  if (!rules) {
    const { properties = {}, items, additionalProperties: any } = schema;
    const children = [...Object.values(properties), ...items ? [items] : [], ...isObject(any) ? [any as Schema] : []];
    rules = [...schema['x-kubernetes-validations'] ?? [], ...children.flatMap(allRules)];
    RULES.set(schema, rules);
  }
  return rules;
}

interface Place {
  readonly path: string;
  readonly parent: string;
  readonly last: string;
  readonly schema?: Schema;
}

/** The place in a schema that a field path such as `spec.rules[0].name` names. */
function locate(field: string, root: Schema): Place {
  let place: Place = { path: '', parent: '', last: '', schema: root };
  for (const [, index, name] of field.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)) {
    const { path, schema } = place;
    const own = name === undefined ? undefined : schema?.properties?.[name];
    const any = isObject(schema?.additionalProperties) ? schema.additionalProperties as Schema : undefined;
    // Keys have dots and slashes of their own; what is below them has no fields.
    if (any && !own && any.type !== 'object') return { path: `${path}{}`, parent: path, last: name ?? index, schema: any };
    if (own || (name !== undefined && !any)) place = { path: join(path, name), parent: path, last: name, schema: own };
    else if (any) place = { path: `${path}{}`, parent: path, last: name ?? index, schema: any };
    else place = { path: `${path}[]`, parent: path, last: index, schema: schema?.items };
  }
  return place;
}
