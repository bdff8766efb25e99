import { given, isRecord } from '../../manifest/manifest';
import { nearest } from '../../manifest/nearest';
import type { Problem } from '../../manifest/problem';
import { checkForms } from './check-forms';
import { checkItems, type ReportItem } from './check-items';
import { checkScalar, isTaken, type Report } from './check-scalar';
import { checkSyntax } from './check-syntax';
import { hasType, isListForText, typeProblem } from './check-type';
import type { CompiledNode } from './compiled-node';
import { withDefaults } from './defaults';
import { emptyOf } from './empty-of';
import { expected } from './expected';
import type { Former } from './former';
import type { RuleProblem } from './rules/node-rule';
import { pathText, type StructureCode, type StructureProblem } from './structure-problem';

/** Says of a field that a schema does not name whether another release channel has it. */
export type OtherChannel = (trail: readonly (string | number)[]) => string | undefined;

/** Problems that are looked for whether or not something changed. */
const FIRM: readonly StructureCode[] = ['unknown-field', 'label', 'annotation', 'duplicate'];

/** Problems that no rule can be judged beside, also where they are forgiven. */
const VOID: readonly StructureCode[] = ['type', 'required', 'form'];

/** Problems that leave the form of a value as it is: rules can be judged beside them. */
const FORMLESS: readonly StructureCode[] = ['unknown-field', 'rule'];

/**
 * One walk over one manifest, which judges it as the API server does after filling in defaults. The depth of the walk
 * is the schema's, never the manifest's.
 */
export class Checker {
  public readonly problems: StructureProblem[] = [];
  private readonly trail: (string | number)[] = [];
  /** Problems that no update forgives. */
  private readonly firm = new Set<StructureProblem>();
  /** How many problems there are that void the form of a value. */
  private broken = 0;
  /** The value that `report` is about. */
  private value: unknown;
  private readonly report: Report = (code, problem) => this.add(code, problem, this.value);
  private readonly reportItem: ReportItem = (index, problem, value) => this.reportAt(index, 'duplicate', problem, value);

  constructor(
    private readonly otherChannel: OtherChannel, private readonly native = false, at: readonly (string | number)[] = [],
  ) {
    this.trail.push(...at);
  }

  /** Checks a value and everything in it; in an update beside what it was, which forgives what stays the same. */
  public check(node: CompiledNode, value: unknown, former?: Former): void {
    if (value === null && node.schema.nullable) return;
    const begin = this.problems.length;
    const broken = this.broken;
    this.value = value;
    const fits = hasType(node.type, value) || (!this.isTyped() && isListForText(node, value));
    if (!fits) this.report('type', typeProblem(node, value));
    else if (typeof value !== 'object' || value === null) checkScalar(node, value, this.report);
    else if (Array.isArray(value)) this.checkList(node, value, former);
    else this.checkObject(node, value as Record<string, unknown>, former);
    if (node.conditional && fits) this.checkConditions(node, value);
    // A rule is judged where all is of the form that it is written for.
    const isJudged = node.rules.length > 0 && (this.broken === broken || (!former && this.isReadable(begin)));
    if (isJudged) this.checkRules(node, value, former, begin);
    if (former && this.problems.length > begin && former.isSame()) this.forgive(begin);
  }

  private checkList(node: CompiledNode, list: unknown[], former: Former | undefined): void {
    checkItems(node, list, this.report, this.reportItem);
    const { items } = node;
    if (!items) return;
    const native = this.isTyped();
    for (let i = 0; i < list.length; i++) {
      this.descend(i, items, native && list[i] === null ? emptyOf(items.schema) : list[i], former?.at(i));
    }
  }

  /** Whether the API server reads what is here into a type of its own. */
  private isTyped(): boolean {
    return this.native || this.trail[0] === 'metadata';
  }

  private checkObject(node: CompiledNode, object: Record<string, unknown>, former: Former | undefined): void {
    if (node.schema.syntax) {
      checkSyntax(node.schema.syntax, object, (key, code, problem) => this.reportAt(key, code, problem, object[key]));
    }
    for (const key of Object.keys(object)) {
      const value = object[key];
      const child = node.properties.get(key) ?? node.values;
      if (!child) {
        if (!node.open) this.reportAt(key, 'unknown-field', this.unknownField(node, key), value);
      } else if (value !== null && value !== undefined && !isTaken(child, value)) {
        this.descend(key, child, value, former?.at(key));
      }
    }
    for (const name of node.required) {
      if (given(object[name]) && Object.hasOwn(object, name)) continue;
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

  /** A text of another form than its pattern is a text: the API server judges the rules beside it. */
  private isReadable(begin: number): boolean {
    return this.problems.slice(begin).every(({ code }) => code === 'pattern' || FORMLESS.includes(code));
  }

  private checkRules(node: CompiledNode, value: unknown, former: Former | undefined, begin: number): void {
    for (const rule of node.rules) {
      const problem = rule(value, former?.old);
      if (problem) this.addOfRule(problem, value, begin);
    }
  }

  /** Several rules may have the same against the same value. */
  private addOfRule({ at = [], reason, fix, fails, ofChange }: RuleProblem, value: unknown, begin: number): void {
    const path = pathText([...this.trail, ...at]);
    for (let i = begin; i < this.problems.length; i++) {
      const other = this.problems[i];
      // What does not match its pattern has its reason already.
      if (other.path === path && (other.reason === reason || other.code === 'pattern')) return;
    }
    const problem: StructureProblem = { code: 'rule', path, reason, fix, value: valueAt(value, at) };
    this.problems.push(problem);
    if (fails || ofChange) this.firm.add(problem);
  }

  private forgive(begin: number): void {
    for (const problem of this.problems.splice(begin)) {
      if (this.firm.has(problem) || FIRM.includes(problem.code)) this.problems.push(problem);
      else if (!FORMLESS.includes(problem.code) && !VOID.includes(problem.code)) this.broken--;
    }
  }

  private descend(step: string | number, node: CompiledNode, value: unknown, former?: Former): void {
    this.trail.push(step);
    this.check(node, value, former);
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
    if (!FORMLESS.includes(code)) this.broken++;
  }
}

function valueAt(value: unknown, at: readonly (string | number)[]): unknown {
  let found = value;
  for (const step of at) found = (found as Record<string | number, unknown> | null | undefined)?.[step];
  return found;
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
