import type { FieldNames } from './field-names';

/** jsii writes an abbreviation as a word. */
export const VALIDATION: FieldNames = { renamed: new Map([['wellKnownCaCertificates', 'wellKnownCACertificates']]) };
