import * as fs from 'node:fs';
import { type Finding, Severity } from '../../manifest/finding';
import { groupOf, isRecord } from '../../manifest/manifest';
import { UsageError } from '../io';
import { reasonOf } from '../reading/find-files';

const FORMAT = 'cdk8s-gateway/baseline';
const VERSION = 1;

/** What tells a finding from others, whatever the line, the version of the API and the order of the files. */
interface Fingerprint {
  readonly code: string;
  /** `group/Kind`; '' for findings about files. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly path: string;
  /** For findings about files. */
  readonly file: string;
}

function fingerprintOf({ code, resource, path = '', file = '' }: Finding): Fingerprint {
  const hasObject = resource.kind !== '';
  return {
    code,
    kind: hasObject ? `${groupOf(resource.apiVersion)}/${resource.kind}` : '',
    namespace: resource.namespace ?? '',
    name: resource.name ?? '',
    path,
    file: hasObject ? '' : file,
  };
}

/** The same as one text. */
export function fingerprintText(finding: Finding): string {
  return keyOf(fingerprintOf(finding));
}

function keyOf({ code, kind, namespace, name, path, file }: Fingerprint): string {
  return JSON.stringify([code, kind, namespace, name, path, file]);
}

/** Findings that were there before, and how many of each. */
export class Baseline {
  private constructor(private readonly left: Map<string, number>) {}

  /** Reads a file that `writeBaseline` wrote. */
  public static read(file: string): Baseline {
    const value = parse(file);
    const isBaseline = isRecord(value) && value.format === FORMAT && value.version === VERSION && Array.isArray(value.findings);
    if (!isBaseline) throw new UsageError(`${file} is no baseline; write one with --write-baseline`);
    const left = new Map<string, number>();
    for (const item of value.findings as unknown[]) {
      if (!isRecord(item)) continue;
      const [code, kind, namespace, name, path, of] = ['code', 'kind', 'namespace', 'name', 'path', 'file']
        .map((field) => (typeof item[field] === 'string' ? item[field] : ''));
      const key = keyOf({ code, kind, namespace, name, path, file: of });
      left.set(key, (left.get(key) ?? 0) + (typeof item.count === 'number' ? item.count : 1));
    }
    return new Baseline(left);
  }

  /** Whether a finding was there before; each counts once. */
  public takes(finding: Finding): boolean {
    const key = fingerprintText(finding);
    const count = this.left.get(key) ?? 0;
    if (count > 0) this.left.set(key, count - 1);
    return count > 0;
  }

  /** How many findings of it did not come again. */
  public get gone(): number {
    return [...this.left.values()].reduce((sum, count) => sum + count, 0);
  }
}

function parse(file: string): unknown {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`the baseline ${file} cannot be read (${reasonOf(error)}); write one with --write-baseline`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`the baseline ${file} is not JSON; write it again with --write-baseline`);
  }
}

/** Writes what is found now, so that only what is new counts later: errors and warnings that nobody acknowledged. */
export function writeBaseline(file: string, findings: readonly Finding[]): number {
  const counts = new Map<string, Fingerprint & { count: number }>();
  const kept = findings.filter(({ severity, acknowledged }) => severity !== Severity.UNKNOWN && acknowledged === undefined);
  for (const finding of kept) {
    const key = fingerprintText(finding);
    counts.set(key, { ...fingerprintOf(finding), count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => shortOf(value));
  try {
    fs.writeFileSync(file, `${JSON.stringify({ format: FORMAT, version: VERSION, findings: sorted }, undefined, 2)}\n`);
  } catch (error) {
    throw new UsageError(`the baseline ${file} cannot be written (${reasonOf(error)})`);
  }
  return kept.length;
}

/** Without what goes without saying. */
function shortOf({ count, ...rest }: Fingerprint & { readonly count: number }): Record<string, unknown> {
  return { ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '')), ...(count > 1 && { count }) };
}
