import { Category, Severity } from '../../../manifest/finding';
import { endlessTries as zeroBackendRequest } from '../../../manifest/http-route-traps';
import { recordAt } from '../../../manifest/trap-parts';
import type { Rule } from '../../rule';
import { HTTP_ROUTE } from '../judged-kinds';
import { ofEach } from './request-parts';

/** To the API server zero is less than any limit; to a gateway it is none. */
export const endlessTries: Rule = {
  code: 'GW207',
  title: 'A timeout for the backend that is longer than that of the request',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, HTTPRouteTimeouts',
  kinds: [HTTP_ROUTE],
  check: ofEach('rules', (rule) => recordAt(rule, 'timeouts').flatMap(zeroBackendRequest)),
};
