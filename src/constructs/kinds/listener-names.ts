import type { FieldNames } from './field-names';

/** `from` is a keyword. */
export const NAMESPACES: FieldNames = { below: new Map([['namespaces', { renamed: new Map([['fromNamespaces', 'from']]) }]]) };

/** Names of a listener's props, in a Gateway and in a ListenerSet. */
export const LISTENERS: FieldNames = { below: new Map([['allowedRoutes', NAMESPACES]]) };
