import { Category, Severity } from '../../../manifest/finding';
import { GATEWAY_API } from '../../../manifest/kinds';
import { isRecord, listOf } from '../../../manifest/manifest';
import { admissionsOf } from '../../cluster/admissions';
import { isJudgedByHostname } from '../../cluster/hostname-policies';
import type { OwnListener } from '../../cluster/own-listeners';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';

/** A listener for HTTP takes GRPCRoutes beside HTTPRoutes, and a policy for the one kind alone is passed by with the other. */
export const unjudgedKind: Rule = {
  code: 'GW143',
  title: 'A listener takes GRPCRoutes that no policy on hostnames judges',
  severity: Severity.WARNING,
  category: Category.SECURITY,
  source: 'Gateway API, AllowedRoutes.kinds, and its security page on hostname hijacking',
  kinds: LISTENER_OWNERS,
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    if (!isJudgedByHostname('httproutes', index) || isJudgedByHostname('grpcroutes', index)) return [];
    return admissionsOf(entry).flatMap(({ listener, namespaces }) => {
      if (!listener || !['All', 'Selector'].includes(String(namespaces.from)) || !takesCalls(listener)) return [];
      return [{
        message: `listener "${listener.name}" takes GRPCRoutes too, and the ValidatingAdmissionPolicy on hostnames is for HTTPRoutes alone: `
          + 'with a GRPCRoute any admitted namespace can claim a hostname that the policy keeps from it',
        fix: 'write allowedRoutes.kinds: [{ kind: HTTPRoute }], or add grpcroutes to the policy', path: `${listener.path}.allowedRoutes`,
      }];
    });
  },
};

function takesCalls({ protocol, data }: OwnListener): boolean {
  const kinds = listOf(isRecord(data.allowedRoutes) ? data.allowedRoutes.kinds : undefined).filter(isRecord);
  if (!['HTTP', 'HTTPS'].includes(protocol)) return false;
  return kinds.length === 0 || kinds.some(({ group = GATEWAY_API, kind }) => group === GATEWAY_API && kind === 'GRPCRoute');
}
