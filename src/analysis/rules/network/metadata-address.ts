import { opensSomeOf } from '../../../manifest/address-sets';
import { type Cidr, cidrContains, parseCidr } from '../../../manifest/cidr';
import { Category, Severity } from '../../../manifest/finding';
import { listOf } from '../../../manifest/manifest';
import { effectiveRulesOf, opensPort, type Peer } from '../../cluster/network-policy';
import type { Entry, Rule, RuleResult } from '../../rule';
import { NETWORK_POLICY } from './network-policy-type';

/** Where clouds answer with the credentials of the node, by family. Whoever excepts one of a family knows the cloud. */
const METADATA: ReadonlyMap<number, readonly string[]> = new Map([
  [4, ['169.254.169.254/32']], [6, ['fd00:ec2::254/128', 'fd20:ce::254/128']],
]);
/** Blocks of at most this length are the internet and more; longer ones name a network. */
const BROAD = new Map([[4, 8], [6, 32]]);

/** Whoever may reach any address reaches the instance metadata too. */
export const metadataAddress: Rule = {
  code: 'GW409',
  title: 'Egress that reaches the instance metadata address',
  severity: Severity.WARNING,
  category: Category.SECURITY,
  source: 'Documentation of AWS, Google Cloud and Azure: metadata of the instance, with credentials, at 169.254.169.254',
  kinds: NETWORK_POLICY,
  check({ manifest }: Entry): RuleResult[] {
    return effectiveRulesOf(manifest, 'egress').filter((rule) => opensPort(rule, 'TCP', 80))
      .flatMap(({ peers = [] }) => peers.flatMap(judge));
  },
};

function judge({ ipBlock, path }: Peer): RuleResult[] {
  const { cidr: text, except } = ipBlock ?? {};
  const cidr = typeof text === 'string' ? parseCidr(text) : undefined;
  if (cidr === undefined || cidr.length > (BROAD.get(cidr.family) ?? 0)) return [];
  const addresses = METADATA.get(cidr.family) ?? [];
  const excepted = listOf(except).flatMap((one) => (typeof one === 'string' ? parseCidr(one) ?? [] : []));
  if (!addresses.every((address) => isOpen(address, cidr, excepted))) return [];
  return [{
    message: `${String(text)} holds ${addresses[0]}, where the cloud hands the credentials of the node to whoever asks`,
    fix: `add except: [${addresses.map((address) => `"${address}"`).join(', ')}]`, path: `${path}.ipBlock`,
  }];
}

function isOpen(text: string, cidr: Cidr, except: readonly Cidr[]): boolean {
  const address = parseCidr(text);
  return address !== undefined && cidrContains(cidr, address) && opensSomeOf({ cidr, except }, address);
}
