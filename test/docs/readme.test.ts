import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Yaml } from 'cdk8s';
import * as ts from 'typescript';
import { blocksOf, inProject, runSnippet } from '../util/snippets';

const PAGES = ['README.md', 'docs/roles.md', 'docs/guards.md', 'docs/testing.md'];
const examples = PAGES.flatMap((page) => blocksOf(inProject(page))
  .filter(({ language }) => language === 'ts').map(({ code }, i) => ({ name: `${page} ${i + 1}`, code })));

/** What the compiler says of programs that use the package by its name. */
function diagnosticsOf(programs: { name: string; code: string }[]): string[] {
  const { config } = ts.readConfigFile(inProject('tsconfig.dev.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, inProject());
  const files = new Map(programs.map(({ code }, i) => [inProject(`snippet-${i}.ts`), code]));
  const host = ts.createCompilerHost({ ...options, noEmit: true });
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.getSourceFile = (file, languageVersion) => {
    const code = files.get(file);
    return code === undefined ? getSourceFile.call(host, file, languageVersion) : ts.createSourceFile(file, code, languageVersion, true);
  };
  const program = ts.createProgram([...files.keys()], { ...options, noEmit: true, noUnusedLocals: false }, host);
  return [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  });
}

let home: string;
let folder: string;

beforeAll(() => {
  home = process.cwd();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'readme-'));
  process.chdir(folder);
});

afterAll(() => {
  process.chdir(home);
  fs.rmSync(folder, { recursive: true });
});

test('the pages have examples, and every one compiles', () => {
  expect(examples.length).toBeGreaterThanOrEqual(PAGES.length);
  expect(diagnosticsOf(examples)).toEqual([]);
});

test('the main example writes a file per chart and a contract per team', () => {
  runSnippet(examples[0].code, 'app');
  expect(fs.readdirSync('dist').sort()).toEqual(['edge.k8s.yaml', 'platform.k8s.yaml', 'shop.k8s.yaml']);
  expect(fs.readdirSync('contracts').sort()).toEqual(['ecommerce.json', 'platform.json']);
  const kinds = (Yaml.load('dist/shop.k8s.yaml') as { kind: string }[]).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'HTTPRoute')).toHaveLength(2);
});

test.each(examples)('$name runs', ({ code }) => {
  expect(runSnippet(code, /^const app\b/m.test(code) ? 'app' : 'true')).toBeDefined();
});

test('links of the pages lead somewhere', () => {
  const docs = fs.readdirSync(inProject('docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`);
  const pages = ['README.md', 'CONTRIBUTING.md', ...docs, 'docs/rules/README.md'];
  const broken = pages.flatMap((page) => [...fs.readFileSync(inProject(page), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)\)/g)]
    .map(([, target]) => path.join(path.dirname(page), target))
    .filter((target) => !fs.existsSync(inProject(target))));
  expect(broken).toEqual([]);
});
