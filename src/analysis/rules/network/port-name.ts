import { Category, Severity } from '../../../manifest/finding';
import type { Manifest } from '../../../manifest/manifest';
import { wordOf } from '../../../manifest/problem';
import { quoted } from '../../../manifest/text';
import type { ClusterIndex } from '../../cluster/cluster-index';
import { allEffectiveRulesOf, type PolicyPort, type PolicyRule } from '../../cluster/network-policy';
import { type Destination, destinationsOf } from '../../cluster/rule-destinations';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { NETWORK_POLICY } from '../judged-kinds';

/** A port by name is that of a container, pod by pod. */
export const portName: Rule = {
  code: 'GW411',
  title: 'The name of a port that no pod has',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Kubernetes, NetworkPolicyPort.port: the name of a port of the pod',
  kinds: NETWORK_POLICY,
  check({ manifest }: Entry, { index }: RuleContext): RuleResult[] {
    return allEffectiveRulesOf(manifest).flatMap((rule) => {
      const named = (rule.ports ?? []).filter(({ port }) => typeof port === 'string');
      return named.length === 0 ? [] : ofRule(manifest, rule, named, index);
    });
  },
};

function ofRule(manifest: Manifest, rule: PolicyRule, named: readonly PolicyPort[], index: ClusterIndex): RuleResult[] {
  if (rule.direction === 'egress' && rule.peers?.every(({ ipBlock }) => ipBlock !== undefined)) {
    return named.map(({ port, path }) => ({
      message: `an address block has no pods whose port could be called "${wordOf(port)}", so the rule opens nothing`,
      fix: 'write the number of the port', path: `${path}.port`,
    }));
  }
  const destinations = destinationsOf(manifest, rule, index);
  return destinations === undefined ? [] : named.flatMap((port) => judge(port, destinations));
}

function judge({ port, protocol, path }: PolicyPort, destinations: readonly Destination[]): RuleResult[] {
  const declared = destinations.flatMap(({ workload }) => workload.ports).filter((one) => one.protocol === protocol);
  if (declared.some(({ name }) => name === port)) return [];
  const names = [...new Set(declared.flatMap(({ name }) => name ?? []))];
  return [{
    message: `no container of ${destinations[0].workload.name}${destinations.length > 1 ? ' or the others' : ''} calls a ${protocol} port `
      + `"${wordOf(port)}", so the rule opens nothing`,
    fix: names.length > 0 ? `write one of ${quoted(names)}, or a number` : 'write the number of the port', path: `${path}.port`,
  }];
}
