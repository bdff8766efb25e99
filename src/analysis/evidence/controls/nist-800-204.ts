import { type Control, ofBenchmark } from '../control';
import { admissionDenies } from '../questions/access';
import { releasesGradual, routesEncrypted } from '../questions/encryption';
import { meshStrict } from '../questions/mesh';
import { egressToNamedOnly, ingressThroughEntryOnly } from '../questions/outside';
import { closedToStrangers, defaultDeny, egressToNamedPods } from '../questions/policies';

const NIST = 'NIST SP';
const CERTIFICATES = 'certificates are issued in the cluster, not in manifests';

/** The family: microservices, the mesh, its access policies, and how it is delivered. */
export const NIST_800_204: readonly Control[] = [
  ...ofBenchmark(`${NIST} 800-204`, '2019', [
    {
      id: 'MS-SS-4', title: 'Secure communication between services',
      asks: [routesEncrypted], remains: 'how services talk to each other behind the gateway',
    },
    {
      id: 'MS-SS-9', title: 'New versions come gradually, from one place, and watched',
      asks: [releasesGradual], remains: 'who watches the new version, and what ends its release',
    },
  ]),
  ...ofBenchmark(`${NIST} 800-204A`, '2020', [
    { id: 'SM-DR1', title: 'No traffic by default', asks: [defaultDeny] },
    {
      id: 'SM-DR2', title: 'Each service reaches a limited set of services',
      asks: [defaultDeny, closedToStrangers, egressToNamedPods],
    },
    {
      id: 'SM-DR6', title: 'Mutual TLS between services',
      asks: [meshStrict], remains: 'that every workload has a proxy of the mesh',
    },
    { id: 'SM-DR8', title: 'No way out of the cluster but to named destinations', asks: [egressToNamedOnly] },
    {
      id: 'SM-DR12', title: 'Certificates of workloads',
      asks: [], remains: CERTIFICATES,
    },
    { id: 'SM-DR13', title: 'Certificates of workloads', asks: [], remains: CERTIFICATES },
    { id: 'SM-DR15', title: 'Certificates of workloads', asks: [], remains: CERTIFICATES },
  ]),
  ...ofBenchmark(`${NIST} 800-204B`, '2021', [
    {
      id: 'APE-SR-3', title: 'By default a service talks within its namespace alone',
      asks: [defaultDeny, closedToStrangers, egressToNamedPods, ingressThroughEntryOnly],
    },
    {
      id: '5.2.1', title: 'Requests between services are authorised by the identity of both',
      asks: [meshStrict], remains: 'the authorisation policies of the mesh',
    },
    {
      id: 'SAUZ-SR-1', title: 'Each service has an authorisation policy',
      asks: [], remains: 'the authorisation policies of the mesh, which are not evaluated here',
    },
  ]),
  ...ofBenchmark(`${NIST} 800-204C`, '2022', [
    {
      id: 'policy as code', title: 'Policies are code, and judged before they run',
      asks: [admissionDenies], remains: 'the pipeline that delivers the manifests',
    },
  ]),
];
