import { Category, Severity } from '../../../manifest/finding';
import { ipAddressProblem } from '../../../manifest/hostname';
import { noHostname } from '../../../manifest/http-path-traps';
import { hostnameTraps } from '../../../manifest/route-traps';
import { allFiltersOf, rulesOf } from '../../../manifest/trap-parts';
import type { Entry, Rule, RuleResult } from '../../rule';
import { HOSTNAME_KINDS } from '../judged-kinds';
import { trapResult } from '../trap-result';

/** What has the form of a hostname and is none. */
export const noHostnameOfRoute: Rule = {
  code: 'GW171',
  title: 'A hostname of a route that no client asks for',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, Hostname and PreciseHostname; RFC 1035, 2.3.4',
  kinds: HOSTNAME_KINDS,
  check({ manifest: { kind, spec } }: Entry): RuleResult[] {
    // Addresses in a TLSRoute are refused by the API server itself.
    const ofRoute = hostnameTraps(spec).filter(({ value }) => kind !== 'TLSRoute' || !ipAddressProblem(value));
    const ofFilters = kind === 'HTTPRoute' ? rulesOf(spec).flatMap(allFiltersOf).flatMap(noHostname) : [];
    return [
      ...ofRoute.map((problem) => trapResult(problem, effectOf(problem.value))),
      ...ofFilters.map((problem) => trapResult(problem)),
    ];
  },
};

function effectOf(hostname: unknown): string {
  return ipAddressProblem(hostname)
    ? 'the specification takes none, so nothing says that the route gets requests by it'
    : 'no client can look it up, so the route gets no request by it';
}
