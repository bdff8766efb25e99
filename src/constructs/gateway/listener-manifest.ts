import { GATEWAY_API } from '../../manifest/kinds';
import { kindsOfProtocol } from '../../manifest/route-protocols';
import { namespaceSelector } from './namespace-selector';
import type { PlannedListener } from './planned-listener';

/** Who may attach to a listener. */
export interface Admitted {
  readonly namespaces: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
  /** Namespace of the object that holds the listener: `Same` stands for it, where it is the only one. */
  readonly home?: string;
}

/** A listener as the Gateway holds it. Nobody admitted: only the Gateway's own namespace. */
export function listenerManifest(listener: PlannedListener, admitted: Admitted | undefined): object {
  const { name, port, protocol, hostname } = listener;
  return {
    name,
    port,
    protocol,
    ...(hostname === undefined ? {} : { hostname }),
    ...tlsOf(listener),
    allowedRoutes: { namespaces: namespacesOf(admitted), kinds: kindsOf(protocol, admitted) },
  };
}

function tlsOf({ protocol, certificate }: PlannedListener): { tls?: object } {
  if (certificate === undefined) return protocol === 'TLS' ? { tls: { mode: 'Passthrough' } } : {};
  const { secret, options } = certificate;
  if (secret) return { tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', ...secret }] } };
  // Without options nothing may stand here: the API asks a tls block for a certificate.
  return options && Object.keys(options).length > 0 ? { tls: { mode: 'Terminate', options: { ...options } } } : {};
}

function namespacesOf(admitted: Admitted | undefined): object {
  if (admitted === undefined) return { from: 'Same' };
  const { namespaces, home } = admitted;
  return home !== undefined && namespaces.size === 1 && namespaces.has(home) ? { from: 'Same' } : namespaceSelector(namespaces);
}

/** Of what its protocol serves what was admitted; while nothing is, the first of it. */
function kindsOf(protocol: string, admitted: Admitted | undefined): object[] {
  return kindsOfProtocol(protocol)!
    .filter((kind, index) => admitted?.kinds.has(kind) ?? index === 0)
    .map((kind) => ({ group: GATEWAY_API, kind }));
}
