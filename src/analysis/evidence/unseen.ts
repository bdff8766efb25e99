import { wordOf } from '../../manifest/problem';
import { policyErrors, profileOfPlugins } from '../network';
import type { EvidenceSet } from './question';
import { isInScope, listed } from './subjects';

const NO_PLUGIN = 'no profile names a network plugin that enforces policies, so they may have no effect: give --profile with '
  + 'one, or --network-plugin';

const KNOWN = new WeakMap<EvidenceSet, { readonly nothing?: string; readonly notAll?: string }>();

/** What keeps questions about the network from an answer: from any, or from one that is whole. */
export function unseenOf(set: EvidenceSet): { readonly nothing?: string; readonly notAll?: string } {
  const known = KNOWN.get(set) ?? { nothing: inertBecause(set) ?? notInForce(set), notAll: openedToAbsent(set) };
  KNOWN.set(set, known);
  return known;
}

/** Why policies may have no effect. */
function inertBecause({ networkPlugins }: EvidenceSet): string | undefined {
  if (networkPlugins.length === 0) return NO_PLUGIN;
  const inert = networkPlugins.filter((name) => profileOfPlugins([name]).enforced !== true);
  return inert.length > 0 ? `no policy has an effect where the network plugin is ${inert.map(wordOf).join(' or ')}` : undefined;
}

/** Policies that are not in the model as the cluster has them. */
function notInForce({ model }: EvidenceSet): string | undefined {
  const refused = policyErrors(model).map(({ object, path, message }) => `${object}, ${path}: ${message}`);
  return refused.length > 0 ? listed(refused, 3, '; ') : undefined;
}

/** Policies that select pods of which the files know nothing may open these to anything. */
function openedToAbsent(set: EvidenceSet): string | undefined {
  const opening = [...set.model.stacks.withoutPods].filter(({ subject: { namespace }, ingress = [], egress = [], effect }) =>
    (namespace === undefined || isInScope(namespace, set))
    && (effect ? effect.opens !== 'none' : [...ingress, ...egress].some(({ action }) => action === 'Allow')));
  if (opening.length === 0) return undefined;
  return `${listed(opening.map(({ label }) => label))} ${opening.length > 1 ? 'open' : 'opens'} connections of pods that are not in the files`;
}
