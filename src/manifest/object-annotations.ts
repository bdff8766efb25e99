import { labelKeyProblem } from './names';
import type { Problem } from './problem';

/** All annotations of an object together, in bytes of UTF-8. Source: Kubernetes API, ObjectMeta. */
const ANNOTATIONS_LIMIT = 256 * 1024;

/** What is wrong with one annotation of an object. */
interface AnnotationProblem extends Problem {
  readonly key: string;
}

/** What is wrong with an object's annotations. Values that are no text are left to others, and do not count. */
export function annotationProblems(annotations: Record<string, unknown>): AnnotationProblem[] {
  let size = 0;
  return Object.keys(annotations).flatMap((key) => {
    const problem = labelKeyProblem(lowerCase(key));
    const value = annotations[key];
    const before = size;
    if (typeof value === 'string') size += Buffer.byteLength(key) + Buffer.byteLength(value);
    const full = before <= ANNOTATIONS_LIMIT && size > ANNOTATIONS_LIMIT;
    return [...(problem ? [{ key, ...problem }] : []), ...(full ? [{ key, ...TOO_LARGE }] : [])];
  });
}

/**
 * The API server looks at keys in lower case, as Go has it: letter by letter, so that a dotted capital I becomes a plain i,
 * where JavaScript writes two characters.
 */
function lowerCase(key: string): string {
  return key.replaceAll('\u0130', 'i').toLowerCase();
}

const TOO_LARGE: Problem = {
  reason: `with it, the annotations of this object hold more than ${ANNOTATIONS_LIMIT} bytes, which is the limit (Kubernetes API, ObjectMeta)`,
  fix: 'shorten the annotations, or keep the text in a ConfigMap',
};
