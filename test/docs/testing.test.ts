import * as fs from 'node:fs';
import { blocksOf, inProject, runSnippet } from '../util/snippets';

const blocks = blocksOf(inProject('docs/testing.md'));
const blockOf = (language: string): string => blocks.find((block) => block.language === language)!.code;

test('the test of the Jest section passes', () => {
  const ran: string[] = [];
  const globals = {
    test: (name: string, run: () => void) => {
      run();
      ran.push(name);
    },
  };
  runSnippet(blockOf('typescript'), 'app', globals);
  expect(ran).toEqual(['traffic has no findings']);
});

/** The calls of a check in a program: `TrafficCheck.of_yaml(`, `.expect_none(except_codes`. */
function callsIn(code: string): string[] {
  const calls = code.match(/TrafficCheck[._]\w+\(|TrafficCheckOptions\b|ExpectNoneOptions\b|\.\w*xpect\w+\(|\b[eE]xcept_?[cC]odes\b|\b[iI]mplementation\b/g);
  return [...new Set(calls)].sort();
}

test.each([
  ['python', 'python/main.py', 6], ['java', 'java/src/main/java/com/company/proof/Main.java', 6], ['go', 'go/main.go', 6],
])('the calls in %s are those of the program that runs in it', (language, program, count) => {
  const calls = callsIn(blockOf(language));
  expect(calls).toHaveLength(count);
  expect(callsIn(fs.readFileSync(inProject('test/languages', program), 'utf8'))).toEqual(expect.arrayContaining(calls));
});
