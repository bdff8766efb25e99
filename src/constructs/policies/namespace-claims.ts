import { Claims } from './claims';

/** Teams that have a TeamAccess, and namespaces that it guards: ReferenceGrants there open Services alone. */
export const GUARDED = new Claims();

/** Namespaces of which a Secret or ConfigMap is opened to gateways. */
export const OPENED = new Claims();

/** How a namespace is claimed. */
export const namespaceKey = (namespace: string): string => `namespace ${namespace}`;
