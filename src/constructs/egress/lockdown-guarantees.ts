import { describeDestination } from '../../manifest/destinations';
import type { ClusterData, DestinationData, PortData } from '../../manifest/grant-data';
import { isInCluster } from '../../manifest/named-destinations';
import { enumerate } from '../../manifest/text';
import type { LockdownBackend } from './backends/backend';
import type { EgressGuarantee } from './egress-guarantee';

type Held = Omit<EgressGuarantee, 'destination'>;

/** What holds one destination of a lockdown, and what does not. */
export function guaranteeOf(destination: DestinationData, backend: LockdownBackend, cluster: ClusterData): EgressGuarantee {
  return { destination: describeDestination(destination.through ?? destination), ...heldBy(destination, backend, cluster) };
}

function heldBy(destination: DestinationData, { title, promises }: LockdownBackend, { mesh }: ClusterData): Held {
  const { form, ports, through } = destination;
  const proxy = 'nothing: no proxy stands in the way';
  if (form === 'host') return HOSTS[promises.by ?? 'address'](destination, title);
  if (form === 'gateway') {
    return {
      network: `that pods reach the gateway's proxies alone, on ${portsIn(ports)}`,
      proxy: `that it is ${describeDestination(through ?? destination)} and nothing else that the proxies reach`,
      unseen: 'what the gateway\'s own configuration says, where it stands elsewhere, and which addresses its proxies reach',
    };
  }
  if (isInCluster(destination)) {
    const tunnelled = mesh === 'ambient' && ports.some(({ protocol }) => protocol === 'TCP');
    return {
      network: tunnelled
        ? 'that it is these pods; not the port, since all traffic in an ambient mesh arrives on 15008'
        : 'that it is these pods and ports',
      proxy: tunnelled ? 'the port, where an AuthorizationPolicy says it' : proxy,
      unseen: 'who else may give pods these labels, and whether the pods there let the connection in',
    };
  }
  return { network: `that it is these addresses and ports, by ${title}`, proxy, unseen: 'who answers at these addresses' };
}

/** How hosts are held, by what back ends go by. */
const HOSTS: Record<'address' | 'sidecar' | 'proxy', (destination: DestinationData, title: string) => Held> = {
  address: ({ ports }, title) => ({
    network: `that it is an address which DNS gave for the name, on ${portsIn(ports)}, by ${title}`,
    proxy: 'nothing: no proxy reads the name',
    unseen: 'which other sites have the same addresses, and what DNS answers',
  }),
  sidecar: (destination) => ({
    network: `that it is some public address, on ${portsIn(destination.ports)}`,
    proxy: `that it is ${describeDestination(destination)}: the sidecar goes by the Host header or server name, which the client chooses`,
    unseen: 'whether pods carry a sidecar, and go through it',
  }),
  proxy: (destination) => ({
    network: `that pods reach their own proxies alone, and these some public address, on ${portsIn(destination.ports)}`,
    proxy: `that it is ${describeDestination(destination)}: the name in the request to the proxy`,
    unseen: 'which name the connection asks for inside, and whether pods are told to use the proxy',
  }),
};

function portsIn(ports: readonly PortData[]): string {
  const texts = ports.map(({ protocol, port, endPort }) => `${protocol} ${endPort === undefined ? port : `${port}-${endPort}`}`);
  return enumerate(texts, 'and');
}
