import { type ReportData, type SupportAnswer, supportOf } from '../../manifest/feature-reports';
import type { Need } from './feature-need';

/** A feature that one object needs, and whether an implementation has it. */
export interface JudgedNeed extends Need, SupportAnswer {
  /** How many places of the object need it; the path is the first. */
  readonly places: number;
}

/** Features that are a part of another one, as all of a mesh are: without that nothing more is said of them. */
const PART_OF = new Map([
  ['BackendTLSPolicySANValidation', 'BackendTLSPolicy'],
  ['GatewayFrontendClientCertificateValidationInsecureFallback', 'GatewayFrontendClientCertificateValidation'],
  ['HTTPRouteRequestMultipleMirrors', 'HTTPRouteRequestMirror'],
  ['HTTPRouteRequestPercentageMirror', 'HTTPRouteRequestMirror'],
  ['HTTPRouteRetryBackendTimeout', 'HTTPRouteRetry'],
  ['HTTPRouteRetryConnectionError', 'HTTPRouteRetry'],
]);

/** The older of the two names for the port of a parent, which no conformance test asks for. */
const SECOND_NAME = 'HTTPRouteDestinationPortMatching';

/** The needs of one object, each feature once, as a report answers them. */
export function judgeNeeds(needs: readonly Need[], report: ReportData): JudgedNeed[] {
  const judged = new Map<string, JudgedNeed>();
  for (const need of needs) {
    const { feature, inMesh } = need;
    const key = inMesh ? `${feature} in a mesh` : feature;
    const known = judged.get(key);
    if (known) judged.set(key, { ...known, places: known.places + 1 });
    else if (feature !== SECOND_NAME) judged.set(key, { ...need, ...supportOf(report, feature, inMesh), places: 1 });
  }
  return [...judged.values()].filter(({ feature, inMesh }) => wholesOf(feature, inMesh)
    .every((whole) => supportOf(report, whole, inMesh).support === 'yes'));
}

function wholesOf(feature: string, inMesh = false): string[] {
  const whole = PART_OF.get(feature);
  return [...whole === undefined ? [] : [whole], ...inMesh && feature !== 'Mesh' ? ['Mesh'] : []];
}
