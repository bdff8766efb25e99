import stylistic from '@stylistic/eslint-plugin';
import importSort from 'eslint-plugin-simple-import-sort';
import tseslint from 'typescript-eslint';
import { arrows } from './tools/lint/arrows.mjs';

const generated = ['imports/', 'lib/', 'dist/', 'out/', 'coverage/'];

const IMPORT_ORDER = { groups: [['^\\u0000', '^node:', '^@?\\w', '^', '^\\.\\.', '^\\.']] };
const maxLength = (code) => ['error', { code, ignoreUrls: true, ignoreRegExpLiterals: true, ignoreTemplateLiterals: true }];

/** Form: what a reviewer should never have to say. */
const style = {
  '@stylistic/array-bracket-spacing': 'error',
  '@stylistic/arrow-parens': 'error',
  '@stylistic/brace-style': ['error', '1tbs', { allowSingleLine: true }],
  '@stylistic/comma-dangle': ['error', 'always-multiline'],
  '@stylistic/comma-spacing': 'error',
  '@stylistic/eol-last': 'error',
  '@stylistic/indent': ['error', 2],
  '@stylistic/key-spacing': 'error',
  '@stylistic/keyword-spacing': 'error',
  '@stylistic/max-len': maxLength(130),
  '@stylistic/member-delimiter-style': 'error',
  '@stylistic/no-multi-spaces': ['error', { ignoreEOLComments: true }],
  '@stylistic/no-multiple-empty-lines': ['error', { max: 1, maxBOF: 0, maxEOF: 0 }],
  '@stylistic/no-trailing-spaces': 'error',
  '@stylistic/object-curly-spacing': ['error', 'always'],
  '@stylistic/quotes': ['error', 'single', { avoidEscape: true }],
  '@stylistic/semi': 'error',
  '@stylistic/space-before-blocks': 'error',
  '@stylistic/space-infix-ops': 'error',
  '@stylistic/type-annotation-spacing': 'error',
  'simple-import-sort/imports': ['error', IMPORT_ORDER],
};

/** Size and substance. */
const substance = {
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  curly: ['error', 'multi-line'],
  eqeqeq: 'error',
  'no-console': 'error',
  'no-shadow': 'off',
  'no-throw-literal': 'error',
  'object-shorthand': 'error',
  'prefer-template': 'error',
};

const typeScript = {
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/explicit-module-boundary-types': 'error',
  '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-import-type-side-effects': 'error',
  '@typescript-eslint/no-shadow': 'error',
};

export default tseslint.config(
  { ignores: generated },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.mjs', '**/*.cjs'],
    plugins: { '@stylistic': stylistic, 'simple-import-sort': importSort, project: { rules: { arrows } } },
    languageOptions: { ecmaVersion: 2022, sourceType: 'module' },
    rules: { ...style, ...substance },
  },
  { files: ['**/*.ts'], extends: [tseslint.configs.recommended], rules: typeScript },
  { files: ['src/**/*.ts'], rules: { 'project/arrows': 'error' } },
  // A module loaded when first used is a file of its own, lazy-<module>.ts; the snippets run as a user's program would.
  { files: ['src/**/lazy-*.ts', 'test/util/snippets.ts'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  // A test table keeps a case on one line.
  { files: ['test/**/*.ts'], rules: { 'max-lines-per-function': 'off', '@stylistic/max-len': maxLength(160) } },
  { files: ['test/**', 'tools/**', 'examples/**', 'bench/**', '.projen/**'], rules: { 'no-console': 'off' } },
);
