import { correctionOf } from './feature-corrections';
import { REPORT_DATA, REPORTED_FEATURES } from './feature-report-data';

/** What a conformance report says, as the generated table holds it. */
export interface ReportData {
  /** Name of the implementation, in lower case with dashes. */
  readonly name: string;
  readonly version: string;
  /** How it was deployed, where it can be in several ways: `default` otherwise. */
  readonly mode: string;
  /** Day of the report. */
  readonly date: string;
  /** The definitions of Gateway API that were installed. */
  readonly gatewayApiVersion: string;
  readonly channel: 'standard' | 'experimental';
  /** Path below conformance/reports of Gateway API's repository. */
  readonly report: string;
  /** Profiles whose core tests all passed: `GATEWAY-HTTP MESH-HTTP`. */
  readonly passed?: string;
  /** Profiles of whose core tests some were left out. */
  readonly partly?: string;
  /** Profiles of whose core tests some failed. */
  readonly failed?: string;
  /** A letter for each of `REPORTED_FEATURES`: y supported, n unsupported, a point where the report does not name it. */
  readonly answers: string;
}

/** Whether an implementation supports a feature, as far as its report tells. */
export type Support = 'yes' | 'no' | 'unknown';

/** An answer, and what it stands on. */
export interface SupportAnswer {
  readonly support: Support;
  /** A clause for messages: `its conformance report lists it as unsupported`. */
  readonly why: string;
}

/** The reports of all implementations, by name; of each the newest first. */
export const REPORTS: readonly ReportData[] = REPORT_DATA;

/** Names of the implementations. */
export const IMPLEMENTATION_NAMES: readonly string[] = [...new Set(REPORT_DATA.map(({ name }) => name))];

/** The newest report of an implementation, or that of another mode. */
export function newestReport(name: string, mode?: string): ReportData | undefined {
  return REPORT_DATA.find((report) => report.name === name && (mode === undefined || report.mode === mode));
}

/** The features that a report lists in one way. */
export function featuresListed(report: ReportData, as: 'y' | 'n'): string[] {
  return REPORTED_FEATURES.filter((_, i) => report.answers[i] === as);
}

/** How messages name a report: `envoy-gateway v1.9.0 (Gateway API v1.6.1, experimental channel)`. */
export function reportName({ name, version, gatewayApiVersion, channel, mode }: ReportData): string {
  const how = mode === 'default' ? '' : `, ${mode}`;
  return `${name} ${version} (Gateway API ${gatewayApiVersion}, ${channel} channel${how})`;
}

/**
 * Whether an implementation supports a feature. `inMesh` asks for routes of a mesh, which have profiles of their own.
 * What a report names nowhere is unknown: the feature may be younger than it, or its profile was not run.
 */
export function supportOf(report: ReportData, feature: string, inMesh = false): SupportAnswer {
  const corrected = correctionOf(report, feature);
  if (corrected) return corrected;
  const listed = LISTED[report.answers[POSITIONS.get(feature) ?? -1] ?? '.'];
  if (listed && (inMesh ? answersForMesh(report, feature) : answersForGateways(report, feature))) return listed;
  const profiles = CORE_PROFILES.get(inMesh ? `${feature} in a mesh` : feature);
  if (profiles) return coreSupport(report, profiles);
  return listed && !inMesh ? { support: 'unknown', why: 'its conformance report is about a mesh alone' } : unnamed(report);
}

/** Names of the implementations whose newest report says that they support a feature. */
export function implementationsWith(feature: string, inMesh = false): string[] {
  return IMPLEMENTATION_NAMES.filter((name) => supportOf(newestReport(name)!, feature, inMesh).support === 'yes');
}

const POSITIONS = new Map(REPORTED_FEATURES.map((feature, i) => [feature, i]));

const LISTED: Record<string, SupportAnswer | undefined> = {
  y: { support: 'yes', why: 'its conformance report lists it as supported' },
  n: { support: 'no', why: 'its conformance report lists it as unsupported' },
};

const GATEWAY_PROFILES = ['GATEWAY-HTTP', 'GATEWAY-GRPC', 'GATEWAY-TLS', 'GATEWAY-TCP', 'GATEWAY-UDP'];
const MESH_PROFILES = ['MESH-HTTP', 'MESH-GRPC'];

/**
 * The profiles whose core tests show a feature; one of them is enough.
 * Source: Gateway API v1.6.1, conformance/utils/suite/profiles.go.
 */
const CORE_PROFILES = new Map<string, readonly string[]>([
  ['Gateway', GATEWAY_PROFILES],
  ['ReferenceGrant', GATEWAY_PROFILES],
  ['HTTPRoute', ['GATEWAY-HTTP']],
  ['GRPCRoute', ['GATEWAY-GRPC']],
  ['TLSRoute', ['GATEWAY-TLS']],
  ['TCPRoute', ['GATEWAY-TCP']],
  ['UDPRoute', ['GATEWAY-UDP']],
  ['Mesh', MESH_PROFILES],
  ['Mesh in a mesh', MESH_PROFILES],
  ['ReferenceGrant in a mesh', MESH_PROFILES],
  ['HTTPRoute in a mesh', ['MESH-HTTP']],
  ['GRPCRoute in a mesh', ['MESH-GRPC']],
]);

/** What gateways do says nothing of a mesh: of an implementation of both, only the names that are of meshes answer for one. */
function answersForMesh(report: ReportData, feature: string): boolean {
  return feature.startsWith('Mesh') || !hasGateways(report);
}

/** What a mesh does says nothing of gateways, where there are none: routes have the same names in both. */
function answersForGateways(report: ReportData, feature: string): boolean {
  return feature.startsWith('Mesh') || hasGateways(report);
}

function hasGateways({ passed = '', partly = '', failed = '' }: ReportData): boolean {
  return `${passed} ${partly} ${failed}`.includes('GATEWAY-');
}

function coreSupport({ passed = '', partly = '', failed = '' }: ReportData, profiles: readonly string[]): SupportAnswer {
  const among = (names: string): string | undefined => profiles.find((profile) => names.split(' ').includes(profile));
  const good = among(passed);
  if (good !== undefined) return { support: 'yes', why: `it passed the core tests of profile ${good}` };
  const some = among(partly);
  if (some !== undefined) return { support: 'unknown', why: `of the core tests of profile ${some} it was given only a part` };
  const bad = among(failed);
  if (bad !== undefined) return { support: 'no', why: `it failed core tests of profile ${bad}` };
  return { support: 'unknown', why: `its conformance report has no profile ${profiles.join(' or ')}` };
}

function unnamed({ gatewayApiVersion }: ReportData): SupportAnswer {
  return { support: 'unknown', why: `its conformance report, for Gateway API ${gatewayApiVersion}, does not name it` };
}
