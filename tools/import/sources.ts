import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A YAML text and where it came from. */
export interface Source {
  readonly origin: string;
  readonly text: string;
}

const TIMEOUT_MS = 60_000;

/** Reads a folder (its YAML files, not deeper), a file or a URL. */
export async function readSource(input: string): Promise<Source[]> {
  if (/^https?:\/\//.test(input)) return [await download(input)];
  if (!existsSync(input)) throw new Error(`${input}: no such file or folder; give a folder, a file or a URL with CRD YAML`);
  if (!statSync(input).isDirectory()) return [readOne(input)];
  const files = readdirSync(input).filter((name) => /\.ya?ml$/.test(name)).sort();
  if (files.length === 0) throw new Error(`${input}: no .yaml files in this folder; give the folder that holds the CRDs`);
  return files.map((name) => readOne(join(input, name)));
}

function readOne(file: string): Source {
  return { origin: file, text: readFileSync(file, 'utf8') };
}

async function download(url: string): Promise<Source> {
  const advice = 'download it where it can be reached, and run "npx projen import FILE"';
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    const cause = (error as { cause?: { message?: string } }).cause?.message ?? (error as Error).message;
    throw new Error(`${url}: cannot be reached (${cause}); ${advice}`);
  }
  if (!response.ok) throw new Error(`${url}: the server answers ${response.status} ${response.statusText}; ${advice}`);
  return { origin: url, text: await response.text() };
}
