import * as fs from 'node:fs';
import * as path from 'node:path';

/** The folder of the package: of the sources, and of what they are compiled to. */
function packageFolder(): string {
  let folder = __dirname;
  while (!fs.existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return folder;
}

/** A file of the package. */
function packageFile(...parts: string[]): string {
  return path.join(packageFolder(), ...parts);
}

/** The version of the package. */
export function packageVersion(): string {
  const { version } = JSON.parse(fs.readFileSync(packageFile('package.json'), 'utf8')) as { version: string };
  return version;
}

/** The page of a rule, or undefined where there is none. */
export function rulePage(code: string): string | undefined {
  const file = packageFile('docs', 'rules', `${code}.md`);
  return /^GW\d{3}$/.test(code) && fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

/** The codes that have a page. */
export function pagedCodes(): string[] {
  return fs.readdirSync(packageFile('docs', 'rules')).filter((file) => /^GW\d{3}\.md$/.test(file)).map((file) => file.slice(0, -'.md'.length)).sort();
}
