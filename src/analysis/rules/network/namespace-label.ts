import { Category, Severity } from '../../../manifest/finding';
import { jsonText } from '../../../manifest/json-text';
import { NAME_LABEL } from '../../../manifest/names';
import { wordOf } from '../../../manifest/problem';
import type { ClusterIndex } from '../../cluster/cluster-index';
import { labelsOf, type Requirement, requirementsOf } from '../../cluster/label-selector';
import { policyRulesOf } from '../../cluster/network-policy';
import { oncePerIndex } from '../../once';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { NETWORK_POLICY } from '../judged-kinds';

/** Keys that look like the name of a namespace, and that nobody sets. */
const LOOKS_LIKE_NAME = /^(name|namespace|ns|metadata\.name|(kubernetes\.io|k8s\.io)\/(name|namespace|metadata[-._/].*))$/;
/** Namespaces that every cluster has. */
const SYSTEM = ['kube-system', 'kube-public', 'kube-node-lease', 'default'];

/** A namespace is named by the label that the control plane sets on each. */
export const namespaceLabel: Rule = {
  code: 'GW405',
  title: 'A namespace that is selected by a label it does not have',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Kubernetes, NetworkPolicy: namespaces by name are selected by kubernetes.io/metadata.name',
  kinds: NETWORK_POLICY,
  check({ manifest }: Entry, { index }: RuleContext): RuleResult[] {
    return policyRulesOf(manifest).flatMap(({ peers = [] }) => peers.flatMap(({ namespaceSelector, path }) =>
      requirementsOf(namespaceSelector).flatMap((requirement) => judge(requirement, `${path}.namespaceSelector`, index))));
  },
};

function judge(requirement: Requirement, path: string, index: ClusterIndex): RuleResult[] {
  const name = nameMeant(requirement);
  if (name === undefined || isSet(index, requirement)) return [];
  const { key, values } = requirement;
  const label = `${key}=${wordOf(values[0])}`;
  const [here] = index.find('', 'Namespace', undefined, name);
  return [{
    message: here
      ? `Namespace "${name}" does not carry the label ${label}, so the peer takes no pod of it`
      : `nobody sets the label ${label} on a namespace by itself, so the peer takes no pod unless somebody labels "${name}" by hand`,
    fix: `write ${NAME_LABEL}: ${name}, which the control plane sets on every namespace`, path,
    ...(here && { severity: Severity.ERROR }),
  }];
}

/** The namespace that a condition seems to name: `name=kube-system`, or `kube-system=true`. */
function nameMeant({ key, operator, values }: Requirement): string | undefined {
  if (operator !== 'In' || key === NAME_LABEL || values.length === 0) return undefined;
  if (LOOKS_LIKE_NAME.test(key)) return typeof values[0] === 'string' && values[0] !== '' ? values[0] : undefined;
  return SYSTEM.includes(key) ? key : undefined;
}

/** Whether some Namespace of the set meets the condition. */
function isSet(index: ClusterIndex, requirement: Requirement): boolean {
  return requirement.values.some((value) => namespaceLabels(index).has(jsonText([requirement.key, value])));
}

const namespaceLabels = oncePerIndex((index) => new Set(index.ofKind('', 'Namespace')
  .flatMap(({ manifest }) => [...labelsOf(manifest.metadata)].map((label) => jsonText(label)))));
