import { labelKeyProblem, labelValueProblem } from '../../manifest/names';
import { annotationProblems } from '../../manifest/object-annotations';
import type { Problem } from '../../manifest/problem';
import type { SchemaNode } from './schema-node';
import type { StructureCode } from './structure-problem';

/** Takes what is wrong with one entry of the map under check. */
type ReportEntry = (key: string, code: StructureCode, problem: Problem) => void;

/** Keys and values of labels and annotations; values that are no text are the schema's to report. */
export function checkSyntax(
  syntax: NonNullable<SchemaNode['syntax']>, entries: Record<string, unknown>, report: ReportEntry,
): void {
  if (syntax === 'labels') checkLabels(entries, report);
  else annotationProblems(entries).forEach(({ key, ...problem }) => report(key, 'annotation', problem));
}

function checkLabels(labels: Record<string, unknown>, report: ReportEntry): void {
  for (const key of Object.keys(labels)) {
    const keyProblem = labelKeyProblem(key);
    if (keyProblem) report(key, 'label', keyProblem);
    const value = labels[key];
    const valueProblem = typeof value === 'string' ? labelValueProblem(value) : undefined;
    if (valueProblem) report(key, 'label', valueProblem);
  }
}
