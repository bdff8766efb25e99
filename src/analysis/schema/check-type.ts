import { isRecord } from '../../manifest/manifest';
import type { Problem } from '../../manifest/problem';
import type { CompiledNode } from './compiled-node';
import { expected, typeWords } from './expected';

/** Whether a value is of a type; undefined takes any. */
export function hasType(type: CompiledNode['type'], value: unknown): boolean {
  switch (type) {
    case undefined: return true;
    case 'object': return isRecord(value);
    case 'array': return Array.isArray(value);
    case 'integer': return isInteger(value);
    case 'number': return typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value));
    case 'int-or-string': return typeof value === 'string' || isInteger(value);
    default: return typeof value === type;
  }
}

/** Whole numbers of the API are 64 bits wide. Readers of text give those that a number cannot hold exactly as bigint. */
function isInteger(value: unknown): value is number | bigint {
  const whole = typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
  return whole && value >= -(2 ** 63) && value < 2 ** 63;
}

/**
 * Whether a value is a list in the place of a text with a format: the API server looks at neither its type nor its items, where a
 * CRD has the field. Source: Kubernetes, kube-openapi, the type validator of validation/validate.
 */
export function isListForText({ schema: { type, format } }: CompiledNode, value: unknown): boolean {
  return type === 'string' && format !== undefined && Array.isArray(value) && !holdsFields(value);
}

/** Fields inside such a list are not known. */
function holdsFields(list: readonly unknown[]): boolean {
  const left: unknown[] = [...list];
  while (left.length > 0) {
    const item = left.pop();
    if (Array.isArray(item)) for (const inner of item) left.push(inner);
    else if (isRecord(item) && Object.keys(item).length > 0) return true;
  }
  return false;
}

/** Why a value is not of the type of its node. */
export function typeProblem(node: CompiledNode, value: unknown): Problem {
  const type = node.type!;
  const reason = `it is ${nameOf(value)}, and ${typeWords(type)} belongs here`;
  const numeric = type === 'integer' || type === 'number' || type === 'int-or-string';
  if (numeric && typeof value === 'string' && value.trim() !== '' && isInteger(Number(value))) {
    return { reason, fix: `write ${Number(value)} without quotes` };
  }
  if (type === 'boolean' && (value === 'true' || value === 'false')) return { reason, fix: `write ${value} without quotes` };
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return { reason, fix: `write "${String(value)}", in quotes` };
  }
  if (type === 'array' && value !== null) return { reason, fix: 'write a list, with the value as its item' };
  return { reason, fix: `write ${expected(node.schema)}` };
}

function nameOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty (null)';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'bigint') return isInteger(value) ? 'a whole number' : 'a number of more than 64 bits';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return `${value}, which JSON cannot hold`;
    if (!Number.isInteger(value)) return `the fraction ${value}`;
    return isInteger(value) ? 'a whole number' : 'a number of more than 64 bits';
  }
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
