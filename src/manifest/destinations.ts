import { type OpenBlock, openBlock, opensSomeOf, uncovered } from './address-sets';
import { cidrContains, formatCidr, parseCidr } from './cidr';
import type { DestinationData, PortData } from './grant-data';
import { coversHost, describeHost } from './host-names';
import { closedIn, PUBLIC, withNat64 } from './public-addresses';

const HIGHEST_PORT = 65_535;

/** An inclusive range of ports of one protocol. */
interface PortRange {
  readonly protocol: PortData['protocol'];
  readonly from: number;
  readonly to: number;
}

/** Whether a destination names a metadata address, or addresses inside one; a wider block only contains it. */
export function namesMetadata(destination: DestinationData, metadataCidrs: readonly string[]): boolean {
  const block = destination.cidr === undefined ? undefined : parseCidr(destination.cidr);
  return block !== undefined && withNat64(metadataCidrs).some((text) => {
    const metadata = parseCidr(text);
    return metadata !== undefined && cidrContains(metadata, block);
  });
}

/** The same destination with the metadata addresses that it contains among its exceptions. */
export function withoutMetadata(destination: DestinationData, metadataCidrs: readonly string[]): DestinationData {
  if (destination.cidr === undefined) return destination;
  const except = destination.except ?? [];
  const block = openBlock(destination.cidr, except);
  const open = withNat64(metadataCidrs).filter((text) => {
    const metadata = parseCidr(text);
    return block && metadata && opensSomeOf(block, metadata);
  });
  return open.length === 0 ? destination : { ...destination, except: [...except, ...open] };
}

/** An exception of one destination that another one opens again, on a port that both have. */
interface Leak {
  readonly excepting: DestinationData;
  readonly except: string;
  readonly opening: DestinationData;
}

/** The first leak among destinations that stand side by side: policies add up, so the wider one wins. */
export function firstLeak(destinations: readonly DestinationData[]): Leak | undefined {
  for (const excepting of destinations) {
    for (const except of excepting.except ?? []) {
      const opening = destinations.find((other) => sharePorts(excepting, other) && opensAddresses(other, except));
      if (opening) return { excepting, except, opening };
    }
  }
  return undefined;
}

function opensAddresses(destination: DestinationData, addresses: string): boolean {
  const closed = parseCidr(addresses);
  return closed !== undefined && blocksOf(destination).some((block) => opensSomeOf(block, closed));
}

function sharePorts(a: DestinationData, b: DestinationData): boolean {
  return rangesOf(a).some((x) => rangesOf(b).some((y) => x.protocol === y.protocol && x.from <= y.to && y.from <= x.to));
}

/** Whether a destination opens one of some TCP ports. */
export function sharesPort(destination: DestinationData, ports: readonly number[]): boolean {
  const holds = ({ protocol, from, to }: PortRange): boolean =>
    protocol === 'TCP' && ports.some((port) => from <= port && port <= to);
  return rangesOf(destination).some(holds);
}

/**
 * What of a need stays closed although `allowed` is open, in words; undefined where all of it is open.
 * Several allowed destinations may cover one need together.
 */
export function closedPart(need: DestinationData, allowed: readonly DestinationData[]): string | undefined {
  // What a gateway takes on is reached, although not directly.
  const ways = allowed.flatMap((destination) => [destination, ...(destination.through ? [destination.through] : [])]);
  for (const range of rangesOf(need)) {
    for (const part of splitRange(range, ways.flatMap(rangesOf))) {
      const open = ways.filter((destination) => rangesOf(destination).some((other) => holdsRange(other, part)));
      const closed = closedTarget(need, open);
      if (closed !== undefined) return `${closed} ${describeRange(part)}`;
    }
  }
  return undefined;
}

function closedTarget(need: DestinationData, open: readonly DestinationData[]): string | undefined {
  const blocks = blocksOf(need);
  if (blocks.length === 0) return open.some((destination) => covers(destination, need)) ? undefined : describeTarget(need);
  const held = open.flatMap(blocksOf);
  const closed = blocks.map((block) => uncovered(block, held)).find((part) => part !== undefined);
  return closed && formatCidr(closed);
}

