import type { Construct, IConstruct } from 'constructs';
import { backendCode } from '../../manifest/egress-backends';
import { Category, type Finding, Severity } from '../../manifest/finding';
import type { EgressBackendData, GrantData } from '../../manifest/grant-data';
import { push } from '../../manifest/group-by';
import { checkLabels } from '../base/check-labels';
import { perApp } from '../base/per-app';
import { type Place, refused } from '../base/problems';
import { whereOf } from '../base/where-of';
import { isolationOf } from '../isolation/isolated-namespaces';
import type { LockdownPlan } from './backends/backend';
import { priorityOf } from './backends/priority';
import type { Site } from './lockdown-site';

/** A lockdown that stands in a namespace. */
interface StandingLockdown extends Pick<LockdownPlan, 'settings' | 'podLabels' | 'destinations'> {
  readonly path: string;
}

/** A TeamIsolation closes with NetworkPolicies. */
const ISOLATION: EgressBackendData = { name: 'networkPolicy' };
/** The lockdowns of each app, by namespace. */
const lockedIn = perApp(() => new Map<string, StandingLockdown[]>());
/** Priorities of ClusterNetworkPolicies that are taken, by tier: two of one have no order. */
const prioritiesIn = perApp(() => new Set<string>());

function lockdownsOf(scope: IConstruct, namespace: string): readonly StandingLockdown[] {
  return lockedIn(scope).get(namespace) ?? [];
}

/** The lockdown that closes all pods of a namespace, or undefined. */
export function lockdownOf(scope: IConstruct, namespace: string): StandingLockdown | undefined {
  return lockdownsOf(scope, namespace).find(({ podLabels }) => podLabels === undefined);
}

/**
 * The back end that closes the namespaces of a lockdown of some pods; undefined for one that closes them itself. Refuses a
 * lockdown over pods that another one is over, and one of some pods where nothing closes their namespace: a pod would escape by
 * its labels.
 */
export function closingBackend(
  place: Place, scope: IConstruct, { namespaces }: GrantData, podLabels: Record<string, string> | undefined,
): EgressBackendData | undefined {
  if (podLabels !== undefined) checkSomeLabels(place, podLabels);
  let base: EgressBackendData | undefined;
  for (const namespace of namespaces) {
    const lockdowns = lockdownsOf(scope, namespace);
    const whole = lockdowns.find((other) => other.podLabels === undefined);
    if (podLabels === undefined) {
      if (whole) throw refused(place, `namespace "${namespace}" is locked down by ${whole.path} already, and policies add up; add the destinations to its allow`);
      continue;
    }
    if (!whole && isolationOf(scope, namespace) === undefined) {
      throw refused(place, `nothing closes namespace "${namespace}" before, and a pod would escape a lockdown of some pods by its labels; `
        + 'make an EgressLockdown of the whole namespace, or a TeamIsolation, first');
    }
    const same = lockdowns.find((other) => other.podLabels && overlaps(other.podLabels, podLabels));
    if (same) throw refused(place, `pods ${show(podLabels)} in namespace "${namespace}" are among those of ${same.path}, and policies add up; add the destinations to its allow`);
    const found = whole?.settings ?? ISOLATION;
    if (base !== undefined && base.name !== found.name) {
      throw refused(place, `${backendCode(base.name)} closes one namespace of the grant, and ${backendCode(found.name)} namespace "${namespace}"; `
        + 'lock both down by the same back end');
    }
    base = found;
  }
  return base;
}

function checkSomeLabels(place: Place, podLabels: Record<string, string>): void {
  checkLabels(place, 'pods', podLabels);
  if (Object.keys(podLabels).length === 0) {
    throw refused(place, 'pods is empty, which is every pod; leave it out, or write { app: "web" }');
  }
}

const show = (labels: Record<string, string>): string => Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(',');

/** Whether all pods of one set of labels are among those of another. */
function overlaps(a: Record<string, string>, b: Record<string, string>): boolean {
  const holds = (wide: Record<string, string>, narrow: Record<string, string>): boolean =>
    Object.entries(wide).every(([key, value]) => narrow[key] === value);
  return holds(a, b) || holds(b, a);
}

/** GW539: lockdowns of some pods, made before, whose pods could be these too: no label tells them apart. */
export function meetings(site: Site, namespaces: readonly string[], podLabels: Record<string, string>): Finding[] {
  const { lockdown } = site;
  return namespaces.flatMap((namespace) => {
    const lockdowns = lockdownsOf(lockdown, namespace);
    const before = lockdowns.slice(0, lockdowns.findIndex(({ path }) => path === lockdown.node.path));
    return before.filter((other) => other.podLabels && meet(other.podLabels, podLabels)).map((other) => ({
      code: 'GW539', severity: Severity.WARNING, category: Category.SECURITY,
      message: `a pod of namespace "${namespace}" with ${show({ ...other.podLabels, ...podLabels })} is under this lockdown and that of ${other.path}: `
        + 'for it they add up, and it reaches what each of them opens',
      fix: 'tell the pods of both apart by one label of different values, or join the two',
      ...whereOf(site.first),
    }));
  });
}

/** Whether a pod could have both sets of labels. */
function meet(a: Record<string, string>, b: Record<string, string>): boolean {
  return Object.entries(a).every(([key, value]) => b[key] === undefined || b[key] === value);
}

/** The first place that no policy of the app has, counted from a base: upwards, and downwards for some pods of a namespace. */
export function freeIndex(
  scope: IConstruct, settings: EgressBackendData, forPods: boolean, taken: Set<number>,
): number {
  const { tier } = settings;
  const claimed = prioritiesIn(scope);
  let index = 0;
  while (taken.has(index) || claimed.has(`${tier} ${priorityOf(settings, index, forPods)}`)) index += 1;
  taken.add(index);
  return index;
}

/** Records the lockdowns of a construct that stands. */
export function claim(construct: Construct, plans: readonly LockdownPlan[]): void {
  const { path } = construct.node;
  for (const { namespace, settings, podLabels, destinations, index } of plans) {
    push(lockedIn(construct), namespace, { path, settings, podLabels, destinations });
    if (settings.name !== 'clusterNetworkPolicy') continue;
    prioritiesIn(construct).add(`${settings.tier} ${priorityOf(settings, index, podLabels !== undefined)}`);
  }
}
