import type { Problem } from '../../manifest/problem';

/** What kind of rule a value breaks. */
export type StructureCode =
  /** The value is no Kubernetes object at all. */
  | 'not-an-object'
  /** Nothing is known of the kind: neither accepted nor refused. */
  | 'unknown-kind'
  /** No API server has the kind: another one of its group has the same name in other letter case. */
  | 'no-such-kind'
  /** The kind is known, but not in this version or channel. */
  | 'not-served'
  | 'unknown-field'
  /** Only the experimental channel has it, and which one the cluster has is not known. */
  | 'experimental-only'
  | 'type'
  | 'required'
  | 'enum'
  | 'pattern'
  | 'format'
  | 'length'
  | 'range'
  | 'items'
  | 'properties'
  | 'duplicate'
  | 'form'
  /** A block of addresses that can be read in two ways: refused from Kubernetes 1.36 on, but where it stands already. */
  | 'ambiguous-block'
  /** A rule of the CRD over several fields, or over the form of one. */
  | 'rule'
  | 'name'
  | 'label'
  | 'annotation'
  /** Finalizers and owners. */
  | 'metadata'
  /** An update changes what stays as it is. */
  | 'immutable';

/** One thing in a manifest that the API server would refuse, or drop. */
export interface StructureProblem extends Problem {
  readonly code: StructureCode;
  /** Field path, such as `spec.rules[0].backendRefs[1].port`; '' for the object as a whole. */
  readonly path: string;
  /** The value found there; undefined where it is missing. */
  readonly value: unknown;
}

const IDENTIFIER = /^[A-Za-z_$][\w$-]*$/;

/** A field path in text: `spec.rules[0].name`, `metadata.labels["example.com/team"]`. */
export function pathText(trail: readonly (string | number)[]): string {
  let text = '';
  for (const step of trail) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (IDENTIFIER.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step.length > 100 ? `${step.slice(0, 100)}…` : step)}]`;
  }
  return text;
}
