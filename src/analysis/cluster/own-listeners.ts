import { groupBy } from '../../manifest/group-by';
import { isRecord, listOf } from '../../manifest/manifest';
import { oncePerEntry } from '../once';
import type { Entry } from '../rule';
import { specOf } from './references';

/** A listener as its object has it: what is no text or number there is left out here. */
export interface OwnListener {
  /** The Gateway or ListenerSet that it stands in. */
  readonly owner: Entry;
  /** Field path in its owner. */
  readonly path: string;
  readonly name: string;
  readonly port?: number;
  readonly protocol: string;
  /** The hostname that it serves; without one, every hostname. */
  readonly hostname?: string;
  /** `Terminate` or `Passthrough`, where the listener has TLS. Source: Gateway API v1.6.1, ListenerTLSConfig. */
  readonly tlsMode?: string;
  /** The listener itself. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** The listeners of one Gateway or ListenerSet, in its order. */
export const ownListeners = oncePerEntry((owner: Entry): readonly OwnListener[] =>
  listOf(specOf(owner.manifest).listeners).flatMap((data, i) => (isRecord(data) ? [listenerOf(owner, data, `spec.listeners[${i}]`)] : [])));

function listenerOf(owner: Entry, data: Record<string, unknown>, path: string): OwnListener {
  const { name, port, protocol, hostname, tls } = data;
  return {
    owner, path, name: typeof name === 'string' ? name : '', protocol: typeof protocol === 'string' ? protocol : '',
    ...(typeof port === 'number' && { port }),
    ...(typeof hostname === 'string' && hostname !== '' && { hostname }),
    ...(isRecord(tls) && { tlsMode: typeof tls.mode === 'string' ? tls.mode : 'Terminate' }),
    data,
  };
}

/** The same by name: the API server takes each name once, and other files may have it twice. */
export const listenersByName = oncePerEntry((owner: Entry): ReadonlyMap<string, readonly OwnListener[]> =>
  groupBy(ownListeners(owner), ({ name }) => name));
