import * as path from 'node:path';

/**
 * Whether a file or folder is left out: by its path from the folder of the settings, where * stands for any text without a slash
 * and ** for any text. A pattern without a slash inside names files and folders at any depth.
 */
export function ignoring(folder: string, patterns: readonly string[]): (full: string) => boolean {
  const expressions = patterns.map(expressionOf);
  if (expressions.length === 0) return () => false;
  return (full) => {
    const relative = path.relative(folder, full).split(path.sep).join('/');
    return expressions.some((expression) => expression.test(relative));
  };
}

function expressionOf(pattern: string): RegExp {
  const plain = pattern.replace(/^\.\//, '').replace(/\/+$/, '');
  const source = plain.replace(/^\//, '').split(/(\*\*\/|\*\*|\*|\?)/).map((part) => WILDCARDS.get(part) ?? escaped(part)).join('');
  return new RegExp(`${plain.includes('/') ? '^' : '(?:^|/)'}${source}(?:/|$)`);
}

const WILDCARDS = new Map([['**/', '(?:.*/)?'], ['**', '.*'], ['*', '[^/]*'], ['?', '[^/]']]);

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
