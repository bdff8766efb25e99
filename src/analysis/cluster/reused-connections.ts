import { getOrAdd, push } from '../../manifest/group-by';
import { covers, isWildcard, overlaps } from '../../manifest/hostname';
import { oncePerKey } from '../once';
import type { Entry } from '../rule';
import { certificatesOf, isValidForSome, listenerCertificateRefs, secretKey } from './certificates';
import { hostnamesOver, listenersByPort, type PortListeners } from './closest-listener';
import type { ClusterIndex } from './cluster-index';
import type { EffectiveListener } from './effective-listeners';
import { gatewayOf } from './gateway-of';
import type { OwnListener } from './own-listeners';
import { isSecret } from './references';

/**
 * Listeners of one port between which clients carry requests over: a connection is reused for every hostname that its certificate
 * is valid for, and the listener that it was made to answers. Source: Gateway API v1.6.1, ListenerConditionOverlappingTLSConfig;
 * RFC 9113, connection reuse.
 */
interface ReusedConnections {
  /** Whether the hostnames overlap, or distinct ones are on one certificate. */
  readonly by: 'hostname' | 'certificate';
  readonly others: readonly OwnListener[];
  /** The Secret that they share, where they do. */
  readonly secret?: string;
}

/** The listeners of a Gateway or ListenerSet whose connections other ones share, by their paths. */
export function reusedConnections(owner: Entry, index: ClusterIndex): ReadonlyMap<string, ReusedConnections> {
  const gateway = gatewayOf(owner, index);
  if (!gateway) return NONE;
  return ofGateway(gateway, index).get(owner) ?? NONE;
}

const NONE: ReadonlyMap<string, ReusedConnections> = new Map();

type ByOwner = Map<Entry, Map<string, ReusedConnections>>;

const ofGateway = oncePerKey((gateway: Entry, index): ByOwner => {
  const found: ByOwner = new Map();
  for (const listeners of listenersByPort(gateway, index).values()) {
    const port = new Port(listeners, index);
    for (const listener of port.encrypted) {
      const reused = port.overlapping(listener) ?? port.sharing(listener);
      if (!reused) continue;
      getOrAdd(found, listener.owner, () => new Map<string, ReusedConnections>()).set(listener.path, reused);
    }
  }
  return found;
});

/** The listeners of one port with TLS. */
class Port {
  public readonly encrypted: readonly EffectiveListener[];
  readonly #bySecret = new Map<string, EffectiveListener[]>();
  /** By what follows their first label. */
  readonly #byParent = new Map<string, EffectiveListener[]>();

  public constructor(private readonly listeners: PortListeners, private readonly index: ClusterIndex) {
    this.encrypted = [...listeners.values()].filter(({ protocol }) => protocol !== 'HTTP');
    for (const listener of this.encrypted) {
      for (const key of secretsOf(listener)) push(this.#bySecret, key, listener);
      const { hostname } = listener;
      if (hostname !== undefined) push(this.#byParent, hostname.slice(hostname.indexOf('.') + 1), listener);
    }
  }

  /** The listeners for wider hostnames, unless the certificates are known to keep the connections apart. */
  public overlapping(listener: EffectiveListener): ReusedConnections | undefined {
    const { hostname } = listener;
    if (hostname === undefined) return undefined;
    const over = hostnamesOver(hostname).slice(1).flatMap((wider) => this.listeners.get(wider) ?? []);
    const others = over.filter((wider) => wider !== listener && wider.protocol !== 'HTTP'
      && isForBrowsers(listener, wider) && !this.#areApart(listener, wider));
    return others.length > 0 ? { by: 'hostname', others } : undefined;
  }

  /** A listener for another hostname for which the certificate of this one is valid too. */
  public sharing(listener: EffectiveListener): ReusedConnections | undefined {
    for (const secret of secretsOf(listener)) {
      const other = this.#earlier(listener, this.#bySecret.get(secret)!);
      if (other) return { by: 'certificate', others: [other], secret };
    }
    const own = new Set(secretsOf(listener));
    const isForeign = (one: EffectiveListener): boolean =>
      isOther(listener, one) && !secretsOf(one).some((secret) => own.has(secret));
    for (const name of this.#namesOf(listener) ?? []) {
      const other = this.#validFor(name).find(isForeign);
      if (other) return { by: 'certificate', others: [other] };
    }
    return undefined;
  }

  /** Of listeners with one Secret the later ones are judged. */
  #earlier(listener: EffectiveListener, list: readonly EffectiveListener[]): EffectiveListener | undefined {
    for (const other of list) {
      if (other === listener) return undefined;
      if (isOther(listener, other)) return other;
    }
    return undefined;
  }

  #validFor(name: string): readonly EffectiveListener[] {
    const exact = this.listeners.get(name);
    if (isWildcard(name)) return this.#byParent.get(name.slice(2)) ?? [];
    return exact && exact.protocol !== 'HTTP' ? [exact] : [];
  }

  #namesOf(listener: EffectiveListener): readonly string[] | undefined {
    return certificatesOf(listener, this.index)?.flatMap(({ names }) => names);
  }

  #areApart(narrow: EffectiveListener, wide: EffectiveListener): boolean {
    const [ofNarrow, ofWide] = [narrow, wide].map((listener) => this.#namesOf(listener));
    if (!ofNarrow || !ofWide) return false;
    const outside = ofNarrow.some((name) => covers(wide.hostname, name) && !covers(narrow.hostname, name));
    return !outside && !ofWide.some((name) => isValidForSome(name, narrow.hostname!));
  }
}

/** A listener for other hostnames: those that overlap are judged by their hostnames. */
function isOther(listener: OwnListener, other: OwnListener): boolean {
  return other !== listener && isForBrowsers(listener, other) && !overlaps(listener.hostname, other.hostname);
}

/** Only HTTP reuses connections so. */
function isForBrowsers(one: OwnListener, other: OwnListener): boolean {
  return one.protocol === 'HTTPS' || other.protocol === 'HTTPS';
}

function secretsOf(listener: OwnListener): string[] {
  if (listener.tlsMode === 'Passthrough') return [];
  return listenerCertificateRefs(listener).filter(isSecret).map(({ namespace, name }) => secretKey(namespace, name));
}
