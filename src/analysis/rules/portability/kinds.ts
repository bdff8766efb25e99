import { GATEWAY_API, ROUTE_KINDS } from '../../../manifest/kinds';

const NAMES = ['Gateway', 'ListenerSet', ...ROUTE_KINDS, 'ReferenceGrant', 'BackendTLSPolicy'];

/** The kinds that need features of an implementation. */
export const FEATURE_KINDS: readonly string[] = NAMES.map((kind) => `${GATEWAY_API}/${kind}`);
