import { ADMISSION, GATEWAY_API } from '../../manifest/kinds';
import { isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { oncePerIndex } from '../once';
import type { ClusterIndex } from './cluster-index';
import { specOf } from './references';

/** The resources of Gateway API whose hostnames the admission policies of the set judge. */
const judgedResources = oncePerIndex((index): ReadonlySet<string> => new Set(
  index.ofKind(ADMISSION, 'ValidatingAdmissionPolicy').map(({ manifest }) => manifest)
    .filter(readsHostnames).flatMap(resourcesOf),
));

/** Whether an admission policy of the set judges the hostnames of a kind of routes, which it names in the plural. */
export function isJudgedByHostname(resource: string, index: ClusterIndex): boolean {
  const judged = judgedResources(index);
  return judged.has(resource) || judged.has('*');
}

function readsHostnames(policy: Manifest): boolean {
  const { validations, variables } = specOf(policy);
  return [...listOf(validations), ...listOf(variables)].some((part) =>
    isRecord(part) && typeof part.expression === 'string' && part.expression.includes('hostnames'));
}

function resourcesOf(policy: Manifest): string[] {
  const { matchConstraints } = specOf(policy);
  const rules = isRecord(matchConstraints) ? listOf(matchConstraints.resourceRules).filter(isRecord) : [];
  return rules.filter(({ apiGroups }) => listOf(apiGroups).some((group) => group === GATEWAY_API || group === '*'))
    .flatMap(({ resources }) => listOf(resources)).filter((resource): resource is string => typeof resource === 'string');
}
