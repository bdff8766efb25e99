import { jsonText } from '../../manifest/json-text';
import { NAME_LABEL } from '../../manifest/names';
import { wordOf } from '../../manifest/problem';
import { type Labels, meets, type Requirement, requirementsOf } from '../cluster/label-selector';

/** Whether something is so: `maybe` where what decides it is not known. */
export type Certainty = 'yes' | 'maybe' | 'no';

/** All of them hold; none of them is certain to fail. */
export function every(parts: readonly Certainty[]): Certainty {
  if (parts.includes('no')) return 'no';
  return parts.includes('maybe') ? 'maybe' : 'yes';
}

/** Whether a selector takes a namespace, of which other labels than its name may be unknown. */
export function takesNamespace(selector: unknown, labels: Labels, isKnown: boolean): Certainty {
  return every(requirementsOf(selector).map((one): Certainty => {
    if (!isKnown && one.key !== NAME_LABEL) return 'maybe';
    return meets(labels, one) ? 'yes' : 'no';
  }));
}

/** Whether requirements are met by what has some labels, and perhaps others. */
export function mayMeet(given: readonly Requirement[], wanted: readonly Requirement[]): Certainty {
  const isSaid = ({ key }: Requirement): boolean => given.some((one) => one.key === key);
  return every(wanted.map((one) => (isSaid(one) ? certaintyOf(implies(given, one)) : 'maybe')));
}

export function certaintyOf(isSo: boolean): Certainty {
  return isSo ? 'yes' : 'no';
}

/**
 * Whether all that meets some requirements meets another one too. What the requirements say nothing of is taken as absent,
 * so that a pod that is not in the set stands for the plainest one that they describe.
 */
function implies(given: readonly Requirement[], wanted: Requirement): boolean {
  const about = given.filter(({ key }) => key === wanted.key);
  if (about.some((one) => isSame(one, wanted))) return true;
  const values = about.find(({ operator }) => operator === 'In')?.values;
  const exists = values !== undefined || about.some(({ operator }) => operator === 'Exists');
  switch (wanted.operator) {
    case 'In': return values?.every((value) => wanted.values.includes(value)) ?? false;
    case 'Exists': return exists;
    case 'DoesNotExist': return !exists;
    default: return values ? values.every((value) => !wanted.values.includes(value)) : !exists;
  }
}

function isSame(a: Requirement, b: Requirement): boolean {
  if (a.operator !== b.operator || a.values.length !== b.values.length) return false;
  return a.values.every((value) => b.values.includes(value));
}

/** Whether all that meets some requirements meets others too. */
export function areImplied(given: readonly Requirement[], wanted: readonly Requirement[]): boolean {
  return wanted.every((one) => implies(given, one));
}

/** Whether requirements are none, or the same as others. */
export function isDescribed(given: readonly Requirement[], wanted: readonly Requirement[]): boolean {
  return wanted.length === 0 || requirementsKey(given) === requirementsKey(wanted);
}

/** Requirements in one order, without repetition, for comparing selectors. */
export function selectorKey(selector: unknown): string {
  return requirementsKey(requirementsOf(selector));
}

function requirementsKey(requirements: readonly Requirement[]): string {
  const parts = requirements.map(({ key, operator, values }) => jsonText([key, operator, values.map(wordOf).sort()]));
  return [...new Set(parts)].sort().join('&');
}
