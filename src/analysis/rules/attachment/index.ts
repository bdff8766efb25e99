import type { Rule } from '../../rule';
import { droppedHostname } from './dropped-hostname';
import { listenerSetParent } from './listener-set-parent';
import { mixedHostname } from './mixed-hostname';
import { noParents } from './no-parents';
import { parentMissing } from './parent-missing';
import { parentNamespace } from './parent-namespace';
import { portListenerRoute } from './port-listener-route';
import { routeAttachment } from './route-attachment';
import { sameParent } from './same-parent';

/** Which route and which ListenerSet attaches where, and who shares a hostname. */
export const ATTACHMENT_RULES: readonly Rule[] = [
  routeAttachment,
  portListenerRoute,
  mixedHostname,
  parentMissing,
  parentNamespace,
  droppedHostname,
  noParents,
  listenerSetParent,
  sameParent,
];
