import * as fs from 'node:fs';
import * as path from 'node:path';

/** A path in the folder of facts beside the clone: CRDs, upstream's examples and validation cases. */
export function fact(...parts: string[]): string {
  return path.join(__dirname, '../../../shared', ...parts);
}

/** Whether nothing excuses a test that cannot run: in our CI. GitHub's runners have the clone alone. */
export function nothingIsExcused(): boolean {
  return Boolean(process.env.CI) && !process.env.GITHUB_ACTIONS;
}

/** `describe`, or a skipped one with a line that says why, where the facts are not there. In CI nothing excuses them. */
export function describeWithFacts(folder: string): jest.Describe {
  if (fs.existsSync(fact(folder))) return describe;
  const message = `skipped: ../shared/${folder} is not there, and these tests compare with it`;
  if (nothingIsExcused()) throw new Error(message);
  process.stderr.write(`${message}\n`);
  return describe.skip;
}

/** The files below a folder whose names end so, sorted. */
export function filesBelow(folder: string, ending: string): string[] {
  return fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => path.join(folder, name));
}
