import { isRecord, type Manifest } from '../../../manifest/manifest';
import { namespaceOf } from '../../cluster/cluster-index';
import { type Labels, meets, requirementsOf } from '../../cluster/label-selector';
import { specOf } from '../../cluster/references';
import type { NetworkWorkload } from '../../network';
import type { Violation } from '../evidence';
import type { Answer, EvidenceSet, Question } from '../question';
import { listed, manifestsOf, nameObject, noWorkloads, objectOf, workloadsIn } from '../subjects';

/** Where Istio looks for what holds for the whole mesh, unless it is installed elsewhere. */
const MESH = 'istio-system';

/** Workloads take no connection that is not mutually authenticated. Source: Istio, PeerAuthentication. */
export const meshStrict: Question = {
  question: 'Does the mesh refuse what is not mutually authenticated TLS?',
  query: 'PeerAuthentication: spec.mtls.mode and spec.portLevelMtls of the one that counts for a workload: its own, that of its '
    + `namespace, or that of the mesh in ${MESH}`,
  ask(set: EvidenceSet): Answer {
    const policies = manifestsOf({ ...set, namespaces: undefined }, ['security.istio.io/PeerAuthentication']);
    const workloads = workloadsIn(set);
    const found = workloads.flatMap((workload) => workload.variants.map(({ labels }) => judged(workload, labels, policies)));
    const weak = new Map<string, Set<string>>();
    for (const { by, mode, workload } of found.flatMap((one) => one.weak)) {
      const key = `${nameObject(by)}: its mode is ${mode}`;
      weak.set(key, (weak.get(key) ?? new Set()).add(objectOf(workload)));
    }
    const violations = [...weak].map(([key, all]): Violation => {
      const [object, mode] = key.split(': ');
      return { object, reason: `${mode} for ${listed([...all], 3)}` };
    });
    const objects = [...policies.map(nameObject), ...workloads.map(objectOf)];
    return { objects, violations, ...noWorkloads(set), ...open(found) };
  },
};

/** What counts for pods of a workload. */
interface Judged {
  /** Policies that count, and let other connections in. */
  readonly weak: readonly { readonly by: Manifest; readonly mode: string; readonly workload: NetworkWorkload }[];
  /** The namespace, where nothing in the files counts for it. */
  readonly without?: string;
  /** Why it is not known what counts. */
  readonly tie?: string;
}

function judged(workload: NetworkWorkload, labels: Labels, policies: readonly Manifest[]): Judged {
  const home = policies.filter((one) => homeOf(one) === workload.namespace);
  const own = workload.namespace === MESH ? [] : home.filter((one) => isOwn(one) && selects(one, labels));
  const levels = [own, home.filter((one) => !isOwn(one)), policies.filter((one) => homeOf(one) === MESH && !isOwn(one))];
  const modes = levels.map((level) => level.flatMap((by) => ofMode(by, specOf(by).mtls, workload)));
  const counting = modes.find((some) => some.length > 0);
  const portsOf = (by: Manifest): unknown[] => Object.values(recordOf(specOf(by).portLevelMtls));
  const ports = own.flatMap((by) => portsOf(by).flatMap((port) => ofMode(by, port, workload)));
  const weak = [...counting ?? [], ...ports].filter(({ mode }) => mode !== STRICT);
  if (!counting) return { weak, without: workload.namespace };
  if (new Set(counting.map(({ mode }) => mode)).size === 1) return { weak };
  const names = counting.map(({ by }) => nameObject(by)).join(' and ');
  return { weak: [], tie: `${names} differ, and the older one counts for ${objectOf(workload)}` };
}

/** A mode that a policy asks for; none where it is inherited. */
function ofMode(by: Manifest, mtls: unknown, workload: NetworkWorkload): Judged['weak'] {
  const { mode } = recordOf(mtls);
  return mode === undefined || mode === 'UNSET' ? [] : [{ by, mode: String(mode), workload }];
}

const STRICT = 'STRICT';

/** For some workloads of its namespace. */
function isOwn(policy: Manifest): boolean {
  return requirementsOf(specOf(policy).selector).length > 0;
}

function selects(policy: Manifest, labels: Labels): boolean {
  return requirementsOf(specOf(policy).selector).every((one) => meets(labels, one));
}

function homeOf(policy: Manifest): string {
  return namespaceOf(policy) ?? 'default';
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function open(found: readonly Judged[]): Pick<Answer, 'unanswered'> {
  const without = new Set(found.flatMap((one) => one.without ?? []));
  const ties = new Set(found.flatMap(({ tie }) => tie ?? []));
  const where = listed([...without, `all of the mesh (${MESH})`], 5, ' or ');
  const reasons = [...without.size > 0 ? [`no PeerAuthentication of the files asks for STRICT in ${where}`] : [], ...ties];
  return reasons.length === 0 ? {} : { unanswered: listed(reasons, 3, '; ') };
}
