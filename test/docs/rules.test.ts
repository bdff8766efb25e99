import * as fs from 'node:fs';
import type { App } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { Findings } from '../../src';
import { checkEntries } from '../../src/analysis/check-entries';
import { CATALOGUE } from '../../src/analysis/rules/catalogue';
import type { Finding } from '../../src/manifest/finding';
import type { Manifest } from '../../src/manifest/manifest';
import { exampleOptions } from '../util/example-options';
import { type Block, blocksOf, inProject, runSnippet } from '../util/snippets';

const folder = inProject('docs', 'rules');
const [preamble] = blocksOf(`${folder}/README.md`).filter(({ language }) => language === 'ts');

/** The findings of an example: YAML on its own, TypeScript after the preamble. */
function findingsOf({ language, code, info }: Block): Finding[] {
  if (language === 'yaml') {
    const manifests = parseAllDocuments(code).map((document) => document.toJS() as Manifest);
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

  test('its incorrect example gives the finding, with a message and a fix', () => {
    const [example] = blocksOf(file).filter(({ heading }) => heading === 'Incorrect');
    const found = findingsOf(example).filter((finding) => finding.code === code);
    expect(found).not.toEqual([]);
    for (const finding of found) {
      expect(finding).toEqual(expect.objectContaining({ severity: rule.severity, category: rule.category }));
      expect(finding.message.length * finding.fix.length).toBeGreaterThan(0);
    }
  });

  test('its correct example gives no finding but unknowns', () => {
    const [example] = blocksOf(file).filter(({ heading }) => heading === 'Correct');
    expect(findingsOf(example).filter(({ severity }) => severity !== 'unknown')).toEqual([]);
  });
});
