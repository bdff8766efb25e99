import type { ReportData, SupportAnswer } from './feature-reports';

/** Where an implementation is known to differ from what its report says. */
interface Correction {
  readonly name: string;
  readonly mode: string;
  readonly feature: string;
  readonly works: boolean;
  /** Where that is shown. */
  readonly source: string;
}

/** Written by hand, each with its source: what a report lists as unsupported and works, or does not name and is not there. */
export const CORRECTIONS: readonly Correction[] = [
  {
    name: 'envoy-gateway', mode: 'default', feature: 'GatewayInfrastructurePropagation', works: true,
    source: 'Envoy Gateway v1.9, internal/gatewayapi/translator.go: labels and annotations reach the proxies and their Service',
  },
  {
    name: 'traefik', mode: 'default', feature: 'UDPRoute', works: false,
    source: 'Traefik v3.7, its provider for Gateway API: of streams it knows TLSRoutes and TCPRoutes',
  },
];

/** What is known better of a feature than a report says it. */
export function correctionOf({ name, mode }: ReportData, feature: string): SupportAnswer | undefined {
  const known = CORRECTIONS.find((one) => one.name === name && one.mode === mode && one.feature === feature);
  return known && { support: known.works ? 'yes' : 'no', why: known.source };
}
