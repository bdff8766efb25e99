import { Category, Severity } from '../../../manifest/finding';
import { hostnameProblem } from '../../../manifest/hostname';
import { objectText } from '../../../manifest/object-text';
import { type Attachment, attachmentsOf } from '../../cluster/attachment';
import { hostnamesOf } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../judged-kinds';

/** A route with one hostname that a listener serves is accepted; of its others no status says that nothing comes of them. */
export const droppedHostname: Rule = {
  code: 'GW109',
  title: 'A hostname of a route that no listener of its parents serves',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, HTTPRouteSpec.hostnames: what intersects with no listener is ignored',
  kinds: ROUTE_TYPES,
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    const attached = attachmentsOf(entry, index).filter(({ status }) => status !== 'False');
    // A parent that is not here may serve any of them.
    if (attached.length === 0 || attached.some(({ parent }) => parent === undefined)) return [];
    if (attached.every(({ dropped }) => dropped.length === 0)) return [];
    // What is no hostname has a finding of its own.
    const isDropped = (hostname: string): boolean => attached.every(({ dropped }) => dropped.includes(hostname));
    return hostnamesOf(entry.manifest).flatMap((hostname, i) => (isDropped(hostname) && !hostnameProblem(hostname)
      ? [resultOf(hostname, i, attached)]
      : []));
  },
};

function resultOf(hostname: string, i: number, attached: readonly Attachment[]): RuleResult {
  const served = new Set(attached.flatMap(({ listeners }) => listeners.flatMap(({ listener }) => listener.hostname ?? [])));
  return {
    message: `no listener of ${attached.map(({ ref }) => objectText(ref)).join(' or ')} that takes the route serves "${hostname}": the route is accepted `
      + 'for its other hostnames, and requests for this one find no listener',
    fix: `claim a hostname under ${[...served].slice(0, 8).join(' or ')}, or leave it out`, path: `spec.hostnames[${i}]`,
  };
}
