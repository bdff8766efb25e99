import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { FieldProblem } from '../../manifest/field-problem';
import type { KindFacts } from '../../manifest/kinds';
import { isRecord } from '../../manifest/manifest';
import { show } from '../../manifest/problem';
import { checkKnown, type Known } from '../base/known-options';
import { because, type Place, placeOf, refused } from '../base/problems';
import type { TypedObjectParts } from '../base/typed-object';
import { doubleFields, type FieldNames, inFieldNames, inPropNames } from './field-names';

/** Most problems that one error lists. */
const LISTED = 10;

/** What a spec must hold to. */
export interface SpecChecks {
  /** What the API server would refuse. */
  problems(spec: unknown): FieldProblem[];
  /** What it takes and what is never meant; the namespace is the object's, where it is written. */
  traps?(spec: unknown, namespace: string | undefined): FieldProblem[];
}

/** What a construct of the kinds layer is: its class name, its kind, and what its spec must hold to. */
export interface KindOfObject extends SpecChecks {
  readonly construct: string;
  readonly kind: KindFacts;
  readonly names?: FieldNames;
}

/** Options that every construct of the kinds layer takes. */
interface KindProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: object;
}

const PROPS: Known<KindProps> = { metadata: true, spec: true };

/** The manifest's parts from the props: checked, in the API's field names, and free of the caller's objects. */
export function partsOf(scope: Construct, id: string, kind: KindOfObject, props: KindProps): TypedObjectParts {
  const place = placeOf(scope, id, kind.construct);
  if (!isRecord(props)) throw refused(place, `props ${show(props)}: it is not an object; write { spec: { … } }`);
  checkKnown(place, '', props, PROPS);
  const names = kind.names ?? {};
  checkFields(place, doubleFields(props.spec, names, 'spec'));
  const spec = inFieldNames(props.spec, names);
  const { metadata } = props;
  const namespace = isRecord(metadata) && typeof metadata.namespace === 'string' ? metadata.namespace : undefined;
  const problems = problemsAndTraps(kind, spec, namespace);
  checkFields(place, problems.map((problem) => ({ ...problem, path: inPropNames(problem.path, names, props) })));
  return { construct: kind.construct, kind: kind.kind, metadata: props.metadata, body: { spec: plain(spec) } };
}

/** Traps are asked only of what the API server takes: they read fields without looking at their form. */
export function problemsAndTraps(checks: SpecChecks, spec: unknown, namespace: string | undefined): FieldProblem[] {
  const problems = checks.problems(spec);
  return problems.length > 0 ? problems : checks.traps?.(spec, namespace) ?? [];
}

/** Throws when fields of an object have problems: all of them, as one correction often needs to see the others. */
export function checkFields(place: Place, problems: FieldProblem[]): void {
  if (problems.length === 0) return;
  const lines = problems.slice(0, LISTED).map((problem) =>
    `${problem.path}${problem.value === undefined ? '' : ` ${show(problem.value)}`}: ${because(problem)}`);
  const more = problems.length > LISTED ? [`and ${problems.length - LISTED} more`] : [];
  throw refused(place, [...lines, ...more].join('\n  '));
}

/**
 * A copy without undefined fields, so that what the caller changes later changes no manifest.
 * The checks before it refuse unknown fields, cycles and `__proto__` with them.
 */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isRecord(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined) copy[key] = plain(value[key]);
  }
  return copy;
}
