import { Category, Severity } from '../../../manifest/finding';
import { parentEntry } from '../../cluster/attachment';
import type { ClusterIndex } from '../../cluster/cluster-index';
import { effectiveListeners } from '../../cluster/effective-listeners';
import { parentOfSet } from '../../cluster/listener-sets';
import { type OwnListener, ownListeners } from '../../cluster/own-listeners';
import { type PlacedRedirect, redirectsAt, schemeOf, staysOnHost, targetOf } from '../../cluster/redirects-at';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { HTTP_ROUTE } from './request-parts';

/** The port of the new address is that of its scheme, or of the listener, and has to speak the scheme. */
export const redirectPort: Rule = {
  code: 'GW219',
  title: 'A redirect to a port of the Gateway that does not speak its scheme',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, HTTPRequestRedirectFilter.port',
  kinds: [HTTP_ROUTE],
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    const results = redirectsAt(entry, index).flatMap((redirect) => judge(redirect, index));
    return [...new Map(results.map((result) => [result.path, result])).values()];
  },
};

function judge(redirect: PlacedRedirect, index: ClusterIndex): RuleResult[] {
  const { listener, path, settings } = redirect;
  const { scheme, port } = targetOf(redirect);
  if (!listener || scheme === undefined || port === undefined || !staysOnHost(redirect)) return [];
  const there = neighboursOf(listener, index).filter((other) => other.port === port);
  const wrong = there.find((other) => schemeOf(other) !== undefined && schemeOf(other) !== scheme);
  if (!wrong || there.some((other) => schemeOf(other) === scheme)) return [];
  const fix = settings.scheme === undefined
    ? `write scheme: ${schemeOf(wrong)!}`
    : `leave port out, or write that of a listener for ${scheme === 'https' ? 'HTTPS' : 'HTTP'}`;
  return [{
    message: `the new address is ${scheme} on port ${port}, where listener "${wrong.name}" of the Gateway speaks ${wrong.protocol}, `
      + 'so clients that follow the redirect get no answer',
    fix, path,
  }];
}

/** The listeners of the Gateway that a listener belongs to, as far as they are here. */
function neighboursOf({ owner }: OwnListener, index: ClusterIndex): readonly OwnListener[] {
  if (owner.manifest.kind === 'Gateway') return effectiveListeners(owner, index);
  const ref = parentOfSet(owner.manifest);
  const gateway = ref && parentEntry(ref, index);
  return gateway ? effectiveListeners(gateway, index) : ownListeners(owner);
}
