import type { Rule } from '../../rule';
import { callsInClearText } from './calls-in-clear-text';
import { clearTextBesideRedirect } from './clear-text-beside-redirect';
import { droppedHostname } from './dropped-hostname';
import { equalMatch, foreignMatch } from './equal-match';
import { equalServerName } from './equal-server-name';
import { listenerSetParent } from './listener-set-parent';
import { meshHostname } from './mesh-hostname';
import { mixedHostname } from './mixed-hostname';
import { noHostnameOfRoute } from './no-hostname';
import { noParents } from './no-parents';
import { parentMissing } from './parent-missing';
import { parentNamespace } from './parent-namespace';
import { parentPort } from './parent-port';
import { portListenerRoute } from './port-listener-route';
import { routeAttachment } from './route-attachment';
import { sameParent } from './same-parent';
import { wideRoute } from './wide-route';

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
  noHostnameOfRoute,
  equalMatch,
  foreignMatch,
  equalServerName,
  parentPort,
  clearTextBesideRedirect,
  meshHostname,
  callsInClearText,
  wideRoute,
];
