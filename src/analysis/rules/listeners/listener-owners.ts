import { GATEWAY_API } from '../../../manifest/kinds';

export const GATEWAY = `${GATEWAY_API}/Gateway`;
export const LISTENER_SET = `${GATEWAY_API}/ListenerSet`;
export const GATEWAY_CLASS = `${GATEWAY_API}/GatewayClass`;

/** The kinds that hold listeners, as rules name kinds. */
export const LISTENER_OWNERS: readonly string[] = [GATEWAY, LISTENER_SET];
