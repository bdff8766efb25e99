import { Category, Severity } from '../../../manifest/finding';
import { preflightTraps } from '../../../manifest/preflight-traps';
import type { Rule } from '../../rule';
import { HTTP_ROUTE } from '../judged-kinds';
import { trapResult } from '../trap-result';
import { partsOf } from './request-parts';

const EFFECT = 'where no other route answers, browsers refuse pages each call that they ask about first: one with a header or a '
  + 'content type of its own, or with a method other than GET, HEAD and POST';

/** Browsers ask before they call, with OPTIONS and without the headers of the page. */
export const unansweredPreflight: Rule = {
  code: 'GW209',
  title: 'A CORS filter that no preflight reaches',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Fetch Standard, CORS-preflight fetch; Gateway API, HTTPCORSFilter',
  kinds: [HTTP_ROUTE],
  check: (entry, context) => preflightTraps([...partsOf(entry, context).rules])
    .map((problem) => trapResult(problem, EFFECT)),
};
