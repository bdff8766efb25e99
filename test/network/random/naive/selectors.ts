import type { Expression, Labels, Selector } from '../objects';

/** Whether labels meet a selector; an empty one takes everything. Source: Kubernetes, labels and selectors. */
export function meets(labels: Labels, { matchLabels = {}, matchExpressions = [] }: Selector): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value) && matchExpressions.every((one) => holdsFor(labels, one));
}

function holdsFor(labels: Labels, { key, operator, values = [] }: Expression): boolean {
  const has = key in labels;
  if (operator === 'Exists') return has;
  if (operator === 'DoesNotExist') return !has;
  return operator === 'In' ? has && values.includes(labels[key]) : !has || !values.includes(labels[key]);
}
