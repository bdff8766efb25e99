import { jsonText } from '../../manifest/json-text';
import { NAME_LABEL } from '../../manifest/names';
import { type ClusterIndex, nameOf } from '../cluster/cluster-index';
import { type Labels, labelsOf, requirementsOf } from '../cluster/label-selector';
import { type ContainerPort, NamespaceWorkloads, type Workload } from '../cluster/workloads-of-namespace';
import type { AddressCell, Family } from './address-cells';
import type { Address, BlockTable } from './blocks';
import type { NetworkPolicyData } from './network-policies';
import type { NetworkWorkload, PodFacts } from './pods';
import type { NetworkProfile } from './profile';
import { type Certainty, takesNamespace } from './selectors';

/** Pods of one namespace that no selector of the set tells apart. */
export interface PodClass extends Workload {
  readonly id: number;
  readonly namespace: string;
  readonly workloads: NetworkWorkload[];
  /** Where the addresses of its pods are; left out where no status tells them. */
  readonly places?: ReadonlyMap<Family, AddressCell>;
}

/** A namespace: one of the set, or one that is only named. */
export interface NetworkNamespace {
  readonly name: string;
  readonly labels: Labels;
  /** False where the set does not hold it, so that only its name is known. */
  readonly isKnown: boolean;
  readonly classes: NamespaceWorkloads<PodClass>;
}

/** The pods of a set, in classes, found by selector. */
export class PodIndex {
  readonly namespaces = new Map<string, NetworkNamespace>();
  readonly classes: PodClass[] = [];
  readonly #selected = new Map<string, ReadonlyMap<PodClass, Certainty>>();

  public constructor(
    workloads: readonly NetworkWorkload[], private readonly keys: ReadonlySet<string>, private readonly blocks: BlockTable,
    index: ClusterIndex, profile: NetworkProfile,
  ) {
    for (const { manifest } of index.ofKind('', 'Namespace')) {
      const name = nameOf(manifest);
      if (name !== undefined) this.namespaces.set(name, namespaceOf(name, labelsOf(manifest.metadata), true));
    }
    const byKey = new Map<string, PodClass>();
    for (const workload of workloads) {
      const namespace = this.namespaces.get(workload.namespace)
        ?? namespaceOf(workload.namespace, new Map(), profile.closedNamespaces === true);
      this.namespaces.set(workload.namespace, namespace);
      for (const facts of workload.variants) this.#add(workload, facts, namespace, byKey);
    }
  }

  /** The classes that a selector takes, and how certain that is; without namespace and selector of one: of every namespace. */
  public select({ namespace, namespaceSelector, podSelector }: NetworkPolicyData['subject']): ReadonlyMap<PodClass, Certainty> {
    const key = jsonText([namespace, requirementsOf(namespaceSelector), requirementsOf(podSelector)]);
    const known = this.#selected.get(key);
    if (known) return known;
    const found = new Map<PodClass, Certainty>();
    for (const one of this.#candidates(namespace, namespaceSelector)) {
      const certainty = namespace === undefined ? takesNamespace(namespaceSelector, one.labels, one.isKnown) : 'yes';
      if (certainty === 'no') continue;
      for (const podClass of one.classes.select(podSelector)) found.set(podClass, certainty);
    }
    this.#selected.set(key, found);
    return found;
  }

  /** The namespaces that a selector may take: those that it names, where it names them. */
  #candidates(namespace: string | undefined, selector: unknown): Iterable<NetworkNamespace> {
    const names = namespace === undefined
      ? requirementsOf(selector).find(({ key, operator }) => key === NAME_LABEL && operator === 'In')?.values
      : [namespace];
    if (!names) return this.namespaces.values();
    return [...new Set(names)].flatMap((name) => (typeof name === 'string' ? this.namespaces.get(name) ?? [] : []));
  }

  #add(workload: NetworkWorkload, facts: PodFacts, { name, classes }: NetworkNamespace, byKey: Map<string, PodClass>): void {
    const { labels, ports, hostNetwork, addresses } = facts;
    const relevant = [...labels].filter(([key]) => this.keys.has(key)).sort(([a], [b]) => (a < b ? -1 : 1));
    const places = this.#placesOf(addresses);
    const key = jsonText([name, relevant, portsKey(ports), hostNetwork, placesKey(places)]);
    const known = byKey.get(key);
    if (known) {
      if (known.workloads.at(-1) !== workload) known.workloads.push(workload);
      return;
    }
    const podClass: PodClass = {
      id: this.classes.length,
      namespace: name,
      name: workload.label,
      labels: new Map(relevant),
      ports,
      hostNetwork,
      workloads: [workload],
      ...(places && { places }),
    };
    byKey.set(key, podClass);
    this.classes.push(podClass);
    classes.add(podClass);
  }

  #placesOf(addresses: readonly Address[]): Map<Family, AddressCell> | undefined {
    const places = addresses.flatMap((address): [Family, AddressCell][] => {
      const cell = this.blocks.cellOf(address);
      return cell ? [[address.family, cell]] : [];
    });
    return places.length > 0 ? new Map(places) : undefined;
  }
}

function namespaceOf(name: string, labels: Labels, isKnown: boolean): NetworkNamespace {
  // The control plane sets this label on every namespace, whatever its object says.
  return { name, labels: new Map([...labels, [NAME_LABEL, name]]), isKnown, classes: new NamespaceWorkloads<PodClass>() };
}

/** Equal for equal ports, in whatever order they are declared. */
export function portsKey(ports: readonly ContainerPort[]): string {
  return ports.map(({ number, protocol, name }) => `${protocol}/${number}/${name ?? ''}`).sort().join(',');
}

/** Equal for equal places. */
export function placesKey(places: PodClass['places']): string {
  return [...places ?? []].map(([, { id }]) => id).sort((a, b) => a - b).join(',');
}
