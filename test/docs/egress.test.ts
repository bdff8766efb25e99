import type { App } from 'cdk8s';
import { Findings } from '../../src';
import { EGRESS_PREAMBLE as preamble } from '../util/egress-preamble';
import { blocksOf, inProject, runSnippet } from '../util/snippets';

const programsOf = (page: string) => blocksOf(inProject(page)).filter(({ language }) => language === 'ts');
const found = (program: string) => Findings.of(runSnippet(program, 'app') as App).filter(({ severity }) => severity !== 'unknown');

test.each(programsOf('docs/egress.md').map(({ heading, code }) => [heading, code] as const))(
  'the program of "%s" runs, without a finding but unknowns', (_, code) => {
    expect(found(`${preamble}\n${code}`)).toEqual([]);
  },
);

// The blocks of these pages go on from one another.
test.each(['docs/isolation.md', 'docs/egress-gateway.md'])('the program of %s runs, without a finding but unknowns', (page) => {
  const program = programsOf(page).map(({ code }) => code).join('\n');
  const imports = program.match(/^import [^;]+;$/gm) ?? [];
  expect(found([...imports, program.replace(/^import [^;]+;$/gm, '')].join('\n'))).toEqual([]);
});
