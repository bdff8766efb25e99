import { Category, Severity } from '../../../manifest/finding';
import { addressTypeProblem } from '../../../manifest/gateway-checks';
import { ipAddressProblem } from '../../../manifest/hostname';
import { isRecord, listOf } from '../../../manifest/manifest';
import { show } from '../../../manifest/problem';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { GATEWAY } from '../judged-kinds';

/** An address has one of the types that the API has, or one of an implementation's own with its domain. */
export const gatewayAddress: Rule = {
  code: 'GW137',
  title: 'An address of a type that no gateway has',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, AddressType and GatewayReasonUnsupportedAddress',
  kinds: [GATEWAY],
  check: ({ manifest }: Entry): RuleResult[] => listOf(specOf(manifest).addresses).flatMap((address, i) =>
    (isRecord(address) ? judge(address, `spec.addresses[${i}]`) : [])),
};

function judge({ type = 'IPAddress', value }: Record<string, unknown>, path: string): RuleResult[] {
  const problem = addressTypeProblem(type);
  if (problem) return [{ message: `${show(type)}: ${problem.reason}; the Gateway is not accepted`, fix: problem.fix, path: `${path}.type` }];
  if (type === 'Hostname' && ipAddressProblem(value)) {
    return [{
      message: `${show(value)} is an IP address, and is given as a hostname; no name resolves to it, and the Gateway does not get it`,
      fix: 'write type "IPAddress"', path: `${path}.type`,
    }];
  }
  if (type !== 'NamedAddress') return [];
  return [{
    message: 'type "NamedAddress" is deprecated, and one implementation knows what it names; others do not accept the Gateway',
    fix: 'write the type of the implementation, such as "example.com/pool", or "IPAddress" or "Hostname"',
    path: `${path}.type`, severity: Severity.WARNING, category: Category.PORTABILITY,
  }];
}
