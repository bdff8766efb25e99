import { Category, Severity } from '../../../manifest/finding';
import { attachmentsOf } from '../../cluster/attachment';
import { namespaceOf } from '../../cluster/cluster-index';
import { describeEntry } from '../../cluster/describe-entry';
import { hostnamesOf } from '../../cluster/references';
import { otherTenant } from '../../cluster/tenants';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { REQUEST_KINDS } from '../judged-kinds';

/** Without hostnames a route takes whatever no other route at the listener claims, the names of others included. */
export const wideRoute: Rule = {
  code: 'GW179',
  title: 'A route without hostnames at a listener that namespaces share',
  severity: Severity.WARNING,
  category: Category.SECURITY,
  source: 'Gateway API, security model: avoiding hostname/domain hijacking',
  kinds: REQUEST_KINDS,
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    if (hostnamesOf(entry.manifest).length > 0) return [];
    const home = namespaceOf(entry.manifest);
    for (const { ref, listeners } of attachmentsOf(entry, index)) {
      for (const { listener, certain } of listeners) {
        // A default route of the listener's owner is his to write; a listener for one name holds no others.
        if (isOneName(listener.hostname) || !certain || namespaceOf(listener.owner.manifest) === home) continue;
        const other = otherTenant(listener, home, index);
        if (other) return [resultOf(ref.path, listener.name, other)];
      }
    }
    return [];
  },
};

function isOneName(hostname: string | undefined): boolean {
  return hostname !== undefined && !hostname.startsWith('*');
}

function resultOf(path: string, listener: string, other: Entry): RuleResult {
  return {
    message: `the route names no hostname, so it takes each request at listener "${listener}" that no other route matches more closely; `
      + `${describeEntry(other)} of another namespace is there, and its hostnames are among them`,
    fix: 'name the hostnames of the route, or give each namespace a listener with a hostname', path,
  };
}
