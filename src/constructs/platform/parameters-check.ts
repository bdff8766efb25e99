import type { ParametersKind } from '../../manifest/implementation-facts';
import { isRecord } from '../../manifest/manifest';
import { labelProblem, subdomainProblem } from '../../manifest/names';
import { show } from '../../manifest/problem';
import { checkKnown, type Known } from '../base/known-options';
import { check, invalid, type Place, refused } from '../base/problems';
import type { Implementation } from './implementation';
import type { LocalParametersReference, ParametersReference } from './parameters-reference';

const REFERENCE: Known<LocalParametersReference> = { name: true, group: true, kind: true };
const CLASS_REFERENCE: Known<ParametersReference> = { ...REFERENCE, namespace: true };

/** The reference of a GatewayClass. The kind must be the one that the implementation reads there: others do nothing. */
export function classParametersRef(
  place: Place, ref: ParametersReference | undefined, implementation: Implementation,
): object | undefined {
  if (ref === undefined) return undefined;
  checkReference(place, ref, CLASS_REFERENCE, '{ name, namespace }');
  const { classParameters, gatewayParameters } = implementation._facts();
  const elsewhere = gatewayParameters && `write it as parametersRef of the SharedGateway, which reads ${nameOf(gatewayParameters)}`;
  const { group, kind } = kindOf(place, ref, classParameters, `${implementation.name} reads no parameters of a GatewayClass`, elsewhere);
  check(place, 'parametersRef.name', ref.name, subdomainProblem(ref.name));
  check(place, 'parametersRef.namespace', ref.namespace, labelProblem(ref.namespace));
  return { group, kind, name: ref.name, namespace: ref.namespace };
}

/** The reference of a Gateway: an object in its own namespace. */
export function gatewayParametersRef(
  place: Place, ref: LocalParametersReference | undefined, implementation: Implementation,
): object | undefined {
  if (ref === undefined) return undefined;
  checkReference(place, ref, REFERENCE, '{ name }');
  const { classParameters, gatewayParameters } = implementation._facts();
  const elsewhere = classParameters && `write it as parametersRef of the GatewayInfrastructure, which reads ${nameOf(classParameters)}`;
  const { group, kind } = kindOf(place, ref, gatewayParameters, `${implementation.name} reads no parameters of a Gateway`, elsewhere);
  check(place, 'parametersRef.name', ref.name, subdomainProblem(ref.name));
  return { group, kind, name: ref.name };
}

function checkReference<T>(place: Place, ref: T, known: Known<T>, example: string): void {
  if (!isRecord(ref)) throw invalid(place, 'parametersRef', ref, { reason: 'it is not an object', fix: `write ${example}` });
  checkKnown(place, 'parametersRef.', ref as T, known);
}

function kindOf(
  place: Place, ref: LocalParametersReference, read: ParametersKind | undefined, unread: string, elsewhere = 'remove it',
): ParametersKind {
  if (!read) throw refused(place, `parametersRef ${show(ref)}: ${unread}; ${elsewhere}`);
  const { group = read.group, kind = read.kind } = ref;
  if (group === read.group && kind === read.kind) return read;
  throw refused(place, `parametersRef ${show(ref)}: no controller reads ${nameOf({ group, kind })} here; write ${nameOf(read)}, or leave group and kind out`);
}

function nameOf({ group, kind }: ParametersKind): string {
  return `kind ${show(kind)} of group ${show(group)}`;
}
