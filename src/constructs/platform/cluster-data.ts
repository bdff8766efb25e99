import { resolverProblem, serviceProblem } from '../../manifest/block-width';
import { GENERIC_CLUSTER } from '../../manifest/bundles';
import { cidrProblem } from '../../manifest/cidr';
import type { ClusterPresetName } from '../../manifest/cluster-presets';
import type { ClusterData, DnsPeerData } from '../../manifest/grant-data';
import { labelProblem } from '../../manifest/names';
import { portProblem } from '../../manifest/numbers';
import type { Problem } from '../../manifest/problem';
import { checkLabels } from '../base/check-labels';
import { checkKnown, checkOptions, type Known } from '../base/known-options';
import { listOption } from '../base/list-option';
import { check, invalid, type Place, refused } from '../base/problems';
import { egressFacts } from './cluster-egress';
import {
  type ClusterProfileOptions, type CustomClusterOptions, type DnsResolver, type EksAutoOptions, GatewayApiChannel, GkeDns,
  type GkeOptions,
} from './cluster-options';
import { lazyPresets } from './lazy-presets';

const EXAMPLE = '{ networkPlugin: "cilium" }, or leave it out';
const OPTIONS: Known<ClusterProfileOptions> = {
  gatewayApiVersion: true, gatewayApiChannel: true, kubernetesVersion: true, networkPlugin: true, nodeLocalDns: true,
  kubernetesApi: true, workloadIdentity: true, mesh: true, egressBackend: true,
};
const RESOLVER: Known<DnsResolver> = { namespace: true, podLabels: true, cidr: true, ports: true };
const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

/** A preset with what the caller knows better. */
export function presetCluster(place: Place, name: ClusterPresetName, options: ClusterProfileOptions): ClusterData {
  checkOptions(place, 'options', options, OPTIONS, EXAMPLE);
  return withPreset(place, name, options);
}

function withPreset(
  place: Place, name: ClusterPresetName, options: ClusterProfileOptions, dns?: DnsPeerData[],
): ClusterData {
  const preset = lazyPresets().CLUSTER_PRESETS[name];
  return clusterOf(place, name, options, dns ?? [...preset.dns], [...preset.metadataCidrs], preset.networkPlugin);
}

/** EKS Auto Mode: the resolver is a service of each node, at the tenth address of the Service CIDR. */
export function eksAutoCluster(place: Place, options: EksAutoOptions): ClusterData {
  checkOptions(place, 'options', options, { ...OPTIONS, serviceCidr: true }, '{ serviceCidr: "172.20.0.0/16" }');
  check(place, 'serviceCidr', options?.serviceCidr, cidrProblem(options?.serviceCidr));
  const resolver = lazyPresets().tenthAddress(options.serviceCidr);
  if (resolver === undefined) {
    throw invalid(place, 'serviceCidr', options.serviceCidr, {
      reason: 'it has fewer than ten addresses',
      fix: 'write the cluster\'s Service CIDR',
    });
  }
  return withPreset(place, 'eks-auto', options, [lazyPresets().dnsAt(resolver)]);
}

/** GKE, with either of its resolvers. */
export function gkeCluster(place: Place, options: GkeOptions): ClusterData {
  checkOptions(place, 'options', options, { ...OPTIONS, dns: true }, EXAMPLE);
  const choices: string[] = Object.values(GkeDns);
  if (options.dns !== undefined && !choices.includes(options.dns)) {
    throw invalid(place, 'dns', options.dns, {
      reason: 'it is not a resolver of GKE',
      fix: 'write GkeDns.KUBE_DNS or GkeDns.CLOUD_DNS',
    });
  }
  return withPreset(place, 'gke', options, options.dns === GkeDns.CLOUD_DNS ? [lazyPresets().CLOUD_DNS] : undefined);
}

/** A cluster whose every fact the caller states. */
export function customCluster(place: Place, options: CustomClusterOptions): ClusterData {
  checkOptions(place, 'options', options, { ...OPTIONS, name: true, dns: true, metadataCidrs: true }, '{ name, dns }');
  check(place, 'name', options?.name, labelProblem(options?.name));
  if (options.name === GENERIC_CLUSTER) {
    throw invalid(place, 'name', options.name, {
      reason: 'it stands for a cluster of which nothing is known',
      fix: 'write the name of your kind of cluster',
    });
  }
  if (!Array.isArray(options.dns)) {
    throw invalid(place, 'dns', options.dns, {
      reason: 'it is not a list',
      fix: 'write [{ namespace, podLabels }]',
    });
  }
  const dns = [...options.dns].map((resolver, index) => resolverOf(place, `dns[${index}]`, resolver));
  const known = options.metadataCidrs === undefined ? [...lazyPresets().ANY_CLOUD] : options.metadataCidrs;
  const metadataCidrs = listOption(place, 'metadataCidrs', known, '["169.254.169.254/32"]');
  const open = dns.findIndex(({ cidr = '', ports }) => metadataCidrs.includes(cidr) && ports.some((port) => port !== 53));
  if (open !== -1) {
    throw invalid(place, `dns[${open}].ports`, dns[open].ports, { reason: 'metadata answers at the same address', fix: 'write [53]' });
  }
  metadataCidrs.forEach((cidr, index) => check(place, `metadataCidrs[${index}]`, cidr, cidrProblem(cidr) ?? serviceProblem(cidr)));
  return clusterOf(place, options.name, options, dns, metadataCidrs);
}

