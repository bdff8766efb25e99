import type { Entry, RuleContext } from '../../rule';
import { authorityFault } from '../authorities';
import { policiesByTarget, policyAuthoritiesOf, targetKey, tlsTargetsOf } from '../backend-tls-targets';
import { portsOf } from '../backends';
import { compareRoutes } from '../precedence';
import { isService, type Reference } from '../references';
import { type Condition, type RefProblem, resolvedRefs, unknown } from './condition';
import { absent } from './reference-problems';

const TYPE = 'Accepted';

/**
 * Accepted and ResolvedRefs of a BackendTLSPolicy, as far as the manifests decide it: the same for each Gateway whose routes lead
 * to its targets. Source: Gateway API v1.6.1, PolicyConditionType and BackendTLSPolicySpec.
 */
export function policyStatus(policy: Entry, context: RuleContext): readonly Condition[] {
  const authorities = policyAuthoritiesOf(policy.manifest).map((ref) => authorityProblem(ref, context));
  return [acceptedOf(policy, authorities, context), resolvedRefs(authorities.flatMap((problem) => problem ?? []))];
}

type Problems = ReadonlyArray<RefProblem | undefined>;

function acceptedOf(policy: Entry, authorities: Problems, context: RuleContext): Condition {
  const targets = tlsTargetsOf(policy.manifest);
  const problems = targets.flatMap((one) => conflictOf(policy, one, context) ?? targetProblem(one, context) ?? []);
  const refused = resolvedRefs(problems);
  if (refused.status !== 'True') return { ...refused, type: TYPE };
  const isTrusting = authorities.length === 0 || authorities.includes(undefined);
  if (isTrusting) return { type: TYPE, status: 'True', reason: 'Accepted' };
  const open = authorities.find((problem) => problem && 'missing' in problem);
  if (open && 'missing' in open) return unknown(TYPE, open.missing);
  return { type: TYPE, status: 'False', reason: 'NoValidCACertificate' };
}

/** Of several policies for one target the oldest counts. */
function conflictOf(policy: Entry, target: Reference, context: RuleContext): RefProblem | undefined {
  const [first, ...others] = policiesByTarget(context).get(targetKey(target)) ?? [];
  if (others.length === 0) return undefined;
  const isOrdered = compareRoutes(first, others[0]) !== undefined;
  if (!isOrdered) return { missing: 'which policy for the target is the oldest' };
  return first === policy ? undefined : { reason: 'Conflicted' };
}

function targetProblem(target: Reference, context: RuleContext): RefProblem | undefined {
  const reason = 'TargetNotFound';
  const [found] = context.index.find(target.group, target.kind, target.namespace, target.name);
  if (!found) return absent(target, reason, context);
  if (target.sectionName === undefined || !isService(target)) return undefined;
  return portsOf(found.manifest).some(({ name }) => name === target.sectionName) ? undefined : { reason };
}

function authorityProblem(ref: Reference, context: RuleContext): RefProblem | undefined {
  const { group, kind, namespace, name } = ref;
  if (group !== '' || kind === 'Secret') return { missing: `whether the implementation takes ${kind} as authority` };
  if (kind !== 'ConfigMap') return { reason: 'InvalidKind' };
  const reason = 'InvalidCACertificateRef';
  const [configMap] = context.index.find(group, kind, namespace, name);
  if (!configMap) return absent(ref, reason, context);
  return authorityFault(configMap.manifest) === undefined ? undefined : { reason };
}
