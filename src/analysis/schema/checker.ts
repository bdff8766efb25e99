import { isRecord } from '../../manifest/manifest';
import { nearest } from '../../manifest/nearest';
import type { Problem } from '../../manifest/problem';
import { checkForms } from './check-forms';
import { checkItems } from './check-items';
import { checkScalar, type Report } from './check-scalar';
import { checkSyntax } from './check-syntax';
import type { CompiledNode } from './compiled-node';
import { withDefaults } from './defaults';
import { expected, typeWords } from './expected';
import { pathText, type StructureCode, type StructureProblem } from './structure-problem';

/** Says of a field that a schema does not name whether another release channel has it. */
export type OtherChannel = (trail: readonly (string | number)[]) => string | undefined;

/**
 * One walk over one manifest, which judges it as the API server does after filling in defaults. The depth of the walk
 * is the schema's, never the manifest's.
 */
export class Checker {
  public readonly problems: StructureProblem[] = [];
  private readonly trail: (string | number)[] = [];
  /** The value that `report` is about. */
  private value: unknown;
  private readonly report: Report = (code, problem) => this.add(code, problem, this.value);

  constructor(
    private readonly otherChannel: OtherChannel, private readonly native = false, at: readonly (string | number)[] = [],
  ) {
    this.trail.push(...at);
  }

  /** Checks a value and everything in it. */
  public check(node: CompiledNode, value: unknown): void {
    if (value === null && node.schema.nullable) return;
    this.value = value;
    if (!hasType(node.type, value)) this.report('type', typeProblem(node, value));
    else if (typeof value !== 'object' || value === null) checkScalar(node, value, this.report);
    else if (Array.isArray(value)) this.checkList(node, value);
    else this.checkObject(node, value as Record<string, unknown>);
    if (node.conditional && hasType(node.type, value)) this.checkConditions(node, value);
  }

  private checkList(node: CompiledNode, list: unknown[]): void {
    checkItems(node, list, this.report, (index, problem, value) => this.reportAt(index, 'duplicate', problem, value));
    const { items } = node;
    if (!items) return;
    const native = this.native || this.trail[0] === 'metadata';
    for (let i = 0; i < list.length; i++) this.descend(i, items, native && list[i] === null ? emptyOf(items) : list[i]);
  }

  private checkObject(node: CompiledNode, object: Record<string, unknown>): void {
    if (node.schema.syntax) {
      checkSyntax(node.schema.syntax, object, (key, code, problem) => this.reportAt(key, code, problem, object[key]));
    }
    for (const key of Object.keys(object)) {
      const child = node.properties.get(key) ?? node.values;
      if (!child) {
        if (!node.open) this.reportAt(key, 'unknown-field', this.unknownField(node, key), object[key]);
      } else if (!isEmpty(object[key])) {
        this.descend(key, child, object[key]);
      }
    }
    for (const name of node.required) {
      if (Object.hasOwn(object, name) && !isEmpty(object[name])) continue;
      this.reportAt(name, 'required', missingProblem(node, name), undefined);
    }
  }

  /** Conditions over several fields at once, which see the defaults too. */
  private checkConditions(node: CompiledNode, value: unknown): void {
    const filled = withDefaults(node, value);
    this.value = value;
    if (isRecord(filled)) checkCount(node, Object.keys(filled).length, this.report);
    checkForms(node, { problems: (form) => this.trial(form, filled), path: () => pathText(this.trail) }, this.report);
  }

  private descend(step: string | number, node: CompiledNode, value: unknown): void {
    this.trail.push(step);
    this.check(node, value);
    this.trail.pop();
  }

  private unknownField(node: CompiledNode, key: string): Problem {
    const reason = this.otherChannel([...this.trail, key]);
    if (reason) return { reason, fix: 'set the channel to experimental where the cluster has it, or remove the field' };
    const near = nearest(key, node.properties.keys());
    const known = [...node.properties.keys()].slice(0, 16).join(', ');
    return {
      reason: 'no such field exists here, and the API server drops it',
      fix: near ? `write \`${near}\`` : `remove it${known === '' ? '' : `; the fields here are ${known}`}`,
    };
  }

  private trial(form: CompiledNode, value: unknown): StructureProblem[] {
    const checker = new Checker(this.otherChannel, this.native, this.trail);
    checker.check(form, value);
    return checker.problems;
  }

  private reportAt(step: string | number, code: StructureCode, problem: Problem, value: unknown): void {
    this.trail.push(step);
    this.add(code, problem, value);
    this.trail.pop();
  }

  private add(code: StructureCode, { reason, fix }: Problem, value: unknown): void {
    this.problems.push({ code, path: pathText(this.trail), reason, fix, value });
  }
}

/** A field that is null is a field that is not there. */
function isEmpty(value: unknown): boolean {
  return value === null || value === undefined;
}

/** What null in a list stands for where the API server reads it into a type of its own. */
function emptyOf({ type }: CompiledNode): unknown {
  switch (type) {
    case 'object': return {};
    case 'array': return [];
    case 'boolean': return false;
    case 'integer':
    case 'number': return 0;
    default: return '';
  }
}

function hasType(type: CompiledNode['type'], value: unknown): boolean {
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

function typeProblem(node: CompiledNode, value: unknown): Problem {
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

function missingProblem(node: CompiledNode, name: string): Problem {
  const child = node.properties.get(name);
  return { reason: 'it is required and missing', fix: child ? `add \`${name}\`: ${expected(child.schema)}` : `add \`${name}\`` };
}

function checkCount({ schema }: CompiledNode, count: number, report: Report): void {
  const { minProperties, maxProperties } = schema;
  if (maxProperties !== undefined && count > maxProperties) {
    report('properties', { reason: `it has ${count} entries, and ${maxProperties} is the limit`, fix: `keep at most ${maxProperties}` });
  }
  if (minProperties !== undefined && count < minProperties) {
    report('properties', { reason: `it has ${count} entries, and ${minProperties} is the least`, fix: `write at least ${minProperties}` });
  }
}
