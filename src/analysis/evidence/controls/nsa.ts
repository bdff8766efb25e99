import { type Control, ofBenchmark } from '../control';
import { routesEncrypted } from '../questions/encryption';
import { ingressThroughEntryOnly, metadataClosed } from '../questions/outside';
import { noDefaultNamespace } from '../questions/places';
import { closedToStrangers, defaultDeny } from '../questions/policies';

const CHAPTER = 'Network separation and hardening';

/** The guide numbers nothing: its controls are named by chapter and heading. */
export const NSA: readonly Control[] = ofBenchmark('NSA/CISA Kubernetes Hardening Guide', '1.2', [
  {
    id: `${CHAPTER}: namespaces`, title: 'Namespaces part resources',
    asks: [noDefaultNamespace], remains: 'whether the parts are the right ones',
  },
  {
    id: `${CHAPTER}: network policies`, title: 'Deny by default, then allow',
    asks: [defaultDeny, closedToStrangers, ingressThroughEntryOnly],
  },
  {
    id: `${CHAPTER}: encryption`, title: 'Traffic is encrypted',
    asks: [routesEncrypted], remains: 'traffic between pods, and of the control plane',
  },
  { id: `${CHAPTER}: cloud infrastructure`, title: 'Workloads do not reach the metadata service', asks: [metadataClosed] },
]);
