import type * as yaml from 'yaml';

/** The lexer of YAML, loaded when first used: hardly any manifest has a tab. */
export function lazyLexer(): yaml.Lexer {
  const { Lexer } = require('yaml') as typeof yaml;
  return new Lexer();
}
