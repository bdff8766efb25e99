import { Admission } from '../../analysis/admission/judge-request';
import type { AdmissionPolicy } from '../../analysis/admission/policy';
import { resourceOf } from '../../analysis/resource-of';
import { clusterPolicyName } from '../../constructs/policies/guard-policies';
import type { ResourceRef } from '../../manifest/finding';
import type { Inputs } from '../reading/read-inputs';
import { type Asked, isOwned, requestsOf } from './requests';

/** An object that a policy would refuse. */
export interface Refused {
  readonly policy: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly resource: ResourceRef;
  /** What of the object is refused, where it is not itself. */
  readonly part?: string;
}

/** What the policies would refuse if the objects were applied anew, in the order of the files. */
export function checkGuards(policies: readonly AdmissionPolicy[], inputs: Inputs): Refused[] {
  const admission = new Admission(policies);
  const asked = requestsOf(inputs.entries, platformOf(policies));
  const told = new Set<string>();
  const refused: Refused[] = [];
  // What makes pods is told first: of its pods it is not told again.
  for (const one of [...asked].sort((a, b) => Number(isOwned(a.entry.manifest)) - Number(isOwned(b.entry.manifest)))) {
    for (const { policy, message } of admission.judge(one.request)) {
      const key = JSON.stringify([policy, message, one.request.namespace]);
      if (one.part !== undefined) told.add(key);
      else if (isOwned(one.entry.manifest) && told.has(key)) continue;
      refused.push({ policy, message, ...placeOf(one) });
    }
  }
  const order = new Map(inputs.entries.map(({ file = '' }, i) => [file, i]));
  return refused.sort((a, b) => order.get(a.file)! - order.get(b.file)! || a.line - b.line);
}

/** The policy over kinds of the platform leaves out its namespaces. */
function platformOf(policies: readonly AdmissionPolicy[]): ReadonlySet<string> {
  const policy = policies.find(({ name }) => name === clusterPolicyName({ name: 'closed-kinds' }));
  const expressions = policy?.spec.matchConstraints.namespaceSelector?.matchExpressions ?? [];
  return new Set(expressions.filter(({ operator }) => operator === 'NotIn').flatMap(({ values }) => values));
}

function placeOf({ entry, part }: Asked): Omit<Refused, 'policy' | 'message'> {
  return {
    file: entry.file ?? '', line: entry.line?.() ?? 1,
    resource: resourceOf(entry.manifest), ...(part !== undefined && { part }),
  };
}
