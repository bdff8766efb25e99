import type { GrantData, ProxyPeers } from '../../manifest/grant-data';
import { policyKindOf } from '../../manifest/proxy-peers';
import { invalid, type Place, refused } from '../base/problems';
import { Pods } from '../routes/pods';

/** A way of a gateway's proxies to pods. */
export interface GatewayWay {
  readonly id: string;
  readonly proxies: ProxyPeers;
  readonly labels: Record<string, string>;
  readonly port: number;
}

/** The ways that the operator opens to a gateway; where the grant isolates ingress, the team's routes open theirs themselves. */
export function gatewayWays(place: Place, grant: GrantData | undefined, backends: Pods[] | undefined): GatewayWay[] {
  if (backends === undefined) {
    if (grant === undefined || grant.isolation.ingress) return [];
    throw refused(place, `the grant of team "${grant.team.name}" does not isolate ingress, so its routes open nothing to the gateway; `
      + 'write gatewayBackends: [Pods.labelled({ app: \'product\' }, 8080)], or admit the team with isolation: Isolation.BOTH');
  }
  const fix = 'write [Pods.labelled({ app: \'product\' }, 8080)]';
  if (!Array.isArray(backends)) throw invalid(place, 'gatewayBackends', backends, { reason: 'it is not a list', fix });
  if (backends.length === 0) return [];
  const proxies = namedProxies(place, grant);
  return [...backends].map((pods, i) => {
    if (!(pods instanceof Pods)) throw invalid(place, `gatewayBackends[${i}]`, pods, { reason: 'it does not say which pods', fix });
    const { labels, port } = pods._data();
    return { id: `gateway-${i}`, proxies, labels, port };
  });
}

function namedProxies(place: Place, grant: GrantData | undefined): ProxyPeers {
  if (grant === undefined) {
    throw refused(place, 'gatewayBackends: no gateway serves namespaces that are named without a grant; '
      + 'leave it out, or write team: TeamNamespaces.granted(grant)');
  }
  if (policyKindOf(grant.proxies) !== undefined) return grant.proxies;
  throw refused(place, `gatewayBackends: no policy can let the gateway in, since its proxies cannot be named (${grant.proxies.reason ?? 'no reason given'})`);
}
