import type { RuleJson } from '../../manifest/cut-rule';
import type { RouteJson, ShardedRoute } from '../../manifest/shard-routes';
import type { SpecChecks } from '../kinds/parts';
import type { AttachedKind } from './attachment';
import type { RuleContext } from './rule-backends';
import type { WrittenRule } from './rule-names';

/** What tells one kind of a team's routes from the others. Its checks are asked of the route before it is cut. */
export interface RouteForm<Rule> extends SpecChecks, AttachedKind {
  /** The rules that come from one, as the API has them; their backends are noted in the context. */
  rulesOf(context: RuleContext, written: WrittenRule<Rule>): RuleJson[];
  /** Cuts a route of any size into parts within the limits of its kind. */
  cut(route: RouteJson<RuleJson>): ShardedRoute<RuleJson>;
}
