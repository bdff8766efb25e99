import type { Random } from '../../../cluster/fuzz/random';
import type { Expression, PodsPeer, Selector } from '../objects';
import { NAMESPACE_KEYS, NAMESPACES, POD_KEYS, VALUES } from './settings';

export const NAME = 'kubernetes.io/metadata.name';

export function podSelector(random: Random): Selector {
  if (random.chance(0.25)) return {};
  return selector(random, POD_KEYS, VALUES);
}

export function namespaceSelector(random: Random): Selector {
  if (random.chance(0.2)) return {};
  if (random.chance(0.3)) return byName(random);
  return selector(random, NAMESPACE_KEYS, VALUES);
}

function byName(random: Random): Selector {
  if (random.chance(0.6)) return { matchLabels: { [NAME]: random.pick(NAMESPACES) } };
  return { matchExpressions: [{ key: NAME, operator: random.pick(['In', 'NotIn'] as const), values: random.shuffled(NAMESPACES).slice(0, 2) }] };
}

/** By labels, by expressions, or by both; now and then by a word that nothing has. */
function selector(random: Random, keys: readonly string[], values: readonly string[]): Selector {
  const words = random.chance(0.1) ? ['nothing-has-this'] : values;
  const form = random.below(10);
  return {
    ...(form < 6 && { matchLabels: { [random.pick(keys)]: random.pick(words) } }),
    ...(form > 4 && { matchExpressions: Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => expression(random, keys, words)) }),
  };
}

function expression(random: Random, keys: readonly string[], words: readonly string[]): Expression {
  const operator = random.pick(['In', 'In', 'NotIn', 'Exists', 'DoesNotExist'] as const);
  const key = random.pick(keys);
  if (operator === 'Exists' || operator === 'DoesNotExist') return { key, operator };
  return { key, operator, values: random.shuffled(words).slice(0, 1 + random.below(2)) };
}

/** Pods as cluster-wide policies name them, for subjects and for peers. */
export function podsPeer(random: Random): PodsPeer {
  if (random.chance(0.5)) return { namespaces: namespaceSelector(random) };
  return { pods: { namespaceSelector: namespaceSelector(random), podSelector: podSelector(random) } };
}

/** A selector for nodes. */
export function nodeSelector(random: Random): Selector {
  return random.chance(0.3) ? {} : selector(random, ['zone'], VALUES);
}
