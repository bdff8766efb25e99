import { Category, Severity } from '../../../manifest/finding';
import { reservedKeys } from '../../../manifest/gateway-traps';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { GATEWAY } from '../judged-kinds';
import { trapResult } from '../trap-result';

/** Labels of the API's own prefix tell which Gateway proxies and Services belong to. */
export const reservedInfrastructure: Rule = {
  code: 'GW136',
  title: 'A label or annotation of the API on what is made for a Gateway',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, GatewayInfrastructure; GEP-1762',
  kinds: [GATEWAY],
  check: ({ manifest }: Entry): RuleResult[] => reservedKeys(specOf(manifest).infrastructure)
    .map((trap) => trapResult(trap, 'by them it, and whatever selects proxies, finds what belongs to a Gateway')),
};
