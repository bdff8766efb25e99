/**
 * What the rules say of upstream's own files, read by a person: file → code and severity → why it is right. Fixtures that are
 * meant to fail have their errors here; a valid file has warnings at most.
 */
export const REVIEWED: Record<string, Record<string, string>> = {};
