import { type Control, ofBenchmark } from '../control';
import { noClusterAdmins, noWildcards } from '../questions/access';
import { routesEncrypted } from '../questions/encryption';
import { ingressThroughEntryOnly, metadataClosed } from '../questions/outside';
import { closedToStrangers, defaultDeny } from '../questions/policies';

/** Ids of version 4; version 3 numbered others so. */
export const CSA_CCM: readonly Control[] = ofBenchmark('CSA Cloud Controls Matrix', '4.1', [
  {
    id: 'IVS-03', title: 'Network security',
    asks: [defaultDeny], remains: 'how communication is monitored and encrypted, and its yearly review',
  },
  { id: 'IVS-06', title: 'Segmentation and segregation', asks: [defaultDeny, closedToStrangers, ingressThroughEntryOnly] },
  {
    id: 'IVS-09', title: 'Network defense',
    asks: [ingressThroughEntryOnly, metadataClosed], remains: 'how attacks are noticed and answered',
  },
  {
    id: 'DSP-10', title: 'Transfer of sensitive data',
    asks: [routesEncrypted], remains: 'which data is sensitive, and traffic behind the gateway',
  },
  { id: 'CEK-03', title: 'Encryption of data', asks: [routesEncrypted], remains: 'how data is stored' },
  {
    id: 'IAM-05', title: 'Least privilege',
    asks: [noWildcards, noClusterAdmins], remains: 'roles and bindings that are not in the files',
  },
]);
