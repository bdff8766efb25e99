import { jsonText } from '../../manifest/json-text';
import type { Problem } from '../../manifest/problem';
import type { Report } from './check-scalar';
import type { CompiledNode } from './compiled-node';
import type { StructureProblem } from './structure-problem';

/** A value held against the further conditions of its schema. */
interface FormTrial {
  /** The problems that the value would have under a condition. */
  problems(form: CompiledNode): StructureProblem[];
  /** Field path of the value. */
  path(): string;
}

/** What a value breaks of the alternatives and conditions of a schema (allOf, anyOf, oneOf, not). */
export function checkForms(node: CompiledNode, trial: FormTrial, report: Report): void {
  for (const form of node.allOf ?? []) {
    const [first] = trial.problems(form);
    if (first) report('form', { reason: located(first, trial.path()), fix: first.fix });
  }
  if (node.anyOf) checkAlternatives(node.anyOf, false, trial, report);
  if (node.oneOf) checkAlternatives(node.oneOf, true, trial, report);
  if (node.not && trial.problems(node.not).length === 0) report('form', excluded(node.not));
}

function checkAlternatives(forms: readonly CompiledNode[], exclusive: boolean, trial: FormTrial, report: Report): void {
  const trials = forms.map((form) => trial.problems(form));
  const fitting = trials.filter((problems) => problems.length === 0).length;
  if (fitting === 0) report('form', noneFits(trials, trial.path()));
  if (fitting > 1 && exclusive) {
    report('form', clash(forms));
  }
}

/** Alternatives that exclude each other, told by the fields that each of them asks for. */
function clash(forms: readonly CompiledNode[]): Problem {
  const each = forms.map(fieldsOf).filter((fields) => fields.length > 0)
    .map((fields) => fields.map((name) => `\`${name}\``).join(' and '));
  if (each.length < 2) return { reason: 'it has what may not stand together', fix: 'keep only one of them' };
  return { reason: `it has ${each.join(' beside ')}, which exclude each other`, fix: `write either ${each.join(', or ')}` };
}

function fieldsOf({ required, anyOf = [], allOf = [] }: CompiledNode): string[] {
  return [...new Set([...required, ...[...anyOf, ...allOf].flatMap(fieldsOf)])];
}

/** The alternatives told as one problem: what each of them misses. */
function noneFits(trials: readonly StructureProblem[][], path: string): Problem {
  const firsts = trials.map(([first]) => first);
  const reasons = [...new Set(firsts.map((first) => located(first, path)))];
  const same = firsts.every((first) => first.path === path);
  return {
    reason: same ? reasons.join(', and ') : `none of the allowed forms fits: ${reasons.join('; ')}`,
    fix: [...new Set(firsts.map(({ fix }) => fix))].join('; or '),
  };
}

/** A reason with the path of its value below the one that the problem is reported at. */
function located({ path, reason }: StructureProblem, base: string): string {
  const below = path.slice(base.length).replace(/^\./, '');
  return below === '' ? reason : `${below}: ${reason}`;
}

/** What is written instead of a value that is excluded, where that is known. */
const INSTEAD = new Map([['"IPAddress"', 'type: Hostname where the value is a name']]);

function excluded({ schema }: CompiledNode): Problem {
  if (schema.enum) {
    const values = schema.enum.map((value) => jsonText(value)).join(' or ');
    return { reason: `it is ${values}`, fix: INSTEAD.get(values) ?? `write another value than ${values}` };
  }
  const names = (schema.required ?? []).map((name) => `\`${name}\``).join(', ');
  if (names === '') return { reason: 'it has a form that is excluded here', fix: 'write it in another form' };
  return { reason: `it has ${names}, which its other fields exclude`, fix: `remove ${names}` };
}
