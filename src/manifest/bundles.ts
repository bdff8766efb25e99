import { type Availability, type Release, RELEASES, SERVED, type ServedVersion, type Span } from './bundle-table';
import type { ClusterData } from './grant-data';
import { GATEWAY_API, GATEWAY_API_EXPERIMENTAL } from './kinds';
import { enumerate } from './text';

/** The definitions of Gateway API that a cluster has installed. */
export interface Bundle {
  /** Name of the cluster's profile; undefined where the bundle was told without one. */
  readonly cluster?: string;
  /** Release, as `major.minor`. */
  readonly version: string;
  readonly channel: 'standard' | 'experimental';
}

/** Name of the profile that stands where none was given: nothing is known of its bundle. */
export const GENERIC_CLUSTER = 'generic';

/** The bundle that a cluster's profile names. */
export function bundleOf({ name, gatewayApi }: ClusterData): Bundle {
  return { cluster: name, version: gatewayApi.version, channel: gatewayApi.channel };
}

/** Each bundle once. */
export function distinctBundles(bundles: readonly Bundle[]): Bundle[] {
  return [...new Map(bundles.map((bundle) => [JSON.stringify(bundle), bundle])).values()];
}

/** Whether the table tells what a bundle has: not where no profile was given, nor of a release later than the table. */
export function isKnownBundle(bundle: Bundle): boolean {
  return bundle.cluster !== GENERIC_CLUSTER && releaseOf(bundle.version) < RELEASES.length;
}

const POSITIONS = new Map<string, number>();

/** Position of a release in the table; what is older than the table is taken as its first. */
function releaseOf(version: string): number {
  let position = POSITIONS.get(version);
  if (position === undefined) POSITIONS.set(version, position = positionOf(version));
  return position;
}

function positionOf(version: string): number {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === '0') return 0;
  return major === '1' ? Number(minor) : RELEASES.length;
}

/** How messages name a bundle. */
export function bundleName({ cluster, version, channel }: Bundle): string {
  const where = cluster === undefined ? 'the cluster' : `cluster "${cluster}"`;
  return `the ${channel} channel of Gateway API ${version}, which ${where} has installed`;
}

/** Whether a bundle has what the table says so of. */
export function has(availability: Availability, { version, channel }: Bundle): boolean {
  const span = availability[channel];
  if (span === undefined) return false;
  const { from, to } = endsOf(span);
  const release = releaseOf(version);
  return from <= release && (to === undefined || release <= to);
}

function endsOf(span: Span): { from: number; to?: number } {
  const [from, to] = span.split('-');
  return { from: releaseOf(from), ...(to !== undefined && { to: releaseOf(to) }) };
}

const VERSIONS = new Map<string, ServedVersion[]>();
for (const row of SERVED) {
  const key = `${row.group}/${row.kind}`;
  VERSIONS.set(key, [...VERSIONS.get(key) ?? [], row]);
}

/** All versions of a kind of Gateway API, the newest first; empty for other kinds. */
export function versionsOf(group: string, kind: string): readonly ServedVersion[] {
  return VERSIONS.get(`${group}/${kind}`) ?? [];
}

/**
 * The version of a kind to emit for clusters: the newest that all of them serve with the fields of the newest.
 * Undefined where nothing is known, or no such version is served: then the kind's own.
 */
export function versionFor(group: string, kind: string, bundles: readonly Bundle[]): string | undefined {
  if (group !== GATEWAY_API && group !== GATEWAY_API_EXPERIMENTAL) return undefined;
  const known = bundles.filter(isKnownBundle);
  if (known.length === 0) return undefined;
  return versionsOf(group, kind).find((row) => !row.differs && known.every((bundle) => has(row.has, bundle)))?.version;
}

/** When bundles have any of several versions. */
export function availabilityOf(versions: readonly ServedVersion[]): Availability {
  const standard = joined(versions.flatMap(({ has: { standard: span } }) => span ?? []));
  const experimental = joined(versions.flatMap(({ has: { experimental: span } }) => span ?? []));
  return { ...(standard !== undefined && { standard }), ...(experimental !== undefined && { experimental }) };
}

/** Spans without a gap between them, as one. */
function joined(spans: readonly Span[]): Span | undefined {
  if (spans.length === 0) return undefined;
  const [from] = spans.map((span) => span.split('-')[0] as Release).sort();
  const ends = spans.flatMap((span) => (span.split('-')[1] as Release | undefined) ?? []).sort();
  return ends.length < spans.length ? from : `${from}-${ends[ends.length - 1]}`;
}

/** Who has it, in words: `in the experimental channel from 1.4, in the standard channel from 1.5`. */
export function whereToFind({ standard, experimental }: Availability): string {
  if (standard !== undefined && standard === experimental) return `in both channels ${spanWords(standard)}`;
  const places: string[] = [];
  if (experimental !== undefined) places.push(`in the experimental channel ${spanWords(experimental)}`);
  if (standard !== undefined) places.push(`in the standard channel ${spanWords(standard)}`);
  return enumerate(places, 'and');
}

function spanWords(span: Span): string {
  const [from, to] = span.split('-');
  if (to === undefined) return `from ${from}`;
  return from === to ? `of ${from} alone` : `from ${from} to ${to}`;
}

/** What to change of a cluster so that it has it, in words; undefined where no later bundle has it. */
export function howToHave(availability: Availability, bundle: Bundle): string | undefined {
  const later = RELEASES.slice(releaseOf(bundle.version));
  for (const channel of bundle.channel === 'standard' ? ['standard', 'experimental'] as const : ['experimental'] as const) {
    const version = later.find((release) => has(availability, { ...bundle, version: release, channel }));
    if (version === undefined) continue;
    const options = [
      ...(version === later[0] ? [] : [`gatewayApiVersion: "${version}"`]),
      ...(channel === bundle.channel ? [] : ['gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL']),
    ];
    return `install that bundle and give the profile ${options.join(', ')}`;
  }
  return undefined;
}
