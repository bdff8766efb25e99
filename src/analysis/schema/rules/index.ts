import { ADDRESS_RULES } from './addresses';
import { BACKEND_RULES } from './backends';
import { FILTER_RULES } from './filters';
import { HTTP_RULES } from './http-rules';
import { LISTENER_RULES } from './listeners';
import type { NodeRule } from './node-rule';
import { PATH_RULES } from './paths';
import { REFERENCE_RULES } from './references';
import { ROUTE_RULES } from './route-rules';
import { SESSION_RULES } from './sessions';
import { TLS_RULES } from './tls';
import { UNION_RULES } from './unions';

/** A rule as a node of a table names it: what the node is says of which form its values are. */
type NamedRule = NodeRule<unknown>;

/** Every rule that a table can name. */
export const NODE_RULES: ReadonlyMap<string, NamedRule> = new Map([
  ...ADDRESS_RULES, ...BACKEND_RULES, ...FILTER_RULES, ...HTTP_RULES, ...LISTENER_RULES, ...PATH_RULES, ...REFERENCE_RULES,
  ...ROUTE_RULES, ...SESSION_RULES, ...TLS_RULES, ...UNION_RULES,
] as [string, NamedRule][]);

/** The rules of some names. Throws where a table names one that is not here. */
export function rulesNamed(names: readonly string[]): NamedRule[] {
  return names.map((name) => {
    const rule = NODE_RULES.get(name);
    if (!rule) throw new Error(`a schema table names the rule "${name}", which nothing judges`);
    return rule;
  });
}
