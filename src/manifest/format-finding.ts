import type { Finding } from './finding';

/** A finding on one line: code, object, field, what is wrong, what to write. */
export function formatFinding(finding: Finding): string {
  const { code, severity, resource, path, message, fix, acknowledged } = finding;
  const name = `${resource.namespace === undefined ? '' : `${resource.namespace}/`}${resource.name ?? ''}`;
  const where = [resource.kind, name, path].filter((part) => part !== undefined && part !== '').join(' ');
  const note = acknowledged === undefined ? '' : ` (acknowledged: ${acknowledged})`;
  return `${code} ${severity}: ${where}: ${message}; ${fix}${note}`;
}
