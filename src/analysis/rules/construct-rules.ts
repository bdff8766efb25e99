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
  {
    code: 'GW504',
    title: 'Whether a lockdown of egress lasts is not decided by its manifests',
    severity: Severity.UNKNOWN,
    category: Category.EVIDENCE,
    source: 'Kubernetes, NetworkPolicy: policies add up, and none can deny',
  },
  {
    code: 'GW505',
    title: 'Hosts that a lockdown holds by their addresses',
    severity: Severity.UNKNOWN,
    category: Category.EVIDENCE,
    source: 'SIG Network, NPEP-133: names are held by the addresses that DNS answered with',
  },
  {
    code: 'GW506',
    title: 'Hosts that only a sidecar\'s configuration holds',
    severity: Severity.WARNING,
    category: Category.SECURITY,
    source: 'Istio, Sidecar: sending to known services only is no firewall',
  },
  {
    code: 'GW507',
    title: 'A lockdown opens a domain whose names anybody can rent',
    severity: Severity.WARNING,
    category: Category.SECURITY,
    source: 'Public Suffix List, its private section',
  },
  {
    code: 'GW508',
    title: 'A lockdown opens every public address',
    severity: Severity.WARNING,
    category: Category.SECURITY,
    source: 'NIST SP 800-204A, SM-DR8: named destinations only',
  },
  {
    code: 'GW509',
    title: 'A lockdown opens the metadata service',
    severity: Severity.WARNING,
    category: Category.SECURITY,
    source: 'OWASP Kubernetes Top Ten 2025, K08: from the cluster to the cloud',
  },
];
