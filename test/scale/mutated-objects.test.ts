import { checkEntries } from '../../src/analysis/check-entries';
import { CATALOGUE } from '../../src/analysis/rules/catalogue';
import type { Finding } from '../../src/manifest/finding';
import { isRecord, type Manifest } from '../../src/manifest/manifest';
import { mutantsOf, SETS } from '../analysis/mutants';
import { secondsOf } from './growth';

const CODES: ReadonlySet<string> = new Set(CATALOGUE.map(({ code }) => code));
/** No set has so much as fifty objects: each takes a few milliseconds. */
const LIMIT_SECONDS = 2;

const check = (manifests: readonly Manifest[], closedWorld: boolean): Finding[] =>
  checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'experimental', closedWorld });

/** What is wrong with a finding: a crash of its rule among it, which stands in its message. */
function wrongWith({ code, message, fix, path, resource }: Finding): string[] {
  return [
    ...(CODES.has(code) ? [] : ['no code of the catalogue']),
    ...(typeof message === 'string' && message !== '' ? [] : ['no message']),
    ...(typeof fix === 'string' && fix !== '' ? [] : ['no fix']),
    ...(typeof path === 'string' && isRecord(resource) ? [] : ['no place']),
    ...(message.includes('could not judge this object') ? ['its rule crashed'] : []),
    ...(/\[object |\bundefined\b/.test(`${message} ${fix}`) ? ['a value that it does not print'] : []),
  ].map((what) => `${code} ${what}: ${message.slice(0, 300)} | ${fix.slice(0, 100)}`);
}

test('there are sets to start from', () => {
  expect(SETS.length).toBeGreaterThan(100);
});

const SEEDS = [1, 2, 3, 4];

test.each(SEEDS)('no rule crashes on mutants, each finding is whole, and none takes long (seed %i)', (seed) => {
  const wrong = new Set<string>();
  SETS.forEach((set, i) => {
    const mutants = mutantsOf(set, seed * 100_000 + i);
    const seconds = secondsOf(() => check(mutants, i % 2 === 0).flatMap(wrongWith).forEach((text) => wrong.add(text)));
    if (seconds > LIMIT_SECONDS) wrong.add(`it takes too long: set ${i}`);
  });
  expect([...wrong]).toEqual([]);
});

test.each(SEEDS)('the same of each object alone (seed %i)', (seed) => {
  const wrong = new Set<string>();
  SETS.forEach((set, i) => set.forEach((manifest, k) => {
    check(mutantsOf([manifest], seed * 7_000_000 + i * 100 + k), i % 2 === 1).flatMap(wrongWith).forEach((text) => wrong.add(text));
  }));
  expect([...wrong]).toEqual([]);
});

test('the same mutants give the same findings in the same order', () => {
  SETS.slice(0, 60).forEach((set, i) => {
    expect(check(mutantsOf(set, i), true)).toEqual(check(mutantsOf(set, i), true));
  });
});
