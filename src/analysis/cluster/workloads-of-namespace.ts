import { getOrAdd, push } from '../../manifest/group-by';
import { jsonText } from '../../manifest/json-text';
import { type Labels, meets, type Requirement, requirementsOf } from './label-selector';

/** A port that a container declares. A pod may listen on others too. */
export interface ContainerPort {
  readonly number: number;
  readonly protocol: string;
  readonly name?: string;
}

/** Pods of one kind: a Pod, or what a controller makes. */
export interface Workload {
  /** `Deployment web`, as messages name it. */
  readonly name: string;
  readonly labels: Labels;
  readonly hostNetwork: boolean;
  readonly ports: readonly ContainerPort[];
}

/** The workloads of one namespace, found by label. */
export class NamespaceWorkloads<T extends Workload = Workload> {
  readonly all: T[] = [];
  readonly #byKey = new Map<string, T[]>();
  readonly #byLabel = new Map<string, T[]>();
  readonly #selected = new Map<string, readonly T[]>();

  /** Takes a workload in. */
  public add(workload: T): void {
    this.all.push(workload);
    for (const [key, value] of workload.labels) {
      push(this.#byKey, key, workload);
      push(this.#byLabel, labelKey(key, value), workload);
    }
  }

  /** Those that a selector takes; the same selector is answered once. */
  public select(selector: unknown): readonly T[] {
    const requirements = requirementsOf(selector);
    if (requirements.length === 0) return this.all;
    return getOrAdd(this.#selected, jsonText(requirements), () => (
      this.#meeting(requirements.filter((requirement) => this.#leavesOut(requirement)))));
  }

  #meeting(requirements: readonly Requirement[]): readonly T[] {
    if (requirements.length === 0) return this.all;
    return this.#candidates(requirements).filter(({ labels }) => requirements.every((requirement) => meets(labels, requirement)));
  }

  /** Whether some workload does not meet it, as far as one look tells. */
  #leavesOut({ key, operator, values }: Requirement): boolean {
    if (operator === 'In' || operator === 'Exists') return true;
    return operator === 'DoesNotExist' ? this.#byKey.has(key) : values.some((value) => this.#byLabel.has(labelKey(key, value)));
  }

  /** The fewest workloads among which all that match stand. */
  #candidates(requirements: readonly Requirement[]): readonly T[] {
    let fewest: readonly T[] = this.all;
    for (const { key, operator, values } of requirements) {
      if (operator !== 'In' && operator !== 'Exists') continue;
      const some = operator === 'In'
        ? [...new Set(values)].flatMap((value) => this.#byLabel.get(labelKey(key, value)) ?? [])
        : this.#byKey.get(key) ?? [];
      if (some.length < fewest.length) fewest = some;
    }
    return fewest;
  }
}

const labelKey = (key: string, value: unknown): string => jsonText([key, value]);
