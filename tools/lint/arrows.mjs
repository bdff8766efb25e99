import { isBuiltin } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';

/**
 * Who may import whom inside src/. `folders` are the other folders of src/ that a folder may import,
 * `packages` the packages ('node:' stands for every built-in module), `tables` whether it may import
 * the generated code of imports/ for its values, not only its types.
 */
export const ARROWS = {
  manifest: { folders: [], packages: ['node:crypto'] }, // hashing is a pure function
  constructs: { folders: ['manifest'], packages: ['cdk8s', 'constructs', 'node:'] },
  analysis: { folders: ['manifest'], packages: [] },
  'analysis/schema': { folders: ['manifest', 'analysis'], packages: [], tables: true },
  input: { folders: ['manifest'], packages: ['js-yaml', 'yaml', 'node:'] },
  synth: { folders: ['manifest', 'input', 'constructs', 'analysis'], packages: ['cdk8s', 'constructs', 'node:'] },
  migrate: { folders: ['manifest', 'constructs', 'analysis', 'synth'], packages: ['cdk8s', 'constructs', 'node:'] },
  cli: {
    folders: ['manifest', 'input', 'constructs', 'analysis', 'synth', 'migrate'],
    packages: ['cdk8s', 'constructs', 'commander', 'node:'],
  },
};

/** Imports of the package's own parts that stand directly in src/, such as index.ts. */
const ENTRY = {
  folders: ['manifest', 'constructs', 'analysis', 'synth', 'migrate', 'cli'],
  packages: ['cdk8s', 'constructs', 'node:'],
};

/** ESLint rule: an import inside src/ follows the arrows above. */
export const arrows = {
  meta: {
    type: 'problem',
    docs: { description: 'Imports follow the direction of the architecture' },
    messages: { refused: '{{problem}}' },
    schema: [],
  },
  create(context) {
    const root = context.cwd;
    const from = areaOf(relative(root, context.filename));
    if (from === undefined) return {};
    const check = (node, source, typeOnly) => {
      if (typeof source?.value !== 'string') return;
      const problem = judge(root, context.filename, from, source.value, typeOnly);
      if (problem) context.report({ node: source, messageId: 'refused', data: { problem } });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source, isTypeOnly(node, 'importKind')),
      ExportNamedDeclaration: (node) => check(node, node.source, isTypeOnly(node, 'exportKind')),
      ExportAllDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source, true),
      TSExternalModuleReference: (node) => check(node, node.expression, false),
      'CallExpression[callee.name="require"]': (node) => check(node, node.arguments[0], false),
    };
  },
};

function isTypeOnly(node, kind) {
  if (node[kind] === 'type') return true;
  return node.specifiers.length > 0 && node.specifiers.every((specifier) => specifier[kind] === 'type');
}

/** The area of a file, such as 'constructs', 'analysis/schema' or 'index' (directly in src/). */
function areaOf(path) {
  const [top, folder, below] = path.split(sep);
  if (top !== 'src' || folder === undefined) return undefined;
  if (below === undefined) return 'index';
  return ARROWS[`${folder}/${below}`] ? `${folder}/${below}` : folder;
}

function judge(root, file, from, specifier, typeOnly) {
  const allowed = from === 'index' ? ENTRY : ARROWS[from];
  if (!allowed) return `src/${from} has no arrows: name it in tools/lint/arrows.mjs`;
  if (!specifier.startsWith('.')) return judgePackage(allowed, from, specifier);
  const target = relative(root, resolve(dirname(file), specifier)).split(sep);
  if (target[0] === 'imports') return judgeTable(allowed, from, typeOnly);
  if (target[0] !== 'src') return `src/${from} imports ${target.join('/')}, which is outside src/`;
  const folder = target.length > 2 ? target[1] : 'index';
  const own = from.split('/')[0];
  if (folder === own || allowed.folders.includes(folder)) return undefined;
  const others = allowed.folders.map((name) => `src/${name}`).join(', ');
  return `src/${from} must not import src/${folder}; it may import ${others || 'nothing outside itself'}`;
}

function judgePackage(allowed, from, specifier) {
  const builtin = isBuiltin(specifier);
  const known = allowed.packages.some((name) => (name === 'node:' ? builtin : specifier === name));
  if (known) return undefined;
  const names = allowed.packages.map((name) => (name === 'node:' ? 'built-in modules' : name)).join(', ');
  return `src/${from} must not import the package ${specifier}; it may import ${names || 'no package'}`;
}

function judgeTable(allowed, from, typeOnly) {
  if (typeOnly || allowed.tables) return undefined;
  return `src/${from} may import the generated imports/ only by import type; values belong to src/analysis/schema`;
}
