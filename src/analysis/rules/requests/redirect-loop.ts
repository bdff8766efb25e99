import { Category, Severity } from '../../../manifest/finding';
import { emptyRedirects } from '../../../manifest/http-path-traps';
import { type Cycle, cycleOf } from '../../cluster/redirect-cycle';
import { type PlacedRedirect, redirectsAt } from '../../cluster/redirects-at';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { HTTP_ROUTE } from '../judged-kinds';
import { trapResult } from '../trap-result';
import { partsOf } from './request-parts';

/** A redirect that leads back to its own rule: clients follow it until they give up. */
export const redirectLoop: Rule = {
  code: 'GW218',
  title: 'A redirect that leads back to itself',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, HTTPRequestRedirectFilter and ParentReference.sectionName',
  kinds: [HTTP_ROUTE],
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const results = partsOf(entry, context).filters.flatMap(emptyRedirects).map((problem) => trapResult(problem));
    const said = new Set<string>();
    for (const redirect of redirectsAt(entry, context.index)) {
      const cycle = said.has(redirect.path) ? undefined : cycleOf(redirect, context.index);
      if (cycle === undefined) continue;
      said.add(redirect.path);
      // Upstream's conformance tests redirect so, to see the status.
      const isPlain = Object.keys(redirect.settings).every((field) => field === 'statusCode');
      results.push({
        message: messageOf(redirect, cycle), fix: fixOf(redirect), path: redirect.path,
        ...(isPlain && { severity: Severity.WARNING }),
      });
    }
    return results;
  },
};

function messageOf({ settings, listener }: PlacedRedirect, cycle: Cycle): string {
  const where = listener ? `at listener "${listener.name}" (${listener.protocol}, port ${listener.port}) ` : '';
  const host = settings.hostname === undefined ? '' : ` of "${String(settings.hostname)}", which is one of the route's hostnames,`;
  return cycle === 'same'
    ? `${where}the new address${host} is the one that was asked for, so clients are redirected until they give up`
    : `${where}the new path is below the prefix that the rule matches, so it is redirected again, and grows until clients give up`;
}

function fixOf({ settings, listener }: PlacedRedirect): string {
  if (listener && settings.scheme === 'https') return 'attach the route to the listener for clear text alone, by sectionName';
  if (settings.hostname !== undefined) return 'take that hostname out of the route, and serve it by another one';
  return 'write a path, hostname or scheme that the rule does not match, or a rule that answers the new path';
}
