import { CLOSED_KIND, Closing, type DoorArea } from './side-door';

/** Other kinds than granted routes that lead requests in. */
export const ROUTERS: DoorArea = {
  title: 'Other routers',
  doors: [
    {
      id: 'ingress', door: 'an Ingress', kinds: ['networking.k8s.io/Ingress'], leads: 'the gateway: any hostname, any path',
      ...CLOSED_KIND,
      open: 'an Ingress that is older than the guard serves on; its spec, labels and annotations stay as they are',
    },
    {
      id: 'traefik', door: 'a router of Traefik',
      kinds: ['traefik.io/IngressRoute', 'traefik.io/IngressRouteTCP', 'traefik.containo.us/IngressRoute'],
      leads: 'the gateway: any hostname, any port', ...CLOSED_KIND,
    },
    {
      id: 'contour', door: 'a router of Contour', kinds: ['projectcontour.io/HTTPProxy'], leads: 'the gateway: any hostname',
      ...CLOSED_KIND,
    },
    {
      id: 'istio-router', door: 'a router of Istio', kinds: ['networking.istio.io/VirtualService', 'networking.istio.io/Gateway'],
      leads: 'the gateway, and what others call in the mesh', ...CLOSED_KIND,
    },
    {
      id: 'kong', door: 'a router of Kong',
      kinds: [
        'configuration.konghq.com/TCPIngress', 'configuration.konghq.com/KongIngress', 'gateway-operator.konghq.com/ControlPlane',
      ],
      leads: 'the gateway: any port', ...CLOSED_KIND,
    },
    {
      id: 'openshift-route', door: 'a Route of OpenShift', kinds: ['route.openshift.io/Route'],
      leads: 'the gateway: any hostname', ...CLOSED_KIND,
    },
    {
      id: 'ambassador', door: 'a router of Emissary', kinds: ['getambassador.io/Mapping', 'getambassador.io/Host'],
      leads: 'the gateway: any hostname', ...CLOSED_KIND,
    },
    {
      id: 'haproxy-router', door: 'a router of HAProxy',
      kinds: ['gate.v3.haproxy.org/Gate', 'ingress.v1.haproxy.org/TCP', 'ingress.v3.haproxy.org/TCP', 'core.haproxy.org/Backend'],
      leads: 'the gateway: any port', ...CLOSED_KIND,
    },
    {
      id: 'apisix', door: 'a router of APISIX', kinds: ['apisix.apache.org/ApisixRoute'], leads: 'the gateway: any hostname',
      ...CLOSED_KIND,
    },
    {
      id: 'own-gateway', door: 'a Gateway of the team\'s own', kinds: ['gateway.networking.k8s.io/Gateway'],
      leads: 'the granted gateway: an address, proxies and certificates of its own', ...CLOSED_KIND,
    },
    {
      id: 'balancer', door: 'settings of load balancers in the cloud',
      kinds: ['elbv2.k8s.aws/TargetGroupBinding', 'gateway.k8s.aws/LoadBalancerConfiguration'],
      leads: 'the gateway: pods stand behind a balancer of the account', ...CLOSED_KIND,
    },
    {
      id: 'listener-set', door: 'a ListenerSet without a delegation', leads: 'the gateway\'s listeners: new hostnames and ports',
      closedBy: [Closing.RBAC, Closing.ADMISSION], guard: 'TeamAccess listenersets',
      open: 'where listeners are delegated, those for granted hostnames on granted ports pass',
    },
    {
      id: 'foreign-route', door: 'a route for a hostname of another', leads: 'the grant',
      closedBy: [Closing.ADMISSION], guard: 'TeamAccess httproutes',
    },
    {
      id: 'foreign-method', door: 'a GRPCRoute beside the granted services and methods',
      leads: 'the grant of a hostname by prefixes',
      closedBy: [Closing.ADMISSION], guard: 'TeamAccess grpcroutes',
    },
    {
      id: 'acme-route', door: 'a route at a listener that was not granted', leads: 'the grant', closedBy: [Closing.ADMISSION],
      guard: 'TeamAccess httproutes',
      open: 'exact paths below /.well-known/acme-challenge/ of hostnames that were granted as a whole, for certificates',
    },
    {
      id: 'ungranted-route', door: 'a route in a namespace without a grant', leads: 'the grant: a new namespace has none',
      closedBy: [Closing.RBAC, Closing.ADMISSION], guard: 'ungranted',
    },
    {
      id: 'reference-grant', door: 'a ReferenceGrant over all Services, or over Secrets',
      leads: 'the border of the namespace, for others',
      closedBy: [Closing.ADMISSION], guard: 'TeamAccess referencegrants', open: 'a team opens its Services by name',
    },
    {
      id: 'other-clusters', door: 'Services of other clusters',
      kinds: ['multicluster.x-k8s.io/ServiceExport', 'multicluster.x-k8s.io/ServiceImport'],
      leads: 'the cluster: backends that no policy here knows', ...CLOSED_KIND,
    },
  ],
};
