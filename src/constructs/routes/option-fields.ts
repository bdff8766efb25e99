import { type FieldCheck, problemsOf } from '../../manifest/field-checks';
import type { Place } from '../base/problems';
import { checkFields } from '../kinds/parts';

/** Throws where options that are the API's fields have problems; messages name the options, `at` in front of them. */
export function checkOptionFields(place: Place, at: string, options: object, form: FieldCheck): void {
  checkFields(place, problemsOf(form, options, at).map((problem) => ({
    ...problem, path: withoutDot(problem.path), reason: withoutDot(problem.reason),
  })));
}

/** Paths below nothing start with a dot, and reasons may start with a path. */
function withoutDot(text: string): string {
  return text.replace(/^\./, '');
}
