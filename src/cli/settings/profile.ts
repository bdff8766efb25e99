import type { CheckOptions } from '../../analysis/rule';
import { type Bundle, bundleOf, distinctBundles } from '../../manifest/bundles';
import { readPlatformContract } from '../../manifest/contract-reader';
import type { ClusterData } from '../../manifest/grant-data';
import type { ImplementationFacts } from '../../manifest/implementation-facts';
import { reportOfController } from '../../manifest/implementation-table';
import { kubernetesMinor } from '../../manifest/kubernetes-minor';
import { UsageError } from '../io';
import { readFile } from './read-config';

/** What the contract of a platform says of the clusters that manifests go to. */
export interface Profile {
  /** The file, as the user names it. */
  readonly file?: string;
  readonly bundles?: readonly Bundle[];
  /** Of all classes, where they have the same. */
  readonly implementation?: CheckOptions['implementation'];
  /** The oldest of the clusters. */
  readonly kubernetesVersion?: string;
  /** The network plugins of the clusters, each once; undefined among them where a cluster does not say which one it has. */
  readonly networkPlugins?: readonly (string | undefined)[];
  /** What serves the Gateways of each class, by its name. */
  readonly implementations?: ReadonlyMap<string, ImplementationFacts>;
  /** The addresses of the instance metadata service in all of the clusters. */
  readonly metadataCidrs?: readonly string[];
  /** Whether the resolver of each cluster answers on a metadata address. */
  readonly resolvesOnMetadata?: boolean;
}

/** Reads `contracts/platform.json`. */
export function readProfile(file: string, full: string): Profile {
  const reading = readPlatformContract(readFile(file, full).toString('utf8'));
  if ('problem' in reading) throw new UsageError(`${file} is no profile: ${reading.problem}`);
  const { classes } = reading.contract;
  const reports = new Set(classes.map(({ implementation }) => reportOfController(implementation.controllerName)));
  const [implementation] = reports.size === 1 ? reports : [undefined];
  const [kubernetesVersion] = classes.map(({ cluster }) => cluster.kubernetesVersion).sort(byAge);
  const clusters = classes.map(({ cluster }) => cluster);
  return {
    file,
    bundles: distinctBundles(clusters.map(bundleOf)),
    implementation,
    kubernetesVersion,
    networkPlugins: [...new Set(clusters.map(({ networkPlugin }) => networkPlugin))],
    implementations: new Map(classes.map(({ className, implementation: facts }) => [className, facts])),
    metadataCidrs: [...new Set(clusters.flatMap(({ metadataCidrs }) => metadataCidrs))],
    resolvesOnMetadata: clusters.length > 0 && clusters.every(resolvesOnMetadata),
  };
}

function resolvesOnMetadata({ dns, metadataCidrs }: ClusterData): boolean {
  return dns.some(({ form, cidr }) => form === 'cidr' && cidr !== undefined && metadataCidrs.includes(cidr));
}

/** The older release of Kubernetes first. */
function byAge(a: string, b: string): number {
  return (kubernetesMinor(a) ?? 0) - (kubernetesMinor(b) ?? 0);
}