/** Whether a destination that is no block of addresses is open by another. */
function covers(destination: DestinationData, need: DestinationData): boolean {
  if (need.form === 'host') return coversHost(destination, need) || destination.form === 'anywhere';
  if (need.namespace === undefined) return destination.form === need.form;
  return coversPods(destination, need);
}

/** Whether pods are among those of another destination: the same namespace, and no label asked that they lack. */
function coversPods(destination: DestinationData, need: DestinationData): boolean {
  if (destination.namespace === undefined || destination.namespace !== need.namespace) return false;
  if (destination.form === 'namespace') return true;
  const asked = Object.entries(destination.podLabels ?? {});
  return asked.length > 0 && asked.every(([key, value]) => need.podLabels?.[key] === value);
}

function blocksOf({ form, cidr, except = [] }: DestinationData): OpenBlock[] {
  if (form === 'anywhere') return PUBLIC.flatMap((family) => openBlock(family.cidr, closedIn(family, except)) ?? []);
  const block = cidr === undefined ? undefined : openBlock(cidr, except);
  return block ? [block] : [];
}

function rangesOf(destination: DestinationData): PortRange[] {
  // Where the cluster decides the ports, any do for a comparison of names.
  const ports: readonly PortData[] = destination.ports.length === 0 ? [{ protocol: 'TCP' }] : destination.ports;
  return ports.map(({ protocol, port, endPort }) =>
    ({ protocol, from: port ?? 1, to: endPort ?? port ?? HIGHEST_PORT }));
}

const holdsRange = (outer: PortRange, inner: PortRange): boolean =>
  outer.protocol === inner.protocol && outer.from <= inner.from && inner.to <= outer.to;

/** A range cut at every border of the others, so that each part lies wholly inside or outside each of them. */
function splitRange(range: PortRange, others: readonly PortRange[]): PortRange[] {
  const starts = others.filter(({ protocol }) => protocol === range.protocol).flatMap(({ from, to }) => [from, to + 1])
    .filter((start) => start > range.from && start <= range.to);
  const cuts = [...new Set([range.from, ...starts])].sort((a, b) => a - b);
  return cuts.map((from, i) => ({ ...range, from, to: (cuts[i + 1] ?? range.to + 1) - 1 }));
}

/** A destination in a few words, for messages: `203.0.113.0/24 TCP 443`. */
export function describeDestination(destination: DestinationData): string {
  if (destination.ports.length === 0) return describeTarget(destination);
  return `${describeTarget(destination)} ${rangesOf(destination).map(describeRange).join(', ')}`;
}

/** What has no target of its own in words. */
const WORDS = new Map<DestinationData['form'], string>([
  ['kubernetesApi', 'the Kubernetes API'], ['metadata', 'the metadata service'], ['workloadIdentity', 'workload identity'],
  ['anywhere', 'anywhere'],
]);

function describeTarget(destination: DestinationData): string {
  const { form, cidr, namespace, podLabels = {}, service, through } = destination;
  if (form === 'cidr') return String(cidr);
  if (form === 'host') return describeHost(destination);
  if (WORDS.has(form)) return String(WORDS.get(form));
  if (form === 'gateway') return `${through ? describeTarget(through) : ''} through the gateway in namespace "${namespace}"`;
  if (form === 'namespace') return `namespace "${namespace}"`;
  const pods = Object.entries(podLabels).map(([key, value]) => `${key}=${value}`).join(',');
  return `${form === 'service' ? `Service "${service}" (pods ${pods})` : `pods ${pods}`} in namespace "${namespace}"`;
}

function describeRange({ protocol, from, to }: PortRange): string {
  if (from === 1 && to === HIGHEST_PORT) return `${protocol} on every port`;
  return `${protocol} ${from === to ? from : `${from}-${to}`}`;
}
