import { type Control, ofBenchmark } from '../control';
import { noClusterAdmins, noWildcards } from '../questions/access';
import { routesEncrypted } from '../questions/encryption';
import { egressToNamedOnly, ingressThroughEntryOnly } from '../questions/outside';
import { defaultDeny } from '../questions/policies';

const OPERATION = 'that it operated over the period of the audit';

/** Manifests show how controls are designed, never that they operated. */
export const SOC2: readonly Control[] = ofBenchmark('SOC 2 Trust Services Criteria', '2017, points of focus 2022', [
  { id: 'CC6.1', title: 'Logical access', asks: [noWildcards, noClusterAdmins], remains: OPERATION },
  {
    id: 'CC6.6', title: 'Threats from outside of the boundaries',
    asks: [ingressThroughEntryOnly, defaultDeny], remains: OPERATION,
  },
  {
    id: 'CC6.7', title: 'Transmission and movement of information',
    asks: [routesEncrypted, egressToNamedOnly], remains: OPERATION,
  },
  {
    id: 'CC7.1', title: 'Detection of changes to configuration and of vulnerabilities',
    asks: [], remains: 'detection is seen where it runs; what a change does to traffic, "cdk8s-gateway reach --diff" shows',
  },
  { id: 'CC7.2', title: 'Monitoring for anomalies', asks: [], remains: 'monitoring is seen where it runs' },
  {
    id: 'CC8.1', title: 'Management of changes',
    asks: [], remains: 'who reviewed a change; what it does to traffic, "cdk8s-gateway reach --diff" shows',
  },
]);
