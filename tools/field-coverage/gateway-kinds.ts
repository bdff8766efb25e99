import { SCHEMAS } from '../../imports/index';
import type { Channel, SchemaNode } from '../../src/analysis/schema/schema-node';
import { apiVersionOf, GATEWAY_API, GATEWAY_API_EXPERIMENTAL, knownKind } from '../../src/manifest/kinds';

export const CHANNELS: readonly Channel[] = ['standard', 'experimental'];

/** A kind of Gateway API in the version that the library emits. */
export interface GatewayKind {
  /** Group and kind, as `gateway.networking.k8s.io/HTTPRoute`. */
  readonly key: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** What its spec holds, for each channel that serves it. */
  readonly specs: ReadonlyMap<Channel, SchemaNode>;
}

const GROUPS = [GATEWAY_API, GATEWAY_API_EXPERIMENTAL];

/** Every kind of Gateway API. */
export function gatewayKinds(): GatewayKind[] {
  return [...SCHEMAS.keys()].filter((key) => GROUPS.includes(key.split('/')[0])).map(gatewayKind);
}

function gatewayKind(key: string): GatewayKind {
  const [group, kind] = key.split('/');
  const facts = knownKind(group, kind);
  const { versions } = SCHEMAS.get(key)!();
  const specs = versions.filter(({ version }) => version === facts.version).flatMap(({ channels = CHANNELS, root }) =>
    channels.map((channel) => [channel, root.properties!.spec] as const));
  return { key, apiVersion: apiVersionOf(facts), kind, specs: new Map(specs) };
}
