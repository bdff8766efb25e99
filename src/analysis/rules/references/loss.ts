import type { Reference } from '../../cluster/references';

/** What comes of a backend that an implementation cannot use. Source: Gateway API v1.6.1, backendRefs of each kind of routes. */
const OF_KIND: ReadonlyMap<string, string> = new Map([
  ['HTTPRoute', 'its share of the requests gets 500'],
  ['GRPCRoute', 'its share of the calls gets UNAVAILABLE'],
  ['TLSRoute', 'its share of the connections is reset'],
  ['TCPRoute', 'its share of the connections is reset'],
  ['UDPRoute', 'its share of the traffic is dropped'],
]);

/** What comes of a reference of a route that leads nowhere: a backend's share is lost, a mirror gets no copies. */
export function lossOf(kind: string, { path }: Reference): string {
  if (path.endsWith('.requestMirror.backendRef')) return 'no request is copied there, and the route does not count as resolved';
  if (path.endsWith('.externalAuth.backendRef')) {
    return 'nobody can say which requests may pass, and the route does not count as resolved';
  }
  return OF_KIND.get(kind) ?? 'its share of the traffic is lost';
}
