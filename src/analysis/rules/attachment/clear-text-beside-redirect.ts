import { Category, Severity } from '../../../manifest/finding';
import { listOf } from '../../../manifest/manifest';
import { isHttpsRedirect } from '../../../manifest/redirects';
import { rulesOf } from '../../../manifest/trap-parts';
import { attachmentsOf } from '../../cluster/attachment';
import { describeEntry } from '../../cluster/describe-entry';
import { redirectToHttps } from '../../cluster/https-redirects';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { HTTP_ROUTE } from '../judged-kinds';

/** A parentRef without a section leads to every listener, the one that is there to redirect included. */
export const clearTextBesideRedirect: Rule = {
  code: 'GW176',
  title: 'A route that also serves clear text, beside a redirect to HTTPS',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, ParentReference.sectionName and the guide on HTTP redirects',
  kinds: [HTTP_ROUTE],
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    if (rulesOf(entry.manifest.spec).some(({ value }) => listOf(value.filters).some(isHttpsRedirect))) return [];
    return attachmentsOf(entry, index).flatMap(({ ref, listeners }) => {
      const secure = listeners.find(({ listener }) => listener.protocol === 'HTTPS')?.listener;
      if (ref.sectionName !== undefined || ref.port !== undefined || !secure) return [];
      for (const { listener } of listeners) {
        const redirect = listener.protocol === 'HTTP' ? redirectToHttps(entry, listener, index) : undefined;
        if (!redirect) continue;
        return [{
          message: `without a sectionName the route attaches to listener "${listener.name}" for clear text as well, where `
            + `${describeEntry(redirect)} redirects to HTTPS; requests that this route matches more closely, or as the older one, are `
            + 'answered in clear text instead',
          fix: `write sectionName: ${secure.name}`, path: ref.path,
        }];
      }
      return [];
    });
  },
};
