import { Closing, type DoorArea } from './side-door';

const { ADMISSION, NETWORK_POLICY, RBAC } = Closing;

/** Services, and the addresses behind them. */
export const SERVICES: DoorArea = {
  title: 'Services and their addresses',
  doors: [
    {
      id: 'endpoints', door: 'Endpoints and EndpointSlices by hand', kinds: ['/Endpoints', 'discovery.k8s.io/EndpointSlice'],
      leads: 'policies on pods: a Service leads to any address', closedBy: [RBAC, ADMISSION], guard: 'closed-kinds',
      open: 'the controllers that write them are known by name (guard `closed-kinds`)',
    },
    {
      id: 'selector-less', door: 'a Service without selector', leads: 'policies on pods: its addresses come by hand',
      closedBy: [ADMISSION], guard: 'services',
    },
    {
      id: 'external-name', door: 'type ExternalName', leads: 'the lockdown, by the proxies', closedBy: [ADMISSION],
      guard: 'services',
    },
    {
      id: 'external-ips', door: 'externalIPs', leads: 'addresses of others, whose traffic it takes', closedBy: [ADMISSION],
      guard: 'services',
    },
    {
      id: 'load-balancer', door: 'type LoadBalancer, loadBalancerIP', leads: 'the gateway: an address of its own',
      guard: 'services',
      closedBy: [ADMISSION, NETWORK_POLICY],
      open: 'one that is older than the guard serves on, as far as network policies let its sources in',
    },
    {
      id: 'node-port', door: 'type NodePort', leads: 'the gateway: in by every node', closedBy: [ADMISSION, NETWORK_POLICY],
      guard: 'services', open: 'solvers of cert-manager are NodePorts unless the issuer says serviceType ClusterIP',
    },
    {
      id: 'waypoint', door: 'the label istio.io/use-waypoint: none', leads: 'the rules on requests at a waypoint',
      closedBy: [ADMISSION], guard: 'services',
    },
  ],
};
