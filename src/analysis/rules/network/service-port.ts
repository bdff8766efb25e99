import { Category, Severity } from '../../../manifest/finding';
import type { Manifest } from '../../../manifest/manifest';
import type { ClusterIndex } from '../../cluster/cluster-index';
import { shownName } from '../../cluster/describe-entry';
import { allEffectiveRulesOf, opensPort, type PolicyPort, type PolicyRule } from '../../cluster/network-policy';
import { type Destination, destinationsOf } from '../../cluster/rule-destinations';
import { podPortOf, servicesOf } from '../../cluster/services-of-workload';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { NETWORK_POLICY } from '../judged-kinds';

/** A policy is asked after a Service's port has become the pod's. */
export const servicePort: Rule = {
  code: 'GW410',
  title: 'The port of a Service in a policy, where the pod\'s is meant',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Kubernetes, NetworkPolicyPort: the port of the pod; Services are translated before',
  kinds: NETWORK_POLICY,
  check({ manifest }: Entry, { index }: RuleContext): RuleResult[] {
    return allEffectiveRulesOf(manifest).flatMap((rule) => (rule.ports?.some(isNumber) ? ofRule(manifest, rule, index) : []));
  },
};

function ofRule(manifest: Manifest, rule: PolicyRule, index: ClusterIndex): RuleResult[] {
  const destinations = destinationsOf(manifest, rule, index);
  if (destinations === undefined) return [];
  return (rule.ports ?? []).filter(isNumber).flatMap((port) => judge(port, rule, destinations, index));
}

function judge(
  { port, protocol, path }: PolicyPort, rule: PolicyRule, destinations: readonly Destination[], index: ClusterIndex,
): RuleResult[] {
  const number = Number(port);
  const declared = destinations.flatMap(({ workload }) => workload.ports);
  if (declared.some((one) => one.number === number && one.protocol === protocol)) return [];
  const behind = destinations.flatMap(({ workload, namespace }) => servicesOf(workload, namespace, index).flatMap((service) => {
    const podPort = podPortOf(service, number, protocol, workload);
    return podPort === undefined ? [] : [{ service, podPort }];
  }));
  const [first] = behind;
  if (first === undefined || behind.some(({ podPort }) => podPort === number || opensPort(rule, protocol, podPort))) return [];
  return [{
    message: `${number} is the port of Service ${shownName(first.service)}, whose pods listen on ${first.podPort}; `
      + 'most network plugins see the pod\'s port alone, so the rule opens nothing',
    fix: `write ${first.podPort}`, path: `${path}.port`,
  }];
}

function isNumber({ port, endPort }: PolicyPort): boolean {
  return typeof port === 'number' && endPort === undefined;
}
