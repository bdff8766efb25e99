import { type Control, ofBenchmark } from '../control';
import { admissionDenies, noClusterAdmins, noSecretReaders, noWildcards } from '../questions/access';
import { ingressThroughEntryOnly, metadataClosed } from '../questions/outside';
import { podSecurityEnforced } from '../questions/pods';
import { closedToStrangers, defaultDeny } from '../questions/policies';

export const OWASP_K8S: readonly Control[] = ofBenchmark('OWASP Kubernetes Top Ten', '2025', [
  {
    id: 'K02', title: 'Overly permissive authorization',
    asks: [noWildcards, noSecretReaders, noClusterAdmins], remains: 'roles and bindings that are not in the files',
  },
  {
    id: 'K04', title: 'Lack of cluster-level policy enforcement',
    asks: [admissionDenies, podSecurityEnforced], remains: 'whether these are the policies that the cluster needs',
  },
  {
    id: 'K05', title: 'Missing network segmentation controls',
    asks: [defaultDeny, closedToStrangers, ingressThroughEntryOnly],
  },
  {
    id: 'K06', title: 'Overly exposed components',
    asks: [ingressThroughEntryOnly], remains: 'components of the cluster itself, and firewalls around it',
  },
  {
    id: 'K08', title: 'Cluster to cloud lateral movement',
    asks: [metadataClosed], remains: 'what the cloud grants to identities of workloads',
  },
]);
