import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import * as library from '../../src';

/** Path of a file of the project. */
export function inProject(...parts: string[]): string {
  return path.join(__dirname, '..', '..', ...parts);
}

/** A fenced block of a page: its language and the words after it, and the heading above. */
export interface Block {
  readonly language: string;
  readonly info: string;
  readonly heading: string;
  readonly code: string;
}

/** The fenced blocks of a page, in order. */
export function blocksOf(file: string): Block[] {
  const blocks: Block[] = [];
  let heading = '';
  for (const part of fs.readFileSync(file, 'utf8').split(/^(?=#{1,6} |```\w)/m)) {
    const title = /^#{1,6} (.*)/.exec(part);
    if (title) heading = title[1];
    const block = /^```(\w+)(.*)\n([\s\S]*?)^```/m.exec(part);
    if (block) blocks.push({ language: block[1], info: block[2].trim(), heading, code: block[3] });
  }
  return blocks;
}

/** Runs TypeScript as a user's program, with what a test framework makes global, and returns one of its variables. */
export function runSnippet(code: string, variable: string, globals: Record<string, unknown> = {}): unknown {
  const { outputText } = ts.transpileModule(`${code}\nexport const __result = ${variable};`, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported: { __result?: unknown } = {};
  const load = (name: string): unknown => (name === 'cdk8s-gateway' ? library : require(name));
  new Function('require', 'exports', ...Object.keys(globals), outputText)(load, exported, ...Object.values(globals));
  return exported.__result;
}
