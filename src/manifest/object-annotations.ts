import { labelKeyProblem } from './names';
import type { Problem } from './problem';

/** All annotations of an object together, in bytes of UTF-8. Source: Kubernetes API, ObjectMeta. */
const ANNOTATIONS_LIMIT = 256 * 1024;

/** What is wrong with one annotation of an object. */
export interface AnnotationProblem extends Problem {
  readonly key: string;
}

/** What is wrong with an object's annotations. Values that are no text are left to others, and do not count. */
export function annotationProblems(annotations: Record<string, unknown>): AnnotationProblem[] {
  let size = 0;
  return Object.keys(annotations).flatMap((key) => {
    // The API server compares their keys in lower case; in the name itself upper case letters are fine.
    const problem = labelKeyProblem(key.toLowerCase());
    const value = annotations[key];
    const before = size;
    if (typeof value === 'string') size += Buffer.byteLength(key) + Buffer.byteLength(value);
    const full = before <= ANNOTATIONS_LIMIT && size > ANNOTATIONS_LIMIT;
    return [...(problem ? [{ key, ...problem }] : []), ...(full ? [{ key, ...TOO_LARGE }] : [])];
  });
}

const TOO_LARGE: Problem = {
  reason: `with it, the annotations of this object hold more than ${ANNOTATIONS_LIMIT} bytes, which is the limit (Kubernetes API, ObjectMeta)`,
  fix: 'shorten the annotations, or keep the text in a ConfigMap',
};
