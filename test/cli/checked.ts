import { cli, folderOf } from './fake-io';

interface JsonFinding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly acknowledged?: string;
}

interface Json {
  readonly findings: readonly JsonFinding[];
  readonly summary: { readonly [key: string]: unknown; readonly findings: Record<string, number>; readonly notChecked: Record<string, unknown> };
}

/** What a check of files says as JSON. */
export async function checked(files: Record<string, string | Buffer>, options: readonly string[] = [], now?: Date): Promise<Json & { code: number }> {
  const cwd = folderOf(files);
  const { code, out, err } = await cli(['check', '.', '--format', 'json', ...options], { cwd, ...(now && { now }) });
  expect(err).toBe('');
  return { ...JSON.parse(out) as Json, code };
}
