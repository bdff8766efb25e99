import { type FieldProblem, fieldProblem } from './field-problem';
import { flatMap } from './flat-map';
import { noHostnameTrap } from './hostname-traps';
import { isRecord, listOf } from './manifest';
import { parentTraps } from './parent-traps';
import { groupCore } from './reference-traps';
import { backendsOf, itemsAt, type Part, rulesOf } from './trap-parts';

/** What is never meant in a route of any kind: its parents, the groups of its backends, and their weights. */
export function commonRouteTraps(spec: unknown, namespace: string | undefined): FieldProblem[] {
  const ofRules = flatMap(rulesOf(spec), (rule) => [...flatMap(backendsOf(rule), groupCore), ...noWeight(rule)]);
  return [...parentTraps(spec, namespace), ...ofRules];
}

/** Backends none of which has a share. */
export function noWeight(rule: Part): FieldProblem[] {
  const backends = backendsOf(rule);
  if (backends.length === 0 || backends.some(({ value }) => value.weight !== 0)) return [];
  return [fieldProblem(
    `${rule.path}.backendRefs`, listOf(rule.value.backendRefs),
    'every weight is 0, so nothing reaches a backend',
    'write a weight above 0 for one of them',
  )];
}

/** Hostnames that no client asks for. */
export function hostnameTraps(spec: unknown): FieldProblem[] {
  const hostnames = isRecord(spec) ? itemsAt(spec.hostnames, 'spec.hostnames') : [];
  return flatMap(hostnames, ({ value, path }) => noHostnameTrap(value, path));
}

/** Rules are told apart by their names, which only the experimental channel holds to be unique. */
export function ruleNameTraps(spec: unknown): FieldProblem[] {
  const first = new Map<string, string>();
  return flatMap(rulesOf(spec), ({ value, path }) => {
    const { name } = value;
    if (typeof name !== 'string') return [];
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, path);
    return earlier === undefined ? [] : [fieldProblem(path, value, `${earlier} has the same name`, 'give each its own name, or leave one out')];
  });
}
