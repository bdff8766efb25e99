import { NAME_LABEL } from '../../manifest/names';
import { namespaceOf } from '../cluster/cluster-index';
import type { NetworkModel } from './network-model';
import type { Endpoint } from './peers';
import type { PodClass } from './pod-index';
import type { NetworkProblem } from './problems';
import type { Place } from './question';

/** The problems that may matter to an answer about places: errors, and warnings about their pods, namespaces and policies. */
export function concerning<T extends NetworkProblem>(problems: readonly T[], model: NetworkModel, places: readonly Place[]): T[] {
  const endpoints = places.flatMap((place) => place.endpoints);
  const classes = new Set(endpoints.flatMap((end) => (end.form === 'pods' ? [end.podClass] : [])));
  const homes = new Set(endpoints.flatMap(homesOf));
  const about = aboutText(classes, homes);
  const policies = new Map(model.policies.map((policy) => [policy.label, policy]));
  return problems.filter(({ severity, object, path, entry }) => {
    if (severity === 'error' || about.has(object)) return true;
    const policy = policies.get(object);
    const selected = policy ? [...model.pods.select(policy.subject).keys()] : [];
    if (selected.length > 0) return selected.some((one) => classes.has(one));
    const isHere = entry !== undefined && isAt(homes, namespaceOf(entry.manifest));
    // Of a policy that selects no pod nothing else counts: it may be meant for one of these.
    return isHere && (!policy || SUBJECTS.includes(path));
  });
}

const SUBJECTS: readonly (string | undefined)[] = ['spec.podSelector', 'spec.subject'];

/** What has no namespace is of all of them. */
function isAt(homes: ReadonlySet<unknown>, home: string | undefined): boolean {
  return home === undefined || homes.has(home);
}

function homesOf(end: Endpoint): unknown[] {
  if (end.form === 'pods') return [end.podClass.namespace];
  return end.form === 'imagined' ? end.namespace.filter(({ key }) => key === NAME_LABEL).flatMap(({ values }) => values) : [];
}

/** Objects of problems that are about the set, workloads and namespaces. */
function aboutText(classes: ReadonlySet<PodClass>, homes: ReadonlySet<unknown>): Set<string> {
  const workloads = [...classes].flatMap((one) => one.workloads.map(({ label }) => label));
  return new Set(['the set', ...workloads, ...[...homes].map((home) => `Namespace ${String(home)}`)]);
}
