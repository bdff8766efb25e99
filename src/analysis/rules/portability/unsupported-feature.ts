import { Category, Severity } from '../../../manifest/finding';
import { nameFeature, nameServing, placesOf, whoHas } from '../../features/feature-messages';
import { featuresOfEntry } from '../../features/features-of';
import { unsupportedNeeds } from '../../features/unsupported-needs';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { FEATURE_KINDS } from '../judged-kinds';

/**
 * A feature that an implementation's conformance report lists as unsupported. Where only a GatewayClass tells the implementation,
 * its version is not known, so it is a warning.
 */
export const unsupportedFeature: Rule = {
  code: 'GW500',
  title: 'A feature that the implementation does not support',
  severity: Severity.ERROR,
  category: Category.PORTABILITY,
  source: 'Gateway API, conformance reports',
  kinds: FEATURE_KINDS,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const certain = unsupportedNeeds(entry, context).filter(({ need }) => !need.behavioural);
    return certain.map(({ need, serving }) => ({
      message: `${nameServing(serving)} does not have ${nameFeature(need)} (${need.why}): `
        + `the gateway ignores this or refuses the object${placesOf(need)}`,
      fix: `leave it out, or use an implementation that has it; ${whoHas(need, featuresOfEntry(entry, context))}`,
      path: need.path,
      ...(serving.byClass !== undefined && { severity: Severity.WARNING }),
    }));
  },
};
