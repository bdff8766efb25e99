import { type OpenBlock, openBlock, opensSomeOf } from '../../../manifest/address-sets';
import { cidrContains, parseCidr } from '../../../manifest/cidr';
import { Category, Severity } from '../../../manifest/finding';
import { listOf } from '../../../manifest/manifest';
import { quoted } from '../../../manifest/text';
import { effectiveRulesOf, opensPort, type Peer, type PolicyRule } from '../../cluster/network-policy';
import type { Entry, Rule, RuleResult } from '../../rule';
import { NETWORK_POLICY } from '../judged-kinds';

/** Where clouds answer with the credentials of the node, by family. Whoever excepts one of a family knows the cloud. */
const METADATA: ReadonlyMap<number, readonly string[]> = new Map([
  [4, ['169.254.169.254/32']], [6, ['fd00:ec2::254/128', 'fd20:ce::254/128']],
]);
/** Blocks of at most this length are the internet and more; longer ones name a network. */
const BROAD = new Map([[4, 8], [6, 32]]);

const WHY = 'where the cloud hands the credentials of the node to whoever asks';

/** Whoever may reach any address reaches the instance metadata too. */
export const metadataAddress: Rule = {
  code: 'GW409',
  title: 'Egress that reaches the instance metadata address',
  severity: Severity.WARNING,
  category: Category.SECURITY,
  source: 'Documentation of AWS, Google Cloud and Azure: metadata of the instance, with credentials, at 169.254.169.254',
  kinds: NETWORK_POLICY,
  check({ manifest }: Entry): RuleResult[] {
    const rules = effectiveRulesOf(manifest, 'egress').filter((rule) => opensPort(rule, 'TCP', 80));
    const blocks = rules.flatMap(({ peers = [] }) => peers.flatMap(blockOf));
    return [...rules.flatMap(ofEverything), ...blocks.flatMap(ofBroad), ...blocks.flatMap((block) => ofReopened(block, blocks))];
  },
};

interface Block {
  readonly text: string;
  readonly open: OpenBlock;
  readonly path: string;
}

function blockOf({ ipBlock, path }: Peer): Block[] {
  const { cidr: text, except } = ipBlock ?? {};
  const texts = listOf(except).filter((one): one is string => typeof one === 'string');
  const open = typeof text === 'string' ? openBlock(text, texts) : undefined;
  return open ? [{ text: String(text), open, path: `${path}.ipBlock` }] : [];
}

/** A rule that names no peers is for every address. */
function ofEverything({ peers, path }: PolicyRule): RuleResult[] {
  if (peers) return [];
  const blocks = [['0.0.0.0/0', 4], ['::/0', 6]] as const;
  const written = blocks.map(([cidr, family]) => `{ ipBlock: { cidr: "${cidr}", except: ${listed(addressesOf(family))} } }`);
  return [{
    message: `the rule names no peers and so opens every address, with ${addressesOf(4)[0]}, ${WHY}`,
    fix: `write who is meant in to; for all of the internet [${written.join(', ')}]`, path,
  }];
}

function ofBroad({ text, open, path }: Block): RuleResult[] {
  const addresses = addressesOf(open.cidr.family);
  if (!isBroad(open) || !addresses.every((address) => holds(open, address))) return [];
  return [{ message: `${text} holds ${addresses[0]}, ${WHY}`, fix: `add except: ${listed(addresses)}`, path }];
}

/** What one block excepts, a narrower one beside it may open again. A block that is just that address is meant. */
function ofReopened({ text, open, path }: Block, all: readonly Block[]): RuleResult[] {
  if (isBroad(open)) return [];
  return addressesOf(open.cidr.family).flatMap((address) => {
    if (!holds(open, address) || parseCidr(address)?.length === open.cidr.length) return [];
    const other = all.find((one) => isBroad(one.open) && holds({ ...one.open, except: [] }, address)
      && !holds(one.open, address));
    return other ? [{
      message: `${text} opens ${address} again, which ${other.text} beside it excepts, ${WHY}`, fix: `add except: ${listed([address])}`, path,
    }] : [];
  });
}

function addressesOf(family: number): readonly string[] {
  return METADATA.get(family) ?? [];
}

function isBroad({ cidr }: OpenBlock): boolean {
  return cidr.length <= (BROAD.get(cidr.family) ?? 0);
}

function holds(open: OpenBlock, text: string): boolean {
  const address = parseCidr(text);
  return address !== undefined && cidrContains(open.cidr, address) && opensSomeOf(open, address);
}

function listed(addresses: readonly string[]): string {
  return `[${quoted(addresses)}]`;
}
