import { Closing, type DoorArea } from './side-door';

const { ADMISSION, POD_SECURITY, RBAC } = Closing;

/** Pods that leave the network that policies hold for, and ways into pods. */
export const PODS: DoorArea = {
  title: 'Pods',
  doors: [
    {
      id: 'host-network', door: 'hostNetwork, hostPID, hostIPC', leads: 'every policy: the pod is the node',
      closedBy: [ADMISSION, POD_SECURITY], guard: 'pods',
    },
    {
      id: 'host-port', door: 'hostPort', leads: 'the gateway: in by the node\'s address', closedBy: [ADMISSION, POD_SECURITY],
      guard: 'pods',
    },
    {
      id: 'capabilities', door: 'NET_ADMIN, NET_RAW, privileged', leads: 'what the mesh and the node set up for the pod',
      closedBy: [ADMISSION, POD_SECURITY], guard: 'pods',
      open: 'runtimes that give NET_RAW unasked: level `restricted` has it dropped; '
        + 'Istio without its CNI plugin needs NET_ADMIN in every pod',
    },
    {
      id: 'mesh-exit', door: 'labels and annotations that leave the mesh of Istio, Linkerd, Kuma or Consul, or exclude ports',
      leads: 'everything that the mesh holds',
      closedBy: [ADMISSION], guard: 'pods',
      open: 'solvers of cert-manager stay outside the mesh, where its own account in a namespace of the platform makes them; '
        + 'of `proxy.istio.io/config` only a lone `holdApplicationUntilProxyStarts: true` passes',
    },
    {
      id: 'networks', door: 'an annotation for a second network', leads: 'every policy: they hold on the first network',
      closedBy: [ADMISSION], guard: 'pods',
    },
    {
      id: 'addresses', door: 'annotations by which a pod chooses its address or its pool, of Calico or Cilium',
      leads: 'policies, firewalls and clouds that go by addresses', closedBy: [ADMISSION], guard: 'pods',
    },
    {
      id: 'proxy-labels', door: 'labels of a gateway\'s proxies', leads: 'policies that let those in', closedBy: [ADMISSION],
      guard: 'pods',
      open: 'policies name the proxies\' namespace as well, so the labels alone open nothing',
    },
    {
      id: 'ephemeral-containers', door: 'pods/ephemeralcontainers', leads: 'what the pod\'s own containers may not',
      closedBy: [RBAC, ADMISSION], guard: 'pods', open: 'a debugging container without any of the above passes admission',
    },
    {
      id: 'connect', door: 'pods/exec, attach, portforward, proxy; services/proxy',
      leads: 'every policy: the connection comes from the node', closedBy: [RBAC, ADMISSION], guard: 'connections',
    },
    {
      id: 'node-proxy', door: 'nodes/proxy', leads: 'every pod of the node', closedBy: [RBAC],
      open: 'whoever may read nodes/proxy, such as some monitoring, may run commands in pods',
    },
    {
      id: 'status', door: 'status of routes, gateways, pods, Services', leads: 'what controllers and DNS read from it',
      closedBy: [RBAC],
      open: 'guards let status through, since controllers write it, but not the guarded labels and annotations that the status '
        + 'of pods, Services, namespaces and Ingresses takes along',
    },
    {
      id: 'tokens', door: 'serviceaccounts/token', leads: 'RBAC: somebody else\'s rights', closedBy: [RBAC],
      open: 'a pod may run as any service account of its namespace: keep powerful ones out of teams\' namespaces',
    },
  ],
};
