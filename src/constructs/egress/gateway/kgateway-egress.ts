import type { ApiObject } from 'cdk8s';
import { GATEWAY_API, KGATEWAY } from '../../../manifest/kinds';
import type { EgressHostData, VersionData } from './egress-host-data';
import {
  behind, type EgressContext, type EgressRouting, gatewayRoute, idOf, milliseconds, type RoutedHost,
} from './egress-routing';

/**
 * kgateway: a static Backend for each host, by its exact name; its dynamic forward proxy would be an open relay.
 * Source: kgateway 2.4, Backend, BackendConfigPolicy and TrafficPolicy.
 */
export function kgatewayRouting(gateway: string): EgressRouting {
  return {
    service: gateway,
    parameters: () => ({
      kind: { group: KGATEWAY, kind: 'GatewayParameters' }, spec: { kube: { service: { type: 'ClusterIP' } } },
    }),
    leave: routeOut,
  };
}

function routeOut(context: EgressContext, host: RoutedHost): ApiObject[] {
  const { data } = host;
  const backends = new Map(data.versions.map((version) => [version, backendOf(context, host, version)]));
  const route = gatewayRoute(
    { ...context, experimental: false }, host,
    (version) => ({ group: KGATEWAY, kind: 'Backend', name: backends.get(version)!.name }),
  );
  return [
    ...backends.values(),
    ...data.versions.flatMap((version) => configOf(context, host, version, backends.get(version)!)),
    route,
    ...trafficOf(context, host, route),
  ];
}

function backendOf(context: EgressContext, host: RoutedHost, version: VersionData): ApiObject {
  return behind(context, `${idOf(host, host.data, version)}-backend`, [KGATEWAY, 'Backend'], {
    type: 'Static', static: { hosts: [{ host: version.hostname, port: version.port }] },
  });
}

function configOf(context: EgressContext, host: RoutedHost, version: VersionData, backend: ApiObject): ApiObject[] {
  const spec = { ...tlsOf(host.data, version), ...breakerOf(host.data) };
  if (Object.keys(spec).length === 0) return [];
  return [behind(context, `${idOf(host, host.data, version)}-config`, [KGATEWAY, 'BackendConfigPolicy'], {
    targetRefs: [{ group: KGATEWAY, kind: 'Backend', name: backend.name }], ...spec,
  })];
}

function tlsOf({ form, authoritySecret, clientCertificateSecret }: EgressHostData, { hostname }: VersionData): object {
  if (form === 'tls') return {};
  const name = clientCertificateSecret ?? authoritySecret;
  return {
    tls: {
      sni: hostname, verifySubjectAltNames: [hostname],
      ...(name === undefined ? { wellKnownCACertificates: 'System' } : { secretRef: { name } }),
      ...(name !== undefined && clientCertificateSecret === undefined && { simpleTLS: true }),
    },
  };
}

function breakerOf({ circuitBreaker }: EgressHostData): object {
  if (circuitBreaker === undefined) return {};
  const { consecutiveErrors, ejectionTime, ...limits } = circuitBreaker;
  return {
    ...(Object.keys(limits).length > 0 && { circuitBreakers: limits }),
    ...(consecutiveErrors !== undefined && {
      outlierDetection: { consecutive5xx: consecutiveErrors, baseEjectionTime: milliseconds(ejectionTime) },
    }),
  };
}

function trafficOf(context: EgressContext, { data, section }: RoutedHost, route: ApiObject): ApiObject[] {
  const { retry, hostname, versions, form } = data;
  const renamed = form === 'https' && versions.some((version) => version.hostname !== hostname);
  if (retry === undefined && !renamed) return [];
  return [behind(context, `${section}-traffic`, [KGATEWAY, 'TrafficPolicy'], {
    targetRefs: [{ group: GATEWAY_API, kind: route.kind, name: route.name }],
    ...(renamed && { autoHostRewrite: true }),
    ...(retry !== undefined && {
      retry: {
        attempts: retry.attempts, statusCodes: retry.statusCodes,
        ...(retry.backoff !== undefined && { backoffBaseInterval: milliseconds(retry.backoff) }),
      },
    }),
  })];
}
