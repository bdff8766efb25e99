import { checkEntries } from '../../src/analysis/check-entries';
import type { Entry } from '../../src/analysis/rule';
import { describeWithFacts } from '../util/facts';
import { dumpOf } from './cluster-dump';
import { exampleSet, type FileSet, policySets, upstreamSets } from './file-sets';
import { REVIEWED } from './reviewed';
import { REVIEWED_DUMPS } from './reviewed-dumps';
import { REVIEWED_POLICIES } from './reviewed-policies';

type Reviewed = Record<string, Record<string, string>>;
interface Said { readonly code: string; readonly severity: string; readonly line: string }

/** What is said of the objects of some files. Of those without a file, which controllers made, all is said but that nothing is known of a kind. */
function findingsOf(entries: readonly Entry[], own: readonly string[]): Said[] {
  const files = new Set(own);
  return checkEntries(entries, { channel: 'experimental' })
    .filter(({ file, code }) => (file === undefined ? code !== 'GW006' : files.has(file)))
    .map(({ code, severity, resource, path, message }) =>
      ({ code, severity, line: [code, severity, resource?.kind, resource?.namespace, resource?.name, path, message].join(' ') }));
}

const codes = (said: readonly Said[], sign = ''): string[] => [...new Set(said.map(({ code, severity }) => `${sign}${code} ${severity}`))];

/** Code and severity of what is said; unknowns say that nothing is known. */
const judged = ({ entries, own }: FileSet): string[] => codes(findingsOf(entries, own).filter(({ severity }) => severity !== 'unknown')).sort();

/** What a dump of the cluster changes: what is no longer said with a minus, what is new with a plus. */
function changes({ entries, own }: FileSet): string[] {
  const bare = findingsOf(entries, own);
  const dumped = findingsOf(dumpOf(entries), own);
  const without = (some: readonly Said[], others: readonly Said[]): Said[] => {
    const lines = new Set(others.map(({ line }) => line));
    return some.filter(({ line }) => !lines.has(line));
  };
  return [...codes(without(bare, dumped), '-'), ...codes(without(dumped, bare), '+')].sort();
}

function holds(sets: ReadonlyMap<string, FileSet>, reviewed: Reviewed): void {
  test.each([...sets])('%s', (name, set) => {
    expect(judged(set)).toEqual(Object.keys(reviewed[name] ?? {}).sort());
  });

  test.each([...sets])('%s, as a cluster has it', (name, set) => {
    expect(changes(set)).toEqual(Object.keys(REVIEWED_DUMPS[name] ?? {}).sort());
  });

  test('the reviewed list names files that exist, and a reason for each code', () => {
    expect(Object.keys(reviewed).filter((name) => !sets.has(name))).toEqual([]);
    expect(Object.values(reviewed).flatMap(Object.values).filter((reason) => reason.trim() === '')).toEqual([]);
  });
}

describeWithFacts('gateway-api')('what is said of upstream\'s own files', () => holds(upstreamSets(), REVIEWED));

describeWithFacts('netpol-fixtures')('what is said of files with NetworkPolicies', () => holds(policySets(), REVIEWED_POLICIES));

describe('what is said of the examples', () => {
  const { typeScriptExamples } = jest.requireActual<{ typeScriptExamples: () => string[] }>('../../tools/examples.cjs');
  const synthesizeOf = (name: string): (outdir: string) => string[] =>
    jest.requireActual<{ synthesize: (outdir: string) => string[] }>(`../../examples/${name}/main`).synthesize;
  holds(new Map(typeScriptExamples().map((name) => [`examples/${name}`, exampleSet(synthesizeOf(name))])), {});
});
