import type { AdmissionPolicy, PolicySpec } from '../../analysis/admission/policy';
import type { Entry } from '../../analysis/rule';
import { ADMISSION } from '../../manifest/kinds';
import { groupOf, isRecord, listOf } from '../../manifest/manifest';
import { UsageError } from '../io';

const OURS = /^(?:cluster-guards|gateway-access)-/;

/** The policies among manifests that TeamAccess and ClusterGuards emit; whatever else is there is left alone. */
export function emittedPolicies(entries: readonly Entry[]): AdmissionPolicy[] {
  return entries.flatMap(({ manifest, file = '' }) => {
    const name = isRecord(manifest.metadata) ? manifest.metadata.name : undefined;
    if (groupOf(manifest.apiVersion) !== ADMISSION || manifest.kind !== 'ValidatingAdmissionPolicy') return [];
    if (typeof name !== 'string' || !OURS.test(name)) return [];
    if (isSpec(manifest.spec)) return [{ name, spec: manifest.spec }];
    throw new UsageError(`${file}: policy ${name} is not as TeamAccess and ClusterGuards emit it; take the manifests of the operators' synth`);
  });
}

function isSpec(spec: unknown): spec is PolicySpec {
  if (!isRecord(spec) || !isRecord(spec.matchConstraints)) return false;
  const { matchConstraints: { namespaceSelector = {}, resourceRules }, matchConditions = [], variables = [], validations } = spec;
  return Array.isArray(resourceRules) && Array.isArray(validations)
    && isRecord(namespaceSelector) && listOf(namespaceSelector.matchExpressions).every(isLabelExpression)
    && resourceRules.every(isRule) && areTexts(matchConditions, 'name', 'expression') && areTexts(variables, 'name', 'expression')
    && areTexts(validations, 'expression', 'message');
}

function isRule(rule: unknown): boolean {
  return isRecord(rule) && [rule.apiGroups, rule.resources, rule.operations].every(isTextList);
}

function isLabelExpression(expression: unknown): boolean {
  return isRecord(expression) && typeof expression.key === 'string' && ['In', 'NotIn'].includes(String(expression.operator))
    && isTextList(expression.values);
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function areTexts(value: unknown, ...fields: string[]): boolean {
  return Array.isArray(value) && value.every((one) => isRecord(one) && fields.every((field) => typeof one[field] === 'string'));
}
