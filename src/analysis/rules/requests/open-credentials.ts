import { openOrigin } from '../../../manifest/cors-traps';
import { type FieldProblem, fieldProblem } from '../../../manifest/field-problem';
import { Category, Severity } from '../../../manifest/finding';
import { listOf } from '../../../manifest/manifest';
import { type Part, recordAt } from '../../../manifest/trap-parts';
import type { Rule } from '../../rule';
import { HTTP_ROUTE } from '../judged-kinds';
import { ofEach } from './request-parts';

/** Where credentials are allowed, a gateway answers "*" with the origin of the caller, whoever that is. */
export const openCredentials: Rule = {
  code: 'GW208',
  title: 'CORS that gives every site the credentials of the user',
  severity: Severity.WARNING,
  category: Category.SECURITY,
  source: 'Gateway API, HTTPCORSFilter.allowCredentials',
  kinds: [HTTP_ROUTE],
  check: ofEach('filters', (filter) => recordAt(filter, 'cors').flatMap(openToAll)),
};

function openToAll({ value: { allowOrigins, allowCredentials }, path }: Part): FieldProblem[] {
  const origins = listOf(allowOrigins);
  const open = allowCredentials === true ? openOrigin(origins) : -1;
  if (open < 0) return [];
  return [fieldProblem(
    `${path}.allowOrigins[${open}]`, origins[open],
    'with allowCredentials every site on the internet can call with the cookies of the user, and read the answers',
    'write the origins that are yours, such as "https://*.company.com", or leave allowCredentials out',
  )];
}
