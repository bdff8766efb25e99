import type { App } from 'cdk8s';
import { Findings } from '../../src';
import { EGRESS_PREAMBLE as preamble } from '../util/egress-preamble';
import { blocksOf, inProject, runSnippet } from '../util/snippets';

const programs = blocksOf(inProject('docs/egress.md')).filter(({ language }) => language === 'ts');

test.each(programs.map(({ heading, code }) => [heading, code] as const))('the program of "%s" runs, without a finding but unknowns', (_, code) => {
  const app = runSnippet(`${preamble}\n${code}`, 'app') as App;
  expect(Findings.of(app).filter(({ severity }) => severity !== 'unknown')).toEqual([]);
});
