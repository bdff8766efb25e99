import { isRecord } from '../../manifest/manifest';
import { labelProblem, subdomainProblem } from '../../manifest/names';
import { checkKnown, type Known } from '../base/known-options';
import { check, invalid, type Place } from '../base/problems';

/** An object by its name, in the Gateway's namespace or another one. */
export interface NamedReference {
  readonly name: string;
  readonly namespace?: string;
}

const REFERENCE: Known<NamedReference> = { name: true, namespace: true };

/** A copy of a reference, checked. */
export function namedReference(place: Place, option: string, reference: NamedReference, example: string): NamedReference {
  if (!isRecord(reference)) throw invalid(place, option, reference, { reason: 'it is not an object', fix: `write ${example}` });
  checkKnown(place, `${option}.`, reference as NamedReference, REFERENCE);
  const { name, namespace } = reference as NamedReference;
  check(place, `${option}.name`, name, subdomainProblem(name));
  if (namespace !== undefined) check(place, `${option}.namespace`, namespace, labelProblem(namespace));
  return { name, ...(namespace !== undefined && { namespace }) };
}
