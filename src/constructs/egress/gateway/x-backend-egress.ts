import type { ApiObject } from 'cdk8s';
import { GATEWAY_API_EXPERIMENTAL } from '../../../manifest/kinds';
import type { EgressHostData, VersionData } from './egress-host-data';
import { behind, type EgressContext, type EgressRouting, gatewayRoute, idOf, type RoutedHost } from './egress-routing';

/**
 * XBackend, Gateway API's own kind for a host outside of the cluster, behind a gateway whose clients' way is another's.
 * TLS is always asked for, and the certificate checked against the host's name. Source: Gateway API v1.6.1, GEP-4894.
 */
export function xBackendRouting(base: EgressRouting): EgressRouting {
  return { ...base, leave: routeOut };
}

function routeOut(context: EgressContext, host: RoutedHost): ApiObject[] {
  const backends = new Map(host.data.versions.map((version) => [version, backendOf(context, host, version)]));
  return [
    ...backends.values(),
    gatewayRoute(context, host, (version) => (
      { group: GATEWAY_API_EXPERIMENTAL, kind: 'XBackend', name: backends.get(version)!.name })),
  ];
}

function backendOf(context: EgressContext, host: RoutedHost, version: VersionData): ApiObject {
  return behind(context, `${idOf(host, host.data, version)}-backend`, [GATEWAY_API_EXPERIMENTAL, 'XBackend'], {
    type: 'ExternalHostname',
    externalHostname: { hostname: version.hostname },
    port: { port: version.port },
    protocol: 'HTTP',
    tls: tlsOf(host.data, version),
  });
}

function tlsOf({ authoritySecret, clientCertificateSecret }: EgressHostData, { hostname }: VersionData): object {
  return {
    mode: clientCertificateSecret === undefined ? 'ServerOnly' : 'ClientAndServer',
    ...(clientCertificateSecret !== undefined && {
      clientCertificateRef: { group: '', kind: 'Secret', name: clientCertificateSecret },
    }),
    validation: {
      hostname,
      ...(authoritySecret === undefined
        ? { wellKnownCACertificates: 'System' } : { caCertificateRefs: [{ group: '', kind: 'Secret', name: authoritySecret }] }),
    },
  };
}
