import type { ApiObject } from 'cdk8s';
import { ENVOY_GATEWAY, GATEWAY_API } from '../../../manifest/kinds';
import type { EgressHostData, VersionData } from './egress-host-data';
import {
  behind, type EgressContext, type EgressRouting, gatewayRoute, idOf, milliseconds, type RoutedHost,
} from './egress-routing';

/**
 * Envoy Gateway: a Backend for each host, by its exact name; its type for any name would be an open relay. Off unless the
 * installation has `extensionApis.enableBackend`. Source: Envoy Gateway 1.9, Backend and BackendTrafficPolicy.
 */
export function envoyRouting(gateway: string): EgressRouting {
  return {
    service: gateway,
    parameters: () => ({
      kind: { group: ENVOY_GATEWAY, kind: 'EnvoyProxy' },
      spec: { provider: { type: 'Kubernetes', kubernetes: { envoyService: { type: 'ClusterIP', name: gateway } } } },
    }),
    leave: routeOut,
  };
}

function routeOut(context: EgressContext, host: RoutedHost): ApiObject[] {
  const { data, section } = host;
  const backends = new Map(data.versions.map((version) => [version, backendOf(context, host, version)]));
  const renamed = data.form === 'https' && data.versions.some(({ hostname }) => hostname !== data.hostname);
  const rewrite = renamed ? [behind(context, `${section}-host-header`, [ENVOY_GATEWAY, 'HTTPRouteFilter'], {
    urlRewrite: { hostname: { type: 'Backend' } },
  })] : [];
  const route = gatewayRoute(
    { ...context, experimental: false }, host,
    (version) => ({ group: ENVOY_GATEWAY, kind: 'Backend', name: backends.get(version)!.name }),
    rewrite.map(({ name }) => ({ type: 'ExtensionRef', extensionRef: { group: ENVOY_GATEWAY, kind: 'HTTPRouteFilter', name } })),
  );
  return [...backends.values(), ...rewrite, route, ...policyOf(context, host, route)];
}

function backendOf(context: EgressContext, host: RoutedHost, version: VersionData): ApiObject {
  const { hostname, port } = version;
  return behind(context, `${idOf(host, host.data, version)}-backend`, [ENVOY_GATEWAY, 'Backend'], {
    type: 'Endpoints', endpoints: [{ fqdn: { hostname, port } }], ...tlsOf(host.data, version),
  });
}

function tlsOf({ form, authoritySecret, clientCertificateSecret }: EgressHostData, { hostname }: VersionData): object {
  if (form === 'tls') return {};
  return {
    tls: {
      sni: hostname,
      ...(authoritySecret === undefined
        ? { wellKnownCACertificates: 'System' } : { caCertificateRefs: [{ group: '', kind: 'Secret', name: authoritySecret }] }),
      ...(clientCertificateSecret !== undefined && {
        clientCertificateRef: { group: '', kind: 'Secret', name: clientCertificateSecret },
      }),
    },
  };
}

function policyOf(context: EgressContext, { data, section }: RoutedHost, route: ApiObject): ApiObject[] {
  const spec = { ...breakerOf(data), ...retryOf(data) };
  if (Object.keys(spec).length === 0) return [];
  return [behind(context, `${section}-policy`, [ENVOY_GATEWAY, 'BackendTrafficPolicy'], {
    targetRefs: [{ group: GATEWAY_API, kind: route.kind, name: route.name }], ...spec,
  })];
}

function breakerOf({ circuitBreaker }: EgressHostData): object {
  if (circuitBreaker === undefined) return {};
  const { maxConnections, maxPendingRequests, maxRequests, consecutiveErrors, ejectionTime } = circuitBreaker;
  const breaker = {
    ...(maxConnections !== undefined && { maxConnections }),
    ...(maxPendingRequests !== undefined && { maxPendingRequests }),
    ...(maxRequests !== undefined && { maxParallelRequests: maxRequests }),
  };
  return {
    ...(Object.keys(breaker).length > 0 && { circuitBreaker: breaker }),
    ...(consecutiveErrors !== undefined && {
      healthCheck: { passive: { consecutive5XxErrors: consecutiveErrors, baseEjectionTime: milliseconds(ejectionTime) } },
    }),
  };
}

function retryOf({ retry }: EgressHostData): object {
  if (retry === undefined) return {};
  const { attempts, statusCodes, backoff } = retry;
  return {
    retry: {
      numRetries: attempts, retryOn: { httpStatusCodes: statusCodes, triggers: ['retriable-status-codes'] },
      ...(backoff !== undefined && { perRetry: { backOff: { baseInterval: milliseconds(backoff) } } }),
    },
  };
}
