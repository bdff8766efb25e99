import { CLOSED_KIND, Closing, type DoorArea } from './side-door';

/** What changes the proxies themselves, or gives them backends outside the cluster. */
export const PROXIES: DoorArea = {
  title: 'Escapes through proxies, and backends outside',
  doors: [
    {
      id: 'proxy-patch', door: 'a patch of a proxy\'s configuration',
      kinds: [
        'networking.istio.io/EnvoyFilter', 'gateway.envoyproxy.io/EnvoyPatchPolicy', 'gateway.nginx.org/SnippetsFilter',
        'k8s.nginx.org/TransportServer',
      ],
      leads: 'every route of the proxy, those of other teams too', ...CLOSED_KIND,
    },
    {
      id: 'proxy-extension', door: 'code in a proxy',
      kinds: [
        'gateway.envoyproxy.io/EnvoyExtensionPolicy', 'extensions.istio.io/WasmPlugin', 'telemetry.istio.io/Telemetry',
        'configuration.konghq.com/KongPlugin',
      ],
      leads: 'every route of the proxy, and what it logs', ...CLOSED_KIND,
    },
    {
      id: 'proxy-parameters', door: 'what parametersRef of a gateway leads to',
      kinds: [
        'gateway.envoyproxy.io/EnvoyProxy', 'gateway.nginx.org/NginxProxy', 'gateway.kgateway.dev/GatewayParameters',
        'gateway.kgateway.dev/TrafficPolicy', 'agentgateway.dev/AgentgatewayParameters', 'gloo.solo.io/Upstream',
        'gateway.solo.io/VirtualService',
      ],
      leads: 'the proxies\' image, arguments and ports', ...CLOSED_KIND,
    },
    {
      id: 'mesh-settings', door: 'a Sidecar or a DestinationRule',
      kinds: ['networking.istio.io/Sidecar', 'networking.istio.io/DestinationRule', 'networking.istio.io/ProxyConfig'],
      leads: 'the mesh\'s registry, and its mTLS', ...CLOSED_KIND,
    },
    {
      id: 'snippets', door: 'an annotation of a Service that configures a router', leads: 'the router\'s whole configuration',
      closedBy: [Closing.ADMISSION], guard: 'services',
      open: 'annotations that a router reads and this library does not know; those of an Ingress are closed with the kind',
    },
    {
      id: 'outside-backend', door: 'a backend outside the cluster',
      kinds: [
        'networking.istio.io/ServiceEntry', 'networking.istio.io/WorkloadEntry', 'gateway.envoyproxy.io/Backend',
        'gateway.networking.x-k8s.io/XBackend', 'gateway.kgateway.dev/Backend',
      ],
      leads: 'the lockdown: the proxies go out where the team\'s pods may not', ...CLOSED_KIND,
    },
    {
      id: 'backend-kind', door: 'a backend of a route that is no Service',
      leads: 'the lockdown, and the border of the namespace: a hostname in Istio takes no ReferenceGrant',
      closedBy: [Closing.ADMISSION], guard: 'backends',
      open: 'Services of other namespaces that a ReferenceGrant opens, ServiceImports, which are the platform\'s, '
        + 'and what `backendKinds` opens to a namespace',
    },
    {
      id: 'second-network', door: 'a network beside the pods\' own', kinds: ['k8s.cni.cncf.io/NetworkAttachmentDefinition'],
      leads: 'every policy: they hold on the first network', ...CLOSED_KIND,
    },
  ],
};
