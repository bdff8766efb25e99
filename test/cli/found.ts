import { cli, folderOf, type Outside } from './fake-io';

export interface Found {
  readonly code: string;
  readonly file?: string;
  readonly line?: number;
  readonly message: string;
}

/** Codes, files and lines of what is found; whatever comes in, the command ends as it should. */
export async function found(files: Record<string, string | Buffer>, argv: readonly string[] = ['.'], outside: Outside = {}): Promise<Found[]> {
  const cwd = outside.cwd ?? folderOf(files);
  const { code, out, err } = await cli(['check', ...argv, '--format', 'json'], { ...outside, cwd });
  expect([code <= 1, err]).toEqual([true, '']);
  return (JSON.parse(out) as { findings: Found[] }).findings;
}

/** Without GW006: of a Thing nothing is known, whatever else is wrong with it. */
export const short = (all: readonly Found[]): unknown[] => all.filter(({ code }) => code !== 'GW006').map(({ code, file, line }) => [code, file, line]);
