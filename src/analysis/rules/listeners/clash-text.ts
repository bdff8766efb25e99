import { nameOf } from '../../cluster/cluster-index';
import type { ListenerConflict } from '../../cluster/listener-conflicts';
import type { OwnListener } from '../../cluster/own-listeners';

/** Why two listeners are not told apart: the first half of a sentence. */
export function clashOf({ clash, listener, rival }: ListenerConflict): string {
  const port = `port ${listener.port}`;
  const both = `${shown(listener, listener)} and ${shown(rival, listener)}`;
  if (clash === 'hostname') return `${both} are for ${hostnameOf(listener)} on ${port}, and nothing else tells their requests apart`;
  if (clash === 'port') return `${both} are for ${listener.protocol} on ${port}, and one alone can take all that arrives there`;
  if (clash === 'clear text') return `${both} share ${port}, which is either clear text or TLS`;
  if (clash === 'TLS modes') return `${both} share ${port}, where the one ends TLS and the other passes it on`;
  const [tcp, other] = listener.protocol === 'TCP' ? [listener, rival] : [rival, listener];
  return `${shown(tcp, listener)} takes every connection of ${port}, and leaves none to ${shown(other, listener)}`;
}

/** `listener "web" (HTTPS)`, with its object where that is another one than the object that is judged. */
function shown({ name, protocol, tlsMode, owner }: OwnListener, judged: OwnListener): string {
  const holder = owner === judged.owner ? '' : ` of ${owner.manifest.kind} "${nameOf(owner.manifest) ?? ''}"`;
  return `listener "${name}"${holder} (${protocol}${protocol === 'TLS' && tlsMode !== undefined ? `, ${tlsMode}` : ''})`;
}

function hostnameOf({ hostname }: OwnListener): string {
  return hostname === undefined ? 'every hostname' : `"${hostname}"`;
}

/** Whether the other listener stands in the same object, further down: the finding is made there. */
export function isSaidOfRival({ listener, rival }: ListenerConflict): boolean {
  return rival.owner === listener.owner && positionOf(rival) > positionOf(listener);
}

function positionOf({ path }: OwnListener): number {
  return Number(/\d+/.exec(path)?.[0]);
}

/** What tells two listeners apart. */
export function distinctionOf({ clash }: ListenerConflict): string {
  return clash === 'hostname' ? 'write another hostname or port in one of the two' : 'write another port in one of the two';
}
