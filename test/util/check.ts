import { parseAllDocuments } from 'yaml';
import { checkEntries } from '../../src/analysis/check-entries';
import type { CheckOptions } from '../../src/analysis/rule';
import type { Finding } from '../../src/manifest/finding';
import type { Manifest } from '../../src/manifest/manifest';

/** The findings of one code on manifests as YAML, as a file holds them. */
export function foundIn(code: string, yaml: string, options: Partial<CheckOptions> = {}): Finding[] {
  const manifests = parseAllDocuments(yaml).map((document) => document.toJS() as Manifest | null).filter((one) => one !== null);
  return checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'experimental', ...options }).filter((finding) => finding.code === code);
}

/** The same as texts: severity, path and message. */
export function said(code: string, yaml: string, options: Partial<CheckOptions> = {}): string[] {
  return foundIn(code, yaml, options).map(({ severity, path, message }) => `${severity} ${path}: ${message}`);
}
