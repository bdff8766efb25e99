import { serviceProblem } from '../../manifest/block-width';
import { cidrContains, cidrProblem, parseCidr } from '../../manifest/cidr';
import type { ClusterData, EndpointData } from '../../manifest/grant-data';
import { portProblem } from '../../manifest/numbers';
import type { Problem } from '../../manifest/problem';
import { checkKnown } from '../base/known-options';
import { listOption } from '../base/list-option';
import { check, invalid, type Place, refused } from '../base/problems';
import { type ClusterEndpoint, type ClusterProfileOptions, MeshMode } from './cluster-options';
import { EgressBackend } from './egress-backend';

/** What a profile says about the ways out of a cluster, where it says something. */
export function egressFacts(
  place: Place, { kubernetesApi, workloadIdentity, mesh, egressBackend }: ClusterProfileOptions,
  metadataCidrs: readonly string[],
): Pick<ClusterData, 'apiServer' | 'workloadIdentity' | 'mesh' | 'egressBackend'> {
  if (mesh !== undefined && !Object.values(MeshMode).includes(mesh)) {
    throw invalid(place, 'mesh', mesh, { reason: 'it is no mode of a mesh', fix: 'write MeshMode.SIDECAR or MeshMode.AMBIENT' });
  }
  if (egressBackend !== undefined && !(egressBackend instanceof EgressBackend)) {
    throw invalid(place, 'egressBackend', egressBackend, {
      reason: 'it is no EgressBackend',
      fix: 'write EgressBackend.cilium()',
    });
  }
  if (egressBackend?._data().name === 'egressGateway') {
    throw refused(place, 'egressBackend: an egress gateway is one team\'s; write '
      + 'EgressBackend.egressGateway(gateway) in the team\'s EgressLockdown');
  }
  return {
    ...(kubernetesApi !== undefined && { apiServer: endpointsOf(place, 'kubernetesApi', kubernetesApi, metadataCidrs) }),
    ...(workloadIdentity !== undefined && {
      workloadIdentity: endpointsOf(place, 'workloadIdentity', workloadIdentity, metadataCidrs),
    }),
    ...(mesh !== undefined && { mesh }),
    ...(egressBackend !== undefined && { egressBackend: egressBackend._data() }),
  };
}

function endpointsOf(
  place: Place, option: string, endpoints: ClusterEndpoint[], metadataCidrs: readonly string[],
): EndpointData[] {
  return listOption(place, option, endpoints, '[{ cidr: "10.0.0.10/32", ports: [6443] }]').map((endpoint, index) => {
    const at = `${option}[${index}].`;
    checkKnown(place, at, endpoint, { cidr: true, ports: true });
    check(place, `${at}cidr`, endpoint?.cidr, cidrProblem(endpoint?.cidr) ?? serviceProblem(endpoint?.cidr)
      ?? metadataProblem(endpoint?.cidr, metadataCidrs, option === 'workloadIdentity'));
    const ports = listOption(place, `${at}ports`, endpoint.ports, '[6443]');
    if (ports.length === 0) throw invalid(place, `${at}ports`, ports, { reason: 'it names none', fix: 'write [6443]' });
    ports.forEach((port, i) => check(place, `${at}ports[${i}]`, port, portProblem(port)));
    return { cidr: endpoint.cidr, ports };
  });
}

/** Some clouds give workloads their credentials at the metadata address itself; a wider block would open it beside others. */
function metadataProblem(cidr: string, metadataCidrs: readonly string[], itself: boolean): Problem | undefined {
  const block = parseCidr(cidr)!;
  const held = metadataCidrs.find((text) => {
    const metadata = parseCidr(text)!;
    return cidrContains(block, metadata) && !(itself && metadata.length === block.length);
  });
  return held === undefined ? undefined : { reason: `it holds the metadata address ${held}`, fix: 'write single addresses' };
}