function clusterOf(
  place: Place, name: string, options: ClusterProfileOptions, dns: DnsPeerData[], metadataCidrs: string[], plugin?: string,
): ClusterData {
  const { gatewayApiVersion = '1.6', gatewayApiChannel = GatewayApiChannel.STANDARD, kubernetesVersion = '1.34' } = options;
  check(place, 'gatewayApiVersion', gatewayApiVersion, versionProblem(gatewayApiVersion, '1.6'));
  check(place, 'gatewayApiVersion', gatewayApiVersion, releaseProblem(gatewayApiVersion));
  check(place, 'kubernetesVersion', kubernetesVersion, versionProblem(kubernetesVersion, '1.34'));
  if (!Object.values(GatewayApiChannel).includes(gatewayApiChannel)) {
    throw invalid(place, 'gatewayApiChannel', gatewayApiChannel, {
      reason: 'it is not a channel',
      fix: 'write GatewayApiChannel.STANDARD or EXPERIMENTAL',
    });
  }
  const networkPlugin = options.networkPlugin ?? plugin;
  if (networkPlugin !== undefined) check(place, 'networkPlugin', networkPlugin, labelProblem(networkPlugin));
  return {
    name,
    gatewayApi: { version: gatewayApiVersion, channel: gatewayApiChannel },
    kubernetesVersion,
    ...(networkPlugin === undefined ? {} : { networkPlugin }),
    dns: [...dns, ...nodeLocal(place, listOption(place, 'nodeLocalDns', options.nodeLocalDns, '["169.254.20.10"]'))],
    metadataCidrs,
    ...egressFacts(place, options, metadataCidrs),
  };
}

function versionProblem(version: unknown, example: string): Problem | undefined {
  return typeof version === 'string' && VERSION.test(version) ? undefined : { reason: 'it is not major.minor', fix: `write a version such as "${example}"` };
}

/** What came before 1.0 had other kinds, and what comes after 1 is not known. */
function releaseProblem(version: string): Problem | undefined {
  if (version.startsWith('1.')) return undefined;
  return { reason: 'the releases of Gateway API are 1.0 and later ones of 1', fix: 'write one such as "1.6"' };
}

function nodeLocal(place: Place, addresses: string[]): DnsPeerData[] {
  return addresses.map((address, index) => {
    const cidr = typeof address === 'string' ? `${address}/${address.includes(':') ? 128 : 32}` : '';
    if (cidrProblem(cidr)) {
      throw invalid(place, `nodeLocalDns[${index}]`, address, { reason: 'it is not an IP address', fix: 'write an address such as "169.254.20.10"' });
    }
    return lazyPresets().dnsAt(cidr);
  });
}

function resolverOf(place: Place, option: string, resolver: DnsResolver): DnsPeerData {
  checkKnown(place, `${option}.`, resolver, RESOLVER);
  const ports = resolver?.ports === undefined ? [53] : listOption(place, `${option}.ports`, resolver.ports, '[53]');
  ports.forEach((port, index) => check(place, `${option}.ports[${index}]`, port, portProblem(port)));
  if ((resolver?.cidr === undefined) === (resolver?.podLabels === undefined)) {
    throw refused(place, `${option}: a resolver is named either by its pods or by its address; write { namespace, podLabels } or { cidr }`);
  }
  if (resolver.cidr !== undefined) {
    check(place, `${option}.cidr`, resolver.cidr, cidrProblem(resolver.cidr) ?? resolverProblem(resolver.cidr));
    return { form: 'cidr', cidr: resolver.cidr, ports };
  }
  check(place, `${option}.namespace`, resolver.namespace, labelProblem(resolver.namespace));
  const podLabels = resolver.podLabels ?? {};
  checkLabels(place, `${option}.podLabels`, podLabels);
  if (Object.keys(podLabels).length === 0) throw refused(place, `${option}.podLabels is empty, which is every pod; write the resolver's labels`);
  return { form: 'pods', namespace: resolver.namespace, podLabels, ports };
}
