import { Category, Severity } from '../../../manifest/finding';
import { effectiveRulesOf, opensPort, type PolicyPort, type PolicyRule } from '../../cluster/network-policy';
import type { Entry, Rule, RuleResult } from '../../rule';
import { NETWORK_POLICY } from '../judged-kinds';

const DNS = 53;

/** Names are asked for over UDP, and over TCP where the answer is long or was cut. */
export const dnsProtocol: Rule = {
  code: 'GW408',
  title: 'DNS that is opened over one protocol alone',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'RFC 7766: resolvers use both UDP and TCP; Kubernetes, NetworkPolicyPort.protocol: TCP where nothing is written',
  kinds: NETWORK_POLICY,
  check({ manifest }: Entry): RuleResult[] {
    const rules = effectiveRulesOf(manifest, 'egress');
    const open = ['UDP', 'TCP'].filter((protocol) => rules.some((rule) =>
      opensPort(rule, protocol, DNS) || namesPort(rule, protocol)));
    if (open.length !== 1) return [];
    return rules.flatMap(({ ports = [] }: PolicyRule) => ports.filter(({ port }) => port === DNS).map(resultOf)).slice(0, 1);
  },
};

/** A name stands for the number that each pod gives it: which one, the policy does not tell. */
function namesPort({ ports = [] }: PolicyRule, of: string): boolean {
  return ports.some(({ protocol, port }) => protocol === of && typeof port === 'string');
}

function resultOf({ protocol, path }: PolicyPort): RuleResult {
  return protocol === 'UDP'
    ? {
      message: 'port 53 is open for UDP and not for TCP, so answers that do not fit into one datagram never arrive, '
        + 'and some names do not resolve',
      fix: 'add { protocol: TCP, port: 53 }', path,
    }
    : {
      message: `port 53 is open for ${protocol} and not for UDP, over which names are asked for first, so hardly any name resolves`,
      fix: 'add { protocol: UDP, port: 53 }', path,
    };
}
