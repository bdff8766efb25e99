import type { SchemaNode } from '../schema-node';

/** Pattern of a DNS label (RFC 1123). */
export const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

/** Pattern of a DNS subdomain (RFC 1123). */
export const SUBDOMAIN_PATTERN = `${LABEL}(\\.${LABEL})*`;

/** Any text. */
export const TEXT: SchemaNode = { type: 'string' };

/** A time; null is none. */
export const TIME: SchemaNode = { type: 'string', format: 'date-time', nullable: true };

/** Text that cannot be empty. */
export const FILLED: SchemaNode = { type: 'string', minLength: 1 };

/** A list of texts. */
export const TEXTS: SchemaNode = { type: 'array', items: TEXT };

/** A list of at least one text. */
export const SOME_TEXTS: SchemaNode = { type: 'array', minItems: 1, items: TEXT };

/** A DNS subdomain (RFC 1123), as most objects are named. */
export const SUBDOMAIN: SchemaNode = { type: 'string', minLength: 1, maxLength: 253, pattern: `^${SUBDOMAIN_PATTERN}$` };

/** A label value, empty ones included. */
export const LABEL_VALUE: SchemaNode = {
  type: 'string',
  maxLength: 63,
  pattern: '^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$',
};

/** A label key: an optional DNS subdomain and '/', then a name of up to 63 characters. */
export const LABEL_KEY: SchemaNode = {
  type: 'string',
  minLength: 1,
  maxLength: 317,
  pattern: `^((?=.{1,253}/)${SUBDOMAIN_PATTERN}/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$`,
};

/** The name of a variable in CEL. */
export const IDENTIFIER: SchemaNode = { type: 'string', minLength: 1, pattern: '^[_a-zA-Z][_a-zA-Z0-9]*$' };

/** A name that can stand in a URL path, as RBAC has them. */
export const PATH_SEGMENT: SchemaNode = { type: 'string', minLength: 1, pattern: '^[^/%]+$' };

/** The name of a port (RFC 6335): lower case letters, digits and single inner '-', with at least one letter. */
export const PORT_NAME_PATTERN = '^([a-z0-9]+-)*[0-9]*[a-z][a-z0-9]*(-[a-z0-9]+)*$';
