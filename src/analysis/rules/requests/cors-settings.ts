import { corsTraps } from '../../../manifest/cors-traps';
import { Category, Severity } from '../../../manifest/finding';
import { recordAt } from '../../../manifest/trap-parts';
import type { Rule } from '../../rule';
import { HTTP_ROUTE } from '../judged-kinds';
import { ofEach } from './request-parts';

/** What a browser compares with its own origin has the spelling that browsers use. */
export const corsSettings: Rule = {
  code: 'GW214',
  title: 'CORS settings that shut out every page or some that are meant',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Fetch Standard, HTTP-CORS protocol; Gateway API, HTTPCORSFilter',
  kinds: [HTTP_ROUTE],
  check: ofEach('filters', (filter) => recordAt(filter, 'cors').flatMap(corsTraps)),
};
