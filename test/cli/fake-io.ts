import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Io } from '../../src/cli/io';
import { run } from '../../src/cli/run';

/** What a command did. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What a command finds outside. */
export interface Outside {
  readonly cwd?: string;
  readonly stdin?: string | Buffer;
  readonly now?: Date;
  readonly env?: Record<string, string>;
  /** Whether both outputs are terminals. */
  readonly isTTY?: boolean;
}

/** Runs the command line with streams of the test. */
export async function cli(argv: readonly string[], where: Outside = {}): Promise<Ran> {
  const { cwd = os.tmpdir(), stdin = '', now = new Date('2026-06-15T12:00:00Z'), env = {}, isTTY = false } = where;
  let out = '';
  let err = '';
  const io: Io = {
    stdout: { isTTY, write: (text) => { out += text; } },
    stderr: { isTTY, write: (text) => { err += text; } },
    stdin: () => Buffer.from(stdin as string),
    cwd,
    env,
    now,
  };
  return { code: await run(argv, io), out, err };
}

/** A folder with files, gone after the tests of the file. */
export function folderOf(files: Record<string, string | Buffer>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-gateway-cli-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

const folders: string[] = [];
afterAll(() => folders.splice(0).forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

const HEAD = ['apiVersion: gateway.networking.k8s.io/v1', 'kind: HTTPRoute'];
const PATH = 'matches: [{ path: { type: PathPrefix, value: /api } }]';
/** Of a kind that nobody knows: nothing is missing. */
const PARENT = '  parentRefs: [{ group: example.com, kind: Edge, name: edge }]';

/** A route as YAML that nothing is wrong with but what a test adds. */
export function route(name: string, more = ''): string {
  const answer = 'filters: [{ type: RequestRedirect, requestRedirect: { hostname: b.example.com } }]';
  return routeText(name, [`  rules: [{ ${PATH}, ${answer} }]`, more, PARENT]);
}

/** A route to a backend in another namespace; neither it nor its grant is here: what it leads to is not decided. */
export function outside(name: string): string {
  return routeText(name, [`  rules: [{ ${PATH}, backendRefs: [{ name: api, namespace: infra, port: 80 }] }]`, PARENT]);
}

function routeText(name: string, spec: readonly string[]): string {
  return [...HEAD, `metadata: { name: ${name}, namespace: shop }`, 'spec:', ...spec.filter((line) => line !== ''), ''].join('\n');
}
