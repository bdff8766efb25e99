import { Category, Severity } from '../../../manifest/finding';
import { getOrAdd } from '../../../manifest/group-by';
import { covers } from '../../../manifest/hostname';
import { portOfScheme } from '../../../manifest/redirects';
import type { ClusterIndex } from '../../cluster/cluster-index';
import { listenersBeside } from '../../cluster/effective-listeners';
import { HostnameTable } from '../../cluster/hostname-table';
import type { OwnListener } from '../../cluster/own-listeners';
import {
  type PlacedRedirect, redirectsAt, type RedirectTarget, schemeOf, staysOnHost, targetOf,
} from '../../cluster/redirects-at';
import { oncePerKey } from '../../once';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { HTTP_ROUTE } from '../judged-kinds';

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
  const there = all.byPort.get(port);
  if (!there) return ofNoListener(redirect, { scheme, port }, all);
  if (!staysOnHost(redirect)) return [];
  const wrong = [...there].find(([spoken]) => spoken !== scheme)?.[1];
  if (!wrong || there.has(scheme)) return [];
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
function ofNoListener(redirect: PlacedRedirect, { scheme, port }: Target, { byScheme }: Neighbours): RuleResult[] {
  const { listener, path, settings } = redirect;
  if (settings.port !== undefined || listener?.port !== portOfScheme(String(schemeOf(listener)))) return [];
  const meant = servingTarget(redirect, byScheme.get(scheme));
  if (!meant) return [];
  return [{
    message: `the new address is ${scheme} on port ${port}, and the Gateway has no listener there: `
      + `"${meant.name}", which speaks ${scheme}, is on port ${meant.port}, so clients that follow the redirect get no answer`,
    fix: `write port: ${meant.port}`, path,
  }];
}

/** A listener that serves the new address; another host, which may be served elsewhere, only where it is for that one. */
function servingTarget(redirect: PlacedRedirect, table: HostnameTable<OwnListener> | undefined): OwnListener | undefined {
  const { hostnames, settings } = redirect;
  const served = hostnames.length === 0 ? [undefined] : hostnames;
  if (staysOnHost(redirect)) return served.flatMap((one) => table?.first(one) ?? [])[0];
  const meant = table?.first(String(settings.hostname));
  return meant?.hostname !== undefined && covers(meant.hostname, String(settings.hostname)) ? meant : undefined;
}

type Target = Required<RedirectTarget>;

/** Listeners of one Gateway that speak HTTP or HTTPS. */
interface Neighbours {
  /** The first of each scheme on each port; empty where there are others alone. */
  readonly byPort: ReadonlyMap<number, ReadonlyMap<string, OwnListener>>;
  readonly byScheme: ReadonlyMap<string, HostnameTable<OwnListener>>;
}

/** The listeners of the Gateway that a listener belongs to, as far as they are here. */
function neighboursOf({ owner }: OwnListener, index: ClusterIndex): Neighbours {
  return sorted(listenersBeside(owner, index), index);
}

const sorted = oncePerKey((listeners: readonly OwnListener[]): Neighbours => {
  const byPort = new Map<number, Map<string, OwnListener>>();
  const byScheme = new Map<string, HostnameTable<OwnListener>>();
  for (const listener of listeners) {
    const { port, hostname } = listener;
    if (port === undefined) continue;
    const there = getOrAdd(byPort, port, () => new Map<string, OwnListener>());
    const scheme = schemeOf(listener);
    if (scheme === undefined) continue;
    if (!there.has(scheme)) there.set(scheme, listener);
    getOrAdd(byScheme, scheme, () => new HostnameTable<OwnListener>()).add(hostname, listener);
  }
  return { byPort, byScheme };
});
