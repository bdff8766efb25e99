import { Category, Severity } from '../../../manifest/finding';
import { GATEWAY_API } from '../../../manifest/kinds';
import { inItsAbsence, isAbsenceReported, meantInstead } from '../../cluster/absent';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { GATEWAY } from '../judged-kinds';

/** A Gateway belongs to the controller of its class; where classes are among the objects, its own one is looked for there. */
export const gatewayClass: Rule = {
  code: 'GW106',
  title: 'A Gateway whose class is not among the objects',
  severity: Severity.UNKNOWN,
  category: Category.SEMANTIC,
  source: 'Gateway API, GatewaySpec.gatewayClassName, and its page on troubleshooting',
  kinds: [GATEWAY],
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const { index, closedWorld } = context;
    const { gatewayClassName: name } = specOf(entry.manifest);
    if (typeof name !== 'string' || !isAbsenceReported(entry, context)) return [];
    if (index.ofKind(GATEWAY_API, 'GatewayClass').length === 0 && !closedWorld) return [];
    if (index.find(GATEWAY_API, 'GatewayClass', undefined, name).length > 0) return [];
    const path = 'spec.gatewayClassName';
    const meant = meantInstead({ group: GATEWAY_API, kind: 'GatewayClass', namespace: undefined, name, path }, index);
    return [{
      message: `GatewayClass "${name}" is not here${meant}; ${
        inItsAbsence('no controller serves the Gateway, and its status stays Unknown (Pending)', context)}`,
      fix: 'write the name of a GatewayClass of the cluster, or give its manifest too', path, missing: true,
    }];
  },
};
