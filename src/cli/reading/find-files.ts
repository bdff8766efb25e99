import * as fs from 'node:fs';
import * as path from 'node:path';
import type { InputProblem } from '../../input/input-document';
import { UsageError } from '../io';

/** A file to be read. */
export interface FoundFile {
  /** As findings name it. */
  readonly name: string;
  /** Where it is; undefined for standard input. */
  readonly full?: string;
}

/** What paths lead to. */
export interface Found {
  readonly files: FoundFile[];
  readonly problems: { readonly file: string; readonly problem: InputProblem }[];
  /** How many files the settings leave out. */
  ignored: number;
  /** Folders and manifests that are not looked into unless they are named: hidden ones, and node_modules. */
  readonly hidden: string[];
}

const LINK_FIX = 'correct the link';
const PIPE_FIX = 'write its content into a file';
const MANIFEST = /\.(?:ya?ml|json)$/i;

/** The files that paths lead to, each once; those of a folder sorted, without node_modules and what begins with a dot. */
export function findFiles(paths: readonly string[], cwd: string, isIgnored: (full: string) => boolean): Found {
  const finder = new Finder(isIgnored);
  for (const name of paths) finder.add(name, cwd);
  return finder.found;
}

class Finder {
  public readonly found: Found = { files: [], problems: [], ignored: 0, hidden: [] };
  private readonly seen = new Set<string>();

  public constructor(private readonly isIgnored: (full: string) => boolean) {}

  public add(name: string, cwd: string): void {
    if (name === '-') {
      this.addFile({ name: 'stdin' }, '-');
      return;
    }
    const full = path.resolve(cwd, name);
    const stat = statOf(full);
    if (typeof stat === 'string') throw new UsageError(`${name} cannot be read: ${stat}`);
    if (stat.isDirectory()) this.walk(path.normalize(name), full, []);
    else this.addFile({ name: path.normalize(name), full }, fs.realpathSync(full));
  }

  /** @param key what tells that two are the same: the path with its links resolved */
  private addFile(file: FoundFile, key: string): void {
    if (!this.seen.has(key)) this.found.files.push(file);
    this.seen.add(key);
  }

  /** @param above the folders that hold this one, links resolved */
  private walk(name: string, full: string, above: readonly string[]): void {
    let entries: fs.Dirent[];
    let real: string;
    try {
      real = fs.realpathSync(full);
      entries = fs.readdirSync(full, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      this.problem(name, `the folder cannot be read (${reasonOf(error)}), so nothing in it was checked`);
      return;
    }
    if (above.includes(real)) {
      this.problem(name, 'it is a link to a folder that holds it, so it was not followed', LINK_FIX);
      return;
    }
    for (const entry of entries) {
      const at = { name: path.join(name, entry.name), full: path.join(full, entry.name) };
      if (entry.name === 'node_modules' || entry.name.startsWith('.')) {
        if (entry.name !== '.git' && (entry.isDirectory() || MANIFEST.test(entry.name))) this.found.hidden.push(at.name);
        continue;
      }
      if (entry.isSymbolicLink()) this.visitLink(at, [...above, real]);
      else this.visit(at, entry, path.join(real, entry.name), [...above, real]);
    }
  }

  private visitLink(at: Required<FoundFile>, above: readonly string[]): void {
    const stat = statOf(at.full);
    if (typeof stat === 'string') this.problem(at.name, `${stat}, so it was not checked`, LINK_FIX);
    else this.visit(at, stat, fs.realpathSync(at.full), above);
  }

  private visit(at: Required<FoundFile>, what: fs.Dirent | fs.Stats, key: string, above: readonly string[]): void {
    const { name, full } = at;
    if (what.isDirectory()) {
      if (!this.leftOut(full)) this.walk(name, full, above);
    } else if (MANIFEST.test(name) && !this.leftOut(full)) {
      if (what.isFile()) this.addFile(at, key);
      else this.problem(name, 'it is neither file nor folder (a pipe, a socket or a device), so it was not checked', PIPE_FIX);
    }
  }

  private leftOut(full: string): boolean {
    const ignored = this.isIgnored(full);
    if (ignored) this.found.ignored++;
    return ignored;
  }

  private problem(file: string, message: string, fix?: string): void {
    this.found.problems.push({ file, problem: unreadable(message, fix) });
  }
}

/** What is said of a file that cannot be read. */
export function unreadable(message: string, fix = 'make it readable'): InputProblem {
  return { code: 'GW090', message, fix: `${fix}, or leave it out (\`ignore\` in cdk8s-gateway.yaml)`, path: '', line: 1 };
}

/** What a path is, or why that is not known. */
function statOf(full: string): fs.Stats | string {
  try {
    return fs.statSync(full);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ELOOP') return 'it is a link that leads back to itself';
    if (code === 'ENOENT') return isLink(full) ? 'it is a link to something that does not exist' : 'no such file or folder';
    return `the system refuses to say what it is (${code})`;
  }
}

function isLink(full: string): boolean {
  try {
    return fs.lstatSync(full).isSymbolicLink();
  } catch {
    return false;
  }
}

/** The name that the system gives an error. */
function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no such file or folder'], ['EACCES', 'no permission'], ['EISDIR', 'it is a folder'],
]);

/** Why the system does not read or write a file, in words where there are some. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return REASONS.get(code) ?? code;
}
