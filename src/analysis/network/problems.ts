import { clusterNetworkPolicyProblems } from '../../manifest/cluster-network-policy-checks';
import type { FieldProblem } from '../../manifest/field-problem';
import { jsonText } from '../../manifest/json-text';
import { NETWORKING } from '../../manifest/kinds';
import { groupOf, isRecord } from '../../manifest/manifest';
import { networkPolicyProblems } from '../../manifest/network-policy-checks';
import { placeText } from '../../manifest/object-text';
import { show, wordOf } from '../../manifest/problem';
import { nameOf } from '../cluster/cluster-index';
import type { Entry } from '../rule';
import type { NetworkModel } from './network-model';
import { homeOf, type NetworkPolicyData, POLICY_API } from './network-policies';
import { warningsOf } from './warnings';

/** Something of the input that makes an answer wrong, or less than it seems. */
export interface NetworkProblem {
  /** An error where a policy cannot be in force as it is written; a warning where it is, and may surprise. */
  readonly severity: 'error' | 'warning';
  /** What it is about: `NetworkPolicy shop/web`. */
  readonly object: string;
  readonly path?: string;
  readonly message: string;
  readonly fix: string;
  /** The object, where it is one of the set. */
  readonly entry?: Entry;
}

/** How problems name an object: a policy without a namespace goes to `default`. */
export function objectOf({ manifest }: Entry): string {
  const namespace = groupOf(manifest.apiVersion) === POLICY_API ? undefined : homeOf(manifest);
  return `${manifest.kind} ${placeText(namespace, nameOf(manifest))}`;
}

/** What is wrong with policies of a set, and what of it the model cannot see. */
export function networkProblems(model: NetworkModel): NetworkProblem[] {
  const doubles = doublesOf(model).filter(({ severity }) => severity === 'warning');
  return [...policyErrors(model), ...doubles, ...warningsOf(model)];
}

/** The versions of each kind of policy that are evaluated. */
const VERSIONS: ReadonlyMap<string, string> = new Map([
  [`${NETWORKING}/NetworkPolicy`, 'v1'],
  [`${POLICY_API}/AdminNetworkPolicy`, 'v1alpha1'],
  [`${POLICY_API}/BaselineAdminNetworkPolicy`, 'v1alpha1'],
  [`${POLICY_API}/ClusterNetworkPolicy`, 'v1alpha2'],
]);

/** Policies that are not in force as they are written, or not evaluated. */
export function policyErrors(model: NetworkModel): NetworkProblem[] {
  const errors = [...VERSIONS].flatMap(([key, version]) => {
    const [group, kind] = key.split('/');
    return model.index.ofKind(group, kind).flatMap((entry) => errorsOf(entry, `${group}/${version}`));
  });
  return [...errors, ...doublesOf(model).filter(({ severity }) => severity === 'error')];
}

/** Policies that stand in the set more than once: a cluster holds one of them, and here all count. */
function doublesOf({ policies }: NetworkModel): NetworkProblem[] {
  const first = new Map<string, NetworkPolicyData>();
  return policies.flatMap(({ entry, label, ...policy }): NetworkProblem[] => {
    const known = first.get(label);
    if (!known) first.set(label, { entry, label, ...policy });
    if (!known || nameOf(entry.manifest) === undefined) return [];
    const isSame = jsonText(known.entry.manifest.spec) === jsonText(entry.manifest.spec);
    const differs = isSame ? '' : ', and differs: a cluster holds one of them, and here both count';
    const problem = { object: label, path: 'metadata.name', message: `it is in the set twice${differs}`, entry };
    return [{ severity: isSame ? 'warning' : 'error', ...problem, fix: 'leave one of them out, or rename it' }];
  });
}

function errorsOf(entry: Entry, apiVersion: string): NetworkProblem[] {
  const { manifest } = entry;
  const object = objectOf(entry);
  if (manifest.apiVersion !== apiVersion) {
    return [{
      severity: 'error',
      object,
      path: 'apiVersion',
      message: `${wordOf(manifest.apiVersion)} of ${manifest.kind} is not evaluated, so the policy is left out of every answer`,
      fix: `write apiVersion: ${apiVersion}`,
      entry,
    }];
  }
  const problems = groupOf(manifest.apiVersion) === NETWORKING
    ? networkPolicyProblems(withoutNulls(manifest.spec))
    : clusterNetworkPolicyProblems(manifest.kind, manifest.spec);
  return [...problems, ...nameProblem(entry)].map(({ path, value, reason, fix }) => ({
    severity: 'error',
    object,
    path,
    message: `${value === undefined ? '' : `${show(value)}: `}${reason}; the API server refuses the policy`,
    fix,
    entry,
  }));
}

/** Built-in kinds take null for a field that is not written. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  const written = Object.entries(value).filter(([, one]) => one !== null);
  return Object.fromEntries(written.map(([key, one]) => [key, withoutNulls(one)]));
}

/** Of the older baseline kind there is one object, which has a fixed name. Source: Network Policy API v1alpha1. */
function nameProblem({ manifest }: Entry): FieldProblem[] {
  const isGenerated = isRecord(manifest.metadata) && typeof manifest.metadata.generateName === 'string';
  if ((nameOf(manifest) ?? '') === '' && !isGenerated) {
    return [{ path: 'metadata.name', value: nameOf(manifest), reason: 'it is required', fix: 'write it' }];
  }
  if (manifest.kind !== 'BaselineAdminNetworkPolicy' || nameOf(manifest) === 'default') return [];
  const reason = 'the one policy of this kind is called default';
  return [{ path: 'metadata.name', value: nameOf(manifest), reason, fix: 'name it "default"' }];
}
