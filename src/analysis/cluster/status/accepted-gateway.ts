import { getOrAdd } from '../../../manifest/group-by';
import { GATEWAY_API } from '../../../manifest/kinds';
import { isRecord } from '../../../manifest/manifest';
import { oncePerRun } from '../../once';
import type { Entry, RuleContext } from '../../rule';
import { ownListeners } from '../own-listeners';
import { referenceOf, specOf } from '../references';
import { acceptedByListeners, type Condition, type RefProblem, unknown } from './condition';
import { listenerStatus } from './listener-status';
import { absent } from './reference-problems';

/** Whether a Gateway is accepted: its class, its parameters, then its own listeners decide. */
export function acceptedGateway(gateway: Entry, context: RuleContext): Condition {
  return getOrAdd(answers(context), gateway, () => judge(gateway, context));
}

const answers = oncePerRun(() => new Map<Entry, Condition>());

function judge(gateway: Entry, context: RuleContext): Condition {
  const { gatewayClassName } = specOf(gateway.manifest);
  const hasClass = context.index.find(GATEWAY_API, 'GatewayClass', undefined, String(gatewayClassName)).length > 0;
  if (context.closedWorld && !hasClass) return unknown('Accepted', `GatewayClass ${String(gatewayClassName)}`);
  const problem = parametersProblem(gateway, context);
  if (problem && 'reason' in problem) return { type: 'Accepted', status: 'False', reason: problem.reason };
  if (problem) return unknown('Accepted', problem.missing);
  return acceptedByListeners(ownListeners(gateway).map((listener) => listenerStatus(listener, context)));
}

function parametersProblem({ manifest }: Entry, context: RuleContext): RefProblem | undefined {
  const { infrastructure } = specOf(manifest);
  const ref = isRecord(infrastructure) ? infrastructure.parametersRef : undefined;
  const [parameters] = referenceOf(ref, 'spec.infrastructure.parametersRef', manifest, { group: '', kind: '' });
  if (!parameters) return undefined;
  const { group, kind, namespace, name } = parameters;
  const isThere = context.index.find(group, kind, namespace, name).length > 0;
  return isThere ? undefined : absent(parameters, 'InvalidParameters', context);
}
