import { Category, Severity } from '../../../manifest/finding';
import { covers, overlaps } from '../../../manifest/hostname';
import { portOfScheme } from '../../../manifest/redirects';
import { parentEntry } from '../../cluster/attachment';
import type { ClusterIndex } from '../../cluster/cluster-index';
import { effectiveListeners } from '../../cluster/effective-listeners';
import { parentOfSet } from '../../cluster/listener-sets';
import { type OwnListener, ownListeners } from '../../cluster/own-listeners';
import {
  type PlacedRedirect, redirectsAt, type RedirectTarget, schemeOf, staysOnHost, targetOf,
} from '../../cluster/redirects-at';
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
  if (!listener || scheme === undefined || port === undefined) return [];
  const all = neighboursOf(listener, index);
  const there = all.filter((other) => other.port === port);
  if (there.length === 0) return ofNoListener(redirect, { scheme, port }, all);
  if (!staysOnHost(redirect)) return [];
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

/**
 * A redirect from the usual port to one that the Gateway does not have, where it speaks the scheme on another. Who writes the
 * port knows what is there; and a Gateway on unusual ports alone may stand behind something that translates them.
 */
function ofNoListener(redirect: PlacedRedirect, { scheme, port }: Target, all: readonly OwnListener[]): RuleResult[] {
  const { listener, path, settings } = redirect;
  if (settings.port !== undefined || listener?.port !== portOfScheme(String(schemeOf(listener)))) return [];
  const meant = all.find((other) => schemeOf(other) === scheme && other.port !== undefined && servesTarget(other, redirect));
  if (!meant) return [];
  return [{
    message: `the new address is ${scheme} on port ${port}, and the Gateway has no listener there: `
      + `"${meant.name}", which speaks ${scheme}, is on port ${meant.port}, so clients that follow the redirect get no answer`,
    fix: `write port: ${meant.port}`, path,
  }];
}

/** Whether a listener serves the new address; another host, which may be served elsewhere, only where it is for that one. */
function servesTarget({ hostname }: OwnListener, redirect: PlacedRedirect): boolean {
  const { hostnames, settings } = redirect;
  if (!staysOnHost(redirect)) return hostname !== undefined && covers(hostname, String(settings.hostname));
  return hostnames.length === 0 || hostnames.some((served) => overlaps(hostname, served));
}

type Target = Required<RedirectTarget>;

/** The listeners of the Gateway that a listener belongs to, as far as they are here. */
function neighboursOf({ owner }: OwnListener, index: ClusterIndex): readonly OwnListener[] {
  if (owner.manifest.kind === 'Gateway') return effectiveListeners(owner, index);
  const ref = parentOfSet(owner.manifest);
  const gateway = ref && parentEntry(ref, index);
  return gateway ? effectiveListeners(gateway, index) : ownListeners(owner);
}
