import type { SpecChecks } from '../kinds/parts';
import type { RuleContext } from './rule-backends';
import type { WrittenRule } from './rule-names';

/** What tells one kind of a team's routes from the others. */
export interface RouteForm<Rule> extends SpecChecks {
  readonly kind: string;
  /** The construct that makes one, for messages. */
  readonly construct: string;
  /** Most rules. Source: Gateway API v1.6.1. */
  readonly ruleLimit: number;
  /** The rules that come from one, as the API has them; their backends are noted in the context. */
  rulesOf(context: RuleContext, written: WrittenRule<Rule>): object[];
}
