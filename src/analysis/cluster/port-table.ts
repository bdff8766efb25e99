import type { OwnListener } from './own-listeners';

/** Why two listeners of one port cannot both be served. */
export type Clash =
  /** One protocol that tells listeners apart by hostname, or HTTPS and TLS, and one hostname. */
  | 'hostname'
  /** Twice TCP, or twice UDP. */
  | 'port'
  /** TCP beside a protocol that looks into the connection. */
  | 'TCP'
  /** HTTP beside HTTPS or TLS. */
  | 'clear text'
  /** TLS listeners that end connections and that pass them on. */
  | 'TLS modes';

/** A listener, and why another one that was added before clashes with it. */
interface Rival<T extends OwnListener> {
  readonly listener: T;
  readonly clash: Clash;
}

/** What listeners of a protocol clash with: the mark that others left, and the clash. */
type Look = readonly [mark: string, clash: Clash];

const LOOKS = new Map<string, (hostname: string) => Look[]>([
  ['HTTP', (hostname) => [[`HTTP ${hostname}`, 'hostname'], ['TCP', 'TCP'], ['HTTPS', 'clear text'], ['TLS', 'clear text']]],
  ['HTTPS', (hostname) => [[`HTTPS ${hostname}`, 'hostname'], [`TLS ${hostname}`, 'hostname'], ['TCP', 'TCP'], ['HTTP', 'clear text']]],
  ['TLS', (hostname) => [[`TLS ${hostname}`, 'hostname'], [`HTTPS ${hostname}`, 'hostname'], ['TCP', 'TCP'], ['HTTP', 'clear text']]],
  ['TCP', () => [['TCP', 'port'], ['HTTP', 'TCP'], ['HTTPS', 'TCP'], ['TLS', 'TCP']]],
  ['UDP', () => [['UDP', 'port']]],
]);

const OTHER_MODE = new Map([['Terminate', 'Passthrough'], ['Passthrough', 'Terminate']]);

/**
 * Listeners, found by what they take of a port, so that a clash is found without comparing each with each.
 * Source: Gateway API v1.6.1, Gateway.spec.listeners, and GEP-2643 and GEP-2644.
 */
export class PortTable<T extends OwnListener> {
  readonly #marks = new Map<string, T[]>();

  /** `sideOf` says which listeners do not count against each other. */
  public constructor(private readonly sideOf: (listener: T) => unknown) {}

  public add(listener: T): void {
    const { protocol, hostname = '', tlsMode } = listener;
    const marks = [protocol, `${protocol} ${hostname}`, ...(protocol === 'TLS' && tlsMode !== undefined ? [modeMark(tlsMode)] : [])];
    for (const mark of marks) {
      const key = keyOf(listener, mark);
      const known = this.#marks.get(key) ?? [];
      // One listener of this side and one of another are enough to find a rival for any.
      if (known.length === 0) this.#marks.set(key, [listener]);
      else if (known.length === 1 && this.sideOf(known[0]) !== this.sideOf(listener)) known.push(listener);
    }
  }

  /** A listener of another side that clashes with this one. */
  public rivalOf(listener: T): Rival<T> | undefined {
    const { protocol, hostname = '', tlsMode, port } = listener;
    if (port === undefined) return undefined;
    for (const [mark, clash] of LOOKS.get(protocol)?.(hostname) ?? []) {
      const rival = this.#find(listener, mark);
      if (rival) return { listener: rival, clash };
    }
    const otherMode = protocol === 'TLS' ? OTHER_MODE.get(tlsMode ?? '') : undefined;
    const rival = otherMode === undefined ? undefined : this.#find(listener, modeMark(otherMode));
    return rival && { listener: rival, clash: 'TLS modes' };
  }

  #find(listener: T, mark: string): T | undefined {
    return this.#marks.get(keyOf(listener, mark))?.find((other) => this.sideOf(other) !== this.sideOf(listener));
  }
}

function keyOf({ port }: OwnListener, mark: string): string {
  return `${port} ${mark}`;
}

function modeMark(mode: string): string {
  return `mode ${mode}`;
}
