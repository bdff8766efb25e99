import { clusterNetworkPolicyProblems } from '../../manifest/cluster-network-policy-checks';
import type { FieldProblem } from '../../manifest/field-problem';
import { NETWORKING } from '../../manifest/kinds';
import { groupOf, isRecord } from '../../manifest/manifest';
import { networkPolicyProblems } from '../../manifest/network-policy-checks';
import { placeText } from '../../manifest/object-text';
import { show, wordOf } from '../../manifest/problem';
import { nameOf, namespaceOf } from '../cluster/cluster-index';
import type { Entry } from '../rule';
import type { NetworkModel } from './network-model';
import { POLICY_API } from './network-policies';
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
  /** Whether it is a policy of a kind that is not evaluated, which may decide otherwise. */
  readonly isLeftOut?: boolean;
}

/** How problems name an object. */
export function objectOf({ manifest }: Entry): string {
  return `${manifest.kind} ${placeText(namespaceOf(manifest), nameOf(manifest))}`;
}

/** What is wrong with policies of a set, and what of it the model cannot see. */
export function networkProblems(model: NetworkModel): NetworkProblem[] {
  return [...policyErrors(model), ...warningsOf(model)];
}

/** The versions of each kind of policy that are evaluated. */
const VERSIONS: ReadonlyMap<string, string> = new Map([
  [`${NETWORKING}/NetworkPolicy`, 'v1'],
  [`${POLICY_API}/AdminNetworkPolicy`, 'v1alpha1'],
  [`${POLICY_API}/BaselineAdminNetworkPolicy`, 'v1alpha1'],
  [`${POLICY_API}/ClusterNetworkPolicy`, 'v1alpha2'],
]);

/** Policies that are not in force as they are written, or not evaluated. */
export function policyErrors({ index }: NetworkModel): NetworkProblem[] {
  return [...VERSIONS].flatMap(([key, version]) => {
    const [group, kind] = key.split('/');
    return index.ofKind(group, kind).flatMap((entry) => errorsOf(entry, `${group}/${version}`));
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
    }];
  }
  const problems = groupOf(manifest.apiVersion) === NETWORKING
    ? networkPolicyProblems(withoutNulls(manifest.spec))
    : [...clusterNetworkPolicyProblems(manifest.kind, manifest.spec), ...nameProblem(entry)];
  return problems.map(({ path, value, reason, fix }) => ({
    severity: 'error',
    object,
    path,
    message: `${value === undefined ? '' : `${show(value)}: `}${reason}; the API server refuses the policy`,
    fix,
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
  if (manifest.kind !== 'BaselineAdminNetworkPolicy' || nameOf(manifest) === 'default') return [];
  const reason = 'the one policy of this kind is called default';
  return [{ path: 'metadata.name', value: nameOf(manifest), reason, fix: 'name it "default"' }];
}
