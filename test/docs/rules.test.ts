import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import type { App } from 'cdk8s';
import { Findings } from '../../src';
import { checkEntries } from '../../src/analysis/check-entries';
import { CATALOGUE } from '../../src/analysis/rules/catalogue';
import { INPUT_RULES } from '../../src/analysis/rules/input-rules';
import { readDocuments } from '../../src/input/read-documents';
import type { Finding } from '../../src/manifest/finding';
import type { Manifest } from '../../src/manifest/manifest';
import { cli, folderOf } from '../cli/fake-io';
import { exampleOptions } from '../util/example-options';
import { type Block, blocksOf, inProject, runSnippet } from '../util/snippets';

const folder = inProject('docs', 'rules');
const [preamble] = blocksOf(`${folder}/README.md`).filter(({ language }) => language === 'ts');

const OF_FILES: ReadonlySet<string> = new Set(INPUT_RULES.map(({ code }) => code));

/** The findings of an example: YAML on its own, TypeScript after the preamble; through the command line, for those about files. */
async function findingsOf(rule: string, example: Block): Promise<Finding[]> {
  return OF_FILES.has(rule) ? findingsOfFiles(example) : findingsOfObjects(example);
}

/** YAML comes in on standard input; a shell makes files. */
async function findingsOfFiles({ language, code }: Block): Promise<Finding[]> {
  const cwd = folderOf({});
  if (language === 'sh') execFileSync('sh', ['-e'], { cwd, input: code });
  const { out } = await cli(['check', language === 'sh' ? '.' : '-', '--format', 'json'], { cwd, stdin: code });
  return (JSON.parse(out) as { findings: Finding[] }).findings;
}

function findingsOfObjects({ language, code, info }: Block): Finding[] {
  if (language === 'yaml') {
    const documents = readDocuments(code, { file: 'example.yaml' });
    expect(documents.flatMap(({ problems }) => problems)).toEqual([]);
    const manifests = documents.map(({ value }) => value as Manifest);
    return checkEntries(manifests.map((manifest) => ({ manifest })), exampleOptions(info));
  }
  return Findings.of(runSnippet(preamble.code + code, 'app') as App);
}

test('every rule has a page, and every page a rule', () => {
  const pages = fs.readdirSync(folder).filter((file) => file !== 'README.md').map((file) => file.replace('.md', '')).sort();
  expect(pages).toEqual(CATALOGUE.map(({ code }) => code));
});

test('codes are unique, and the index lists them', () => {
  expect(new Set(CATALOGUE.map(({ code }) => code)).size).toBe(CATALOGUE.length);
  const rows = [...fs.readFileSync(`${folder}/README.md`, 'utf8').matchAll(/^\| \[(GW\d+)\]\((GW\d+)\.md\) \| (.*) \| (.*) \| (.*) \|$/gm)];
  expect(rows.map(([, ...cells]) => cells))
    .toEqual(CATALOGUE.map(({ code, title, severity, category }) => [code, code, title, severity, category]));
});

describe.each(CATALOGUE.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  const file = `${folder}/${code}.md`;

  test('its page has the title, severity and category of the rule', () => {
    const text = fs.readFileSync(file, 'utf8');
    expect(text).toMatch(new RegExp(`^# ${code}: ${rule.title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\n\n${rule.severity}[^\n]* · ${rule.category}\n`));
    expect(text).toMatch(/^Source: /m);
  });

  test('its incorrect example gives the finding, with a message and a fix', async () => {
    const [example] = blocksOf(file).filter(({ heading }) => heading === 'Incorrect');
    const found = (await findingsOf(code, example)).filter((finding) => finding.code === code);
    expect(found).not.toEqual([]);
    for (const finding of found) {
      expect(finding).toEqual(expect.objectContaining({ severity: rule.severity, category: rule.category }));
      expect(finding.message.length * finding.fix.length).toBeGreaterThan(0);
    }
  });

  test('its correct example gives no finding but unknowns', async () => {
    const [example] = blocksOf(file).filter(({ heading }) => heading === 'Correct');
    expect((await findingsOf(code, example)).filter(({ severity }) => severity !== 'unknown')).toEqual([]);
  });
});
