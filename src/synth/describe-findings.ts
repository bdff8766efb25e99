import type { Finding } from '../manifest/finding';

/** Findings as a failed test shows them: each with its object, field and line, what is wrong and what to write. */
export function describeFindings(findings: readonly Finding[]): string {
  return findings.map(describe).join('\n');
}

/** `1 error and 2 warnings`. */
export function countFindings(findings: readonly Finding[]): string {
  const counts = ['error', 'warning', 'unknown'].map((severity) => {
    const count = findings.filter((finding) => finding.severity as string === severity).length;
    return { count, text: `${count} ${severity}${count === 1 || severity === 'unknown' ? '' : 's'}` };
  });
  return counts.filter(({ count }) => count > 0).map(({ text }) => text).join(', ');
}

function describe({ code, severity, resource, path = '', message, fix, construct, file, line, acknowledged }: Finding): string {
  const name = `${resource.namespace === undefined ? '' : `${resource.namespace}/`}${resource.name ?? ''}`;
  const place = [file, line === undefined ? undefined : `line ${line}`, construct && `[${construct}]`].filter((part) => part !== undefined);
  const head = [`${code} ${severity}:`, resource.kind, name, path, ...place.length > 0 ? [`(${place.join(', ')})`] : []];
  return [
    `  ${head.filter((part) => part !== '').join(' ')}`,
    `    ${message}`,
    `    fix: ${fix}`,
    ...acknowledged === undefined ? [] : [`    acknowledged: ${acknowledged}`],
  ].join('\n');
}
