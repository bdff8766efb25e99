import { Category, Severity } from '../../../manifest/finding';
import { nameFeature, nameServing, whoHas } from '../../features/feature-messages';
import { featuresOfEntry } from '../../features/features-of';
import { unsupportedNeeds } from '../../features/unsupported-needs';
import type { Rule } from '../../rule';
import { FEATURE_KINDS } from '../judged-kinds';

/** What happens without a behaviour. The other behaviours depend on what no manifest says: on certificates, and on callers. */
const WITHOUT = new Map([
  ['GatewayHTTPListenerIsolation', 'a request for this hostname may get the routes of a wider listener on the port'],
  ['HTTPRouteRetryConnectionError', 'a request whose connection to the backend fails is not tried again'],
]);

/** A way of handling requests that an implementation's conformance report lists as unsupported. */
export const unsupportedBehaviour: Rule = {
  code: 'GW502',
  title: 'Requests are handled in another way by the implementation',
  severity: Severity.WARNING,
  category: Category.PORTABILITY,
  source: 'Gateway API, conformance reports, and Listener on isolation',
  kinds: FEATURE_KINDS,
  check: (entry, context) => unsupportedNeeds(entry, context)
    .filter(({ need, serving }) => need.behavioural && WITHOUT.has(need.feature) && serving.byClass === undefined)
    .map(({ need, serving }) => ({
      message: `${nameServing(serving)} does not have ${nameFeature(need)} (${need.why}): ${WITHOUT.get(need.feature)!}`,
      fix: `make sure that this does no harm, or use an implementation that has it; ${whoHas(need, featuresOfEntry(entry, context))}`,
      path: need.path,
    })),
};
