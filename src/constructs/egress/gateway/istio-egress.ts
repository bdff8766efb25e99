import type { ApiObject } from 'cdk8s';
import { GATEWAY_API, ISTIO } from '../../../manifest/kinds';
import type { EgressHostData, VersionData } from './egress-host-data';
import { behind, type EgressContext, type EgressRouting, gatewayRoute, idOf, type RoutedHost } from './egress-routing';

const SERVICE_ENTRY = [ISTIO, 'ServiceEntry'] as const;

/**
 * Istio: the mesh learns the host from a ServiceEntry, leads the clients' requests to the gateway by a route on that entry,
 * and the gateway's own route leads out. Resolution is by DNS: with NONE the gateway would lead into itself,
 * and TCP to every address.
 * Source: Istio, "Egress Gateways" and "TLS Origination for Egress Traffic", Gateway API variants.
 */
export function istioRouting(gateway: string, className: string): EgressRouting {
  const service = `${gateway}-${className}`;
  return {
    service,
    annotations: { 'networking.istio.io/service-type': 'ClusterIP' },
    arrive: (context, host) => [askedHost(context, host), toGateway(context, host, service)],
    leave: out,
  };
}

/** The name that clients ask for. */
function askedHost(context: EgressContext, host: RoutedHost): ApiObject {
  const { data } = host;
  const asked = data.versions.find(({ hostname }) => hostname === data.hostname) ?? { ...data, weight: 1 };
  return entry(context, host, `${host.section}-host`, asked, ['.', ...context.clients]);
}

/** Names of versions, which the gateway alone knows. */
function otherHosts(context: EgressContext, host: RoutedHost): ApiObject[] {
  return host.data.versions.filter(({ hostname }) => hostname !== host.data.hostname)
    .map((version) => entry(context, host, `${idOf(host, host.data, version)}-host`, version, ['.']));
}

function entry(
  context: EgressContext, { data, port }: RoutedHost, id: string, version: VersionData, exportTo: string[],
): ApiObject {
  return behind(context, id, SERVICE_ENTRY, {
    hosts: [version.hostname],
    location: 'MESH_EXTERNAL',
    resolution: 'DNS',
    exportTo,
    ports: [{
      number: port, name: data.form === 'tls' ? 'tls' : 'http', protocol: data.form === 'tls' ? 'TLS' : 'HTTP',
      ...(version.port !== port && { targetPort: version.port }),
    }],
  });
}

/** From the mesh to the gateway. The entry's name is the id's, made by the chart. */
function toGateway(context: EgressContext, { data, section, port }: RoutedHost, service: string): ApiObject {
  const { name } = context.scope.node.findChild(`${section}-host`) as ApiObject;
  return behind(context, `${section}-to-gateway`, [GATEWAY_API, data.form === 'tls' ? 'TLSRoute' : 'HTTPRoute'], {
    parentRefs: [{ group: ISTIO, kind: 'ServiceEntry', name }],
    ...(data.form === 'tls' && { hostnames: [data.hostname] }),
    rules: [{ backendRefs: [{ name: service, port }] }],
  });
}

function out(context: EgressContext, host: RoutedHost): ApiObject[] {
  const { data, port } = host;
  const rules = data.versions.flatMap((version): ApiObject[] => {
    const trafficPolicy = { ...tlsOf(data, version), ...breakerOf(data) };
    if (Object.keys(trafficPolicy).length === 0) return [];
    // For the gateway alone: the clients' own proxies would begin TLS too.
    return [behind(context, `${idOf(host, data, version)}-policy`, [ISTIO, 'DestinationRule'], {
      host: version.hostname, exportTo: ['.'], trafficPolicy,
    })];
  });
  const leaving = gatewayRoute(context, host, ({ hostname }) => ({ group: ISTIO, kind: 'Hostname', name: hostname, port }));
  return [...otherHosts(context, host), leaving, ...rules];
}

function tlsOf({ form, authoritySecret, clientCertificateSecret }: EgressHostData, { hostname }: VersionData): object {
  if (form === 'tls') return {};
  const credentialName = clientCertificateSecret ?? authoritySecret;
  return {
    tls: {
      mode: clientCertificateSecret === undefined ? 'SIMPLE' : 'MUTUAL', sni: hostname, subjectAltNames: [hostname],
      ...(credentialName !== undefined && { credentialName }),
    },
  };
}

function breakerOf({ circuitBreaker }: EgressHostData): object {
  if (circuitBreaker === undefined) return {};
  const { maxConnections, maxPendingRequests, maxRequests, consecutiveErrors, ejectionTime } = circuitBreaker;
  const http = {
    ...(maxPendingRequests !== undefined && { http1MaxPendingRequests: maxPendingRequests }),
    ...(maxRequests !== undefined && { http2MaxRequests: maxRequests }),
  };
  const pool = {
    ...(maxConnections !== undefined && { tcp: { maxConnections } }),
    ...(Object.keys(http).length > 0 && { http }),
  };
  return {
    ...(Object.keys(pool).length > 0 && { connectionPool: pool }),
    ...(consecutiveErrors !== undefined && {
      outlierDetection: { consecutive5xxErrors: consecutiveErrors, baseEjectionTime: `${ejectionTime / 1000}s` },
    }),
  };
}
