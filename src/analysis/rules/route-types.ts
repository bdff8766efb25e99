import { GATEWAY_API, ROUTE_KINDS } from '../../manifest/kinds';

/** The routes of Gateway API, as rules name kinds. */
export const ROUTE_TYPES: readonly string[] = ROUTE_KINDS.map((kind) => `${GATEWAY_API}/${kind}`);
