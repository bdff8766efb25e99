import { NETWORKING } from '../../../manifest/kinds';

/** NetworkPolicies, as rules name kinds. */
export const NETWORK_POLICY: readonly string[] = [`${NETWORKING}/NetworkPolicy`];
