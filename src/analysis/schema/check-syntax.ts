import { labelKeyProblem, labelValueProblem } from '../../manifest/names';
import type { Problem } from '../../manifest/problem';
import type { SchemaNode } from './schema-node';
import type { StructureCode } from './structure-problem';

/** All annotations of an object together. Source: Kubernetes API, ObjectMeta. */
const ANNOTATIONS_LIMIT = 256 * 1024;

/** Takes what is wrong with one entry of the map under check. */
type ReportEntry = (key: string, code: StructureCode, problem: Problem) => void;

/** Keys and values of labels and annotations; values that are no text are the schema's to report. */
export function checkSyntax(
  syntax: NonNullable<SchemaNode['syntax']>, entries: Record<string, unknown>, report: ReportEntry,
): void {
  const code = syntax === 'labels' ? 'label' : 'annotation';
  let size = 0;
  for (const key of Object.keys(entries)) {
    const value = entries[key];
    // Annotation keys are compared in lower case by the API server; upper case letters are allowed in both.
    const keyProblem = labelKeyProblem(syntax === 'annotations' ? key.toLowerCase() : key);
    if (keyProblem) report(key, code, keyProblem);
    if (typeof value !== 'string') continue;
    if (syntax === 'labels') {
      const valueProblem = labelValueProblem(value);
      if (valueProblem) report(key, code, valueProblem);
    }
    const before = size;
    size += Buffer.byteLength(key) + Buffer.byteLength(value);
    if (syntax === 'annotations' && before <= ANNOTATIONS_LIMIT && size > ANNOTATIONS_LIMIT) {
      report(key, code, {
        reason: `with it, the annotations of this object hold more than ${ANNOTATIONS_LIMIT} bytes`,
        fix: 'shorten the annotations, or keep the text in a ConfigMap',
      });
    }
  }
}
