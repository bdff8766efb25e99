import { Category, Severity } from '../../manifest/finding';
import type { RuleMetadata } from '../rule';

/** Codes of findings that constructs make themselves, because they know what no manifest says. */
export const CONSTRUCT_RULES: readonly RuleMetadata[] = [
  {
    code: 'GW004',
    title: 'An object that cannot be rendered',
    severity: Severity.ERROR,
    category: Category.SCHEMA,
    source: 'cdk8s, ApiObject.toJson',
  },
  {
    code: 'GW040',
    title: 'A backend whose pods are not known, under ingress isolation',
    severity: Severity.ERROR,
    category: Category.SEMANTIC,
    source: 'Kubernetes, NetworkPolicy: pods are selected by label, ports are the pod\'s',
  },
  {
    code: 'GW041',
    title: 'A grant isolates egress, and nothing locks it down',
    severity: Severity.ERROR,
    category: Category.SECURITY,
    source: 'Kubernetes, NetworkPolicy: a pod is isolated only once a policy selects it',
  },
  {
    code: 'GW042',
    title: 'Network policies on a cluster whose network plugin is not known',
    severity: Severity.WARNING,
    category: Category.SECURITY,
    source: 'Kubernetes, NetworkPolicy: without a plugin that enforces it, a policy has no effect',
  },
  {
    code: 'GW043',
    title: 'A destination that is needed or granted, and stays closed',
    severity: Severity.ERROR,
    category: Category.SEMANTIC,
    source: 'This library: a grant lists the destinations that its EgressLockdown opens',
  },
  {
    code: 'GW044',
    title: 'A team without subjects has its access bound to nobody',
    severity: Severity.WARNING,
    category: Category.SEMANTIC,
    source: 'Kubernetes, RBAC: a Role gives nothing without a binding',
  },
  {
    code: 'GW050',
    title: 'Teams that share a listener are held apart by admission alone',
    severity: Severity.WARNING,
    category: Category.SECURITY,
    source: 'Gateway API, security page on hostname hijacking',
  },
];
