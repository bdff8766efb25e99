import {
  answer, describeExplanations, describePorts, metadataClosed, NetworkModel, networkProblems, type NetworkWorkload,
  onlyEgressThrough, type Outside, outsideWords, type Place, placeOf, profileOfPlugin, type Protocol, SPECIFICATION,
} from '../analysis/network';
import type { Entry } from '../analysis/rule';
import type { PlatformClass } from '../manifest/contract-format';

/** A connection that is asked about. */
export interface Asked {
  readonly source: string;
  readonly destination: string;
  readonly port: number;
}

/** What comes of an expectation: nothing where it holds, else how it fails, or what is wrong with the question. */
export interface Outcome {
  readonly failure?: string;
  readonly mistake?: string;
}

const HOLDS: Outcome = {};

/** Questions of expectations, with answers as tests print them. */
export class NetworkQuestions {
  readonly #model: NetworkModel;
  #unseen?: readonly string[];

  public constructor(entries: readonly Entry[], plugin: string | undefined, classes: readonly PlatformClass[]) {
    const implementations = new Map(classes.map(({ className, implementation }) => [className, implementation]));
    const profile = plugin === undefined ? SPECIFICATION : profileOfPlugin(plugin);
    this.#model = NetworkModel.of(entries, { ...profile, implementations });
  }

  /** Whether a connection is, or is not, possible as expected. */
  public reach(asked: Asked, protocol: Protocol, expected: 'yes' | 'no'): Outcome {
    const [source, target] = [placeOf(this.#model, asked.source), placeOf(this.#model, asked.destination)];
    if ('problem' in source) return { mistake: source.problem };
    if ('problem' in target) return { mistake: target.problem };
    const { reach, explanations, notes } = answer(this.#model, source.place, target.place, protocol, asked.port);
    if (reach === expected) return this.#holds(`${source.place.label} to ${target.place.label} on ${protocol} ${asked.port}`);
    const said = { yes: 'can reach', no: 'cannot reach', unknown: 'may reach', partly: 'can partly reach' }[reach];
    const reasons = describeExplanations(explanations, source.place.label, target.place.label);
    return { failure: sentence(`${source.place.label} ${said} ${target.place.label} on ${protocol} ${asked.port}`, [...notes, ...reasons]) };
  }

  /** Whether a workload gets out through a gateway alone. */
  public onlyEgressThrough(text: string, gateway: string): Outcome {
    const [workload, through] = [this.#workload(text), placeOf(this.#model, gateway)];
    if ('mistake' in workload) return workload;
    if ('problem' in through) return { mistake: through.problem };
    const passed = this.#workloadsOf(through.place);
    if (passed.length === 0) return { mistake: `${through.place.label} has no pods among the manifests, so nothing can pass it` };
    const { holds, direct, transitive, doubts, notAssessable } = onlyEgressThrough(this.#model, workload, passed);
    if (holds === 'yes') return this.#holds(`${workload.label} through ${through.place.label} alone`);
    const verb = holds === 'no' ? 'gets out' : 'may get out';
    return { failure: sentence(`${workload.label} ${verb} of the cluster past ${through.place.label}`, [
      ...(notAssessable === undefined ? [] : [notAssessable]),
      ...direct.map((one) => `by itself: ${describeOutside(one)}`),
      ...transitive.map(({ path, outside }) => `through ${path.slice(1).join(', then ')}: ${outside.map(describeOutside).join('; ')}`),
      ...doubts.map((doubt) => `not known: ${doubt}`),
    ]) };
  }

  /** Whether a workload is kept from the metadata service. */
  public metadataClosed(text: string): Outcome {
    const workload = this.#workload(text);
    if ('mistake' in workload) return workload;
    const { holds, open, notAssessable } = metadataClosed(this.#model, workload);
    if (holds === 'yes') return this.#holds(`${workload.label} to the instance metadata service`);
    const verb = holds === 'no' ? 'can reach' : 'may reach';
    return { failure: sentence(`${workload.label} ${verb} the instance metadata service`, [
      ...(notAssessable === undefined ? [] : [notAssessable]),
      ...open.map(({ cidr, allowed, unknown, openedBy, doubts }) => {
        const by = openedBy.length + doubts.length === 0 ? 'no policy selects it' : [...openedBy, ...doubts].join('; ');
        return `${cidr} on ${describePorts(allowed.union(unknown))}: ${by}`;
      }),
    ]) };
  }

  /** An expectation holds where every policy is in force as it is written: one that is refused may decide otherwise. */
  #holds(what: string): Outcome {
    this.#unseen ??= networkProblems(this.#model).filter(({ severity }) => severity === 'error')
      .map(({ object, path, message }) => `${object}${path === undefined ? '' : ` ${path}`}: ${message}`);
    return this.#unseen.length === 0 ? HOLDS : { failure: sentence(`${what} is not known`, this.#unseen) };
  }

  #workload(text: string): NetworkWorkload | { readonly mistake: string } {
    const found = placeOf(this.#model, text);
    if ('problem' in found) return { mistake: found.problem };
    return found.place.workload ?? { mistake: `${text} is no workload; write one such as shop/web` };
  }

  #workloadsOf({ workload, endpoints }: Place): readonly NetworkWorkload[] {
    if (workload) return [workload];
    return endpoints.flatMap((endpoint) => (endpoint.form === 'pods' ? endpoint.podClass.workloads : []));
  }
}

function describeOutside({ ranges, allowed, unknown }: Outside): string {
  return `${outsideWords(ranges).join(', ')} on ${describePorts(allowed.union(unknown))}`;
}

function sentence(what: string, reasons: readonly string[]): string {
  return [what, ...reasons.map((reason) => `  ${reason}`)].join('\n');
}
