import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

interface Import { readonly file: string; readonly code: string; readonly refused?: RegExp }

const from = (file: string, specifier: string, refused?: RegExp): Import => (
  { file, code: `import { x } from '${specifier}'; x();`, refused }
);

const FOLDERS: Import[] = [
  from('src/manifest/a.ts', '../constructs/b', /src\/manifest must not import src\/constructs; it may import nothing/),
  from('src/manifest/a.ts', '../analysis/b', /must not import src\/analysis/),
  from('src/manifest/a.ts', '../synth/b', /must not import src\/synth/),
  from('src/manifest/a.ts', '../index', /must not import src\/index/),
  from('src/constructs/gateway/a.ts', '../../analysis/b', /must not import src\/analysis; it may import src\/manifest/),
  from('src/constructs/a.ts', '../synth/b', /must not import src\/synth/),
  from('src/constructs/a.ts', '../migrate/b', /must not import src\/migrate/),
  from('src/constructs/a.ts', '../cli/b', /must not import src\/cli/),
  from('src/constructs/a.ts', '..', /must not import src\/index/),
  from('src/analysis/rules/a.ts', '../../constructs/b', /must not import src\/constructs/),
  from('src/analysis/a.ts', '../synth/b', /must not import src\/synth/),
  from('src/analysis/a.ts', '../migrate/b', /must not import src\/migrate/),
  from('src/analysis/schema/a.ts', '../../constructs/b', /must not import src\/constructs/),
  from('src/synth/a.ts', '../migrate/b', /must not import src\/migrate/),
  from('src/synth/a.ts', '../cli/b', /must not import src\/cli/),
  from('src/migrate/a.ts', '../cli/b', /must not import src\/cli/),
  from('src/cli/a.ts', '../index', /must not import src\/index/),
  from('src/synth/a.ts', '../../test/b', /outside src/),
  from('src/synth/a.ts', '../../tools/b', /outside src/),
  from('src/unknown/a.ts', '../manifest/b', /src\/unknown has no arrows/),
  from('src/manifest/a.ts', './b'),
  from('src/constructs/routes/a.ts', '../../manifest/b'),
  from('src/constructs/routes/a.ts', '../gateway/b'),
  from('src/analysis/rules/a.ts', '../cluster/b'),
  from('src/analysis/rules/a.ts', '../schema/b'),
  from('src/analysis/schema/a.ts', '../rule'),
  from('src/synth/a.ts', '../analysis/b'),
  from('src/migrate/a.ts', '../synth/b'),
  from('src/cli/a.ts', '../migrate/b'),
  from('src/index.ts', './synth/b'),
  from('test/a.test.ts', '../src/analysis/b'),
];

const PACKAGES: Import[] = [
  from('src/manifest/a.ts', 'cdk8s', /src\/manifest must not import the package cdk8s/),
  from('src/manifest/a.ts', 'constructs', /package constructs/),
  from('src/manifest/a.ts', 'node:fs', /package node:fs/),
  from('src/manifest/a.ts', 'fs', /package fs/),
  from('src/analysis/a.ts', 'cdk8s', /src\/analysis must not import the package cdk8s; it may import no package/),
  from('src/analysis/rules/a.ts', 'constructs', /package constructs/),
  from('src/analysis/a.ts', 'node:crypto', /package node:crypto/),
  from('src/analysis/schema/a.ts', 'cdk8s', /package cdk8s/),
  from('src/constructs/a.ts', 'cdk8s-plus-28', /package cdk8s-plus-28/),
  from('src/constructs/a.ts', 'cdk8s/lib/app', /package cdk8s\/lib\/app/),
  from('src/constructs/a.ts', 'cdk8s-gateway', /package cdk8s-gateway/),
  from('src/synth/a.ts', 'yaml', /package yaml/),
  from('src/manifest/a.ts', 'node:crypto'),
  from('src/constructs/a.ts', 'cdk8s'),
  from('src/constructs/a.ts', 'constructs'),
  from('src/synth/a.ts', 'node:fs'),
];

const TABLES: Import[] = [
  from('src/constructs/kinds/a.ts', '../../../imports/b', /only by import type/),
  from('src/analysis/rules/a.ts', '../../../imports/b', /only by import type/),
  from('src/index.ts', '../imports/b', /only by import type/),
  from('src/analysis/schema/a.ts', '../../../imports/b'),
  { file: 'src/constructs/kinds/a.ts', code: "import type { X } from '../../../imports/b'; export type Y = X;" },
];

const FORMS: Import[] = [
  "import type { X } from '../synth/b'; export type Y = X;",
  "export { x } from '../synth/b';",
  "export type { X } from '../synth/b';",
  "export * from '../synth/b';",
  "export type X = import('../synth/b').X;",
  "export const x = () => import('../synth/b');",
  "export const x = require('../synth/b');",
  "import x = require('../synth/b'); x();",
  "import '../synth/b';",
  "// eslint-disable-next-line\nimport '../synth/b';",
  "/* eslint-disable */ import '../synth/b';",
].map((code) => ({ file: 'src/analysis/a.ts', code, refused: /must not import src\/synth/ }));

const CASES = [...FOLDERS, ...PACKAGES, ...TABLES, ...FORMS];
let answers: string[][];

beforeAll(() => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(__dirname, 'lint-virtual.mjs')], {
    cwd: join(__dirname, '../..'),
    input: JSON.stringify(CASES),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the linter did not run: ${stderr}`);
  answers = JSON.parse(stdout);
}, 60_000);

describe('the linter keeps the direction of imports', () => {
  test.each(CASES.map((each, index) => ({ ...each, index })))('$file: $code', ({ index, refused }) => {
    if (refused === undefined) return expect(answers[index]).toEqual([]);
    expect(answers[index]).toEqual([expect.stringMatching(refused)]);
  });
});
