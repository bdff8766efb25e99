import { patternsOver } from '../../manifest/hostname';
import { GATEWAY_API } from '../../manifest/kinds';
import { listOf } from '../../manifest/manifest';
import { isHttpsRedirect } from '../../manifest/redirects';
import { rulesOf } from '../../manifest/trap-parts';
import { oncePerIndex } from '../once-per-index';
import type { Entry } from '../rule';
import { attachmentsOf } from './attachment';
import { EVERY_HOSTNAME } from './claims';
import type { ClusterIndex } from './cluster-index';
import type { OwnListener } from './own-listeners';
import { hostnamesOf } from './references';

/** By the owner of a listener, its path there, and hostname. */
type Redirects = Map<Entry, Map<string, Map<string, Entry>>>;

/** Another route that redirects hostnames of a route to HTTPS at a listener for clear text, and is not more specific. */
export function redirectToHttps(route: Entry, { owner, path }: OwnListener, index: ClusterIndex): Entry | undefined {
  const redirects = redirectsByListener(index).get(owner)?.get(path);
  if (!redirects) return undefined;
  const hostnames = hostnamesOf(route.manifest).flatMap((hostname) => [hostname, ...patternsOver(hostname)]);
  return [...hostnames, EVERY_HOSTNAME].map((hostname) => redirects.get(hostname))
    .find((other) => other !== undefined && other !== route);
}

/** The first redirect to HTTPS of each hostname at each listener for clear text. */
const redirectsByListener = oncePerIndex((index) => {
  const owners: Redirects = new Map();
  for (const route of index.ofKind(GATEWAY_API, 'HTTPRoute')) {
    if (!rulesOf(route.manifest.spec).some(({ value }) => listOf(value.filters).some(isHttpsRedirect))) continue;
    const named = hostnamesOf(route.manifest);
    for (const { listener } of attachmentsOf(route, index).flatMap(({ listeners }) => listeners)) {
      if (listener.protocol !== 'HTTP') continue;
      const redirects = redirectsAt(owners, listener);
      for (const hostname of named.length > 0 ? named : [EVERY_HOSTNAME]) {
        if (!redirects.has(hostname)) redirects.set(hostname, route);
      }
    }
  }
  return owners;
});

function redirectsAt(owners: Redirects, { owner, path }: OwnListener): Map<string, Entry> {
  const listeners = owners.get(owner) ?? new Map<string, Map<string, Entry>>();
  owners.set(owner, listeners);
  const redirects = listeners.get(path) ?? new Map<string, Entry>();
  listeners.set(path, redirects);
  return redirects;
}
