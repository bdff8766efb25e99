import { Category, Severity } from '../../../manifest/finding';
import { noHostnameTrap } from '../../../manifest/hostname-traps';
import { ownListeners } from '../../cluster/own-listeners';
import type { Entry, Rule, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';
import { trapResult } from '../trap-result';

/** What the pattern of hostnames takes and no request carries. Of those of routes GW171 tells. */
export const hostnameForm: Rule = {
  code: 'GW121',
  title: 'A hostname that no request can carry',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, Hostname; RFC 1035 on labels, RFC 6066 on server names',
  kinds: LISTENER_OWNERS,
  check: (entry: Entry): RuleResult[] => ownListeners(entry)
    .flatMap(({ hostname, path }) => (hostname === undefined ? [] : noHostnameTrap(hostname, `${path}.hostname`)))
    .map((trap) => trapResult(trap, 'nothing arrives for it')),
};
