import type { Rule } from '../../rule';
import { mixedHostname } from './mixed-hostname';
import { portListenerRoute } from './port-listener-route';
import { routeAttachment } from './route-attachment';

/** Which route and which ListenerSet attaches where, and who shares a hostname. */
export const ATTACHMENT_RULES: readonly Rule[] = [
  routeAttachment,
  portListenerRoute,
  mixedHostname,
];
