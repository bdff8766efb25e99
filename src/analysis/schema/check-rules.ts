import { sameJson } from '../../manifest/same-json';
import type { CompiledNode } from './compiled-node';
import type { RuleProblem } from './rules/node-rule';

/** Takes what a rule has against a value: where, and the value there. */
export type ReportRule = (trail: readonly (string | number)[], problem: RuleProblem, value: unknown) => void;

/**
 * Runs the rules of a schema over a value that has its form, defaults filled in. With the value in the cluster, rules about
 * changes are judged too, and what did not change is forgiven, as the API server does.
 * Source: Kubernetes, CustomResourceDefinition, validation ratcheting.
 */
export function checkRules(node: CompiledNode, value: unknown, report: ReportRule, old?: unknown): void {
  visit(node, value, old, [], report);
}

function visit(node: CompiledNode, value: unknown, old: unknown, trail: (string | number)[], report: ReportRule): void {
  if (!node.ruled || value === null || value === undefined) return;
  for (const rule of node.rules) {
    const problem = rule(value, old);
    if (problem && (problem.fails || problem.ofChange || old === undefined || !sameJson(value, old))) {
      const at = problem.at ? [...trail, ...problem.at] : trail;
      report(at, problem, valueAt(value, problem.at));
    }
  }
  if (Array.isArray(value)) visitItems(node, value, old, trail, report);
  else if (typeof value === 'object') visitFields(node, value as Record<string, unknown>, old, trail, report);
}

function visitFields(
  node: CompiledNode, value: Record<string, unknown>, old: unknown, trail: (string | number)[], report: ReportRule,
): void {
  const before = typeof old === 'object' && old !== null ? old as Record<string, unknown> : undefined;
  if (node.values?.ruled) {
    for (const key of Object.keys(value)) visitBelow(node.values, value[key], before?.[key], trail, key, report);
  }
  for (const [key, child] of node.ruledProperties) {
    if (Object.hasOwn(value, key)) visitBelow(child, value[key], before?.[key], trail, key, report);
  }
}

function visitItems(node: CompiledNode, list: unknown[], old: unknown, trail: (string | number)[], report: ReportRule): void {
  const { items } = node;
  if (!items?.ruled) return;
  const before = correlated(node, old);
  for (let i = 0; i < list.length; i++) visitBelow(items, list[i], before?.(list[i]), trail, i, report);
}

function visitBelow(
  node: CompiledNode, value: unknown, old: unknown, trail: (string | number)[], step: string | number, report: ReportRule,
): void {
  trail.push(step);
  visit(node, value, old, trail, report);
  trail.pop();
}

/** The item that was there before: only those of list maps can be told again, by their keys. */
export function correlated({ keys }: CompiledNode, old: unknown): ((item: unknown) => unknown) | undefined {
  if (!keys || !Array.isArray(old)) return undefined;
  const identityOf = (item: unknown): string =>
    JSON.stringify(keys.map(([key, value]) => (item as Record<string, unknown> | null)?.[key] ?? value));
  const known = new Map(old.map((item) => [identityOf(item), item as unknown]));
  return (item) => known.get(identityOf(item));
}

function valueAt(value: unknown, at: readonly (string | number)[] = []): unknown {
  let found = value;
  for (const step of at) found = (found as Record<string | number, unknown> | undefined)?.[step];
  return found;
}
