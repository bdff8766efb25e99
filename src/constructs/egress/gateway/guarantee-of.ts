import type { EgressGuarantee } from '../egress-guarantee';
import type { EgressHostData } from './egress-host-data';

/** What holds for one destination of an egress gateway. */
export function guaranteeOf(data: EgressHostData, mesh: boolean): EgressGuarantee {
  const { hostname, form } = data;
  const ports = [...new Set(data.versions.map(({ port }) => port))].join(', ');
  return {
    destination: hostname,
    network: 'only the clients\' pods reach the proxies, and these reach public addresses alone, '
      + `on TCP ${ports} and the other destinations' ports, none of them metadata or private`,
    proxy: form === 'tls'
      ? `that it is ${hostname} and no other name: the proxy goes by the server name in the client's greeting, which the client chooses`
      : `that it is ${hostname} and no other name, that TLS is begun, and that the certificate is checked`,
    unseen: `which addresses DNS gives for ${hostname}, and whether pods ${mesh ? 'carry the mesh\'s proxy' : 'send to the gateway at all'}`,
  };
}
