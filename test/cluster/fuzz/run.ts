import type { StructureProblem } from '../../../src/analysis/schema/structure-problem';
import type { Client } from '../harness/client';
import { mapSome } from '../harness/poll';
import type { Channel } from '../harness/servers';
import type { Verdict } from '../harness/verdict';
import { Coverage } from './coverage';
import { Generator, type GeneratorOptions, type Mutant } from './generator';
import type { Json } from './json-text';
import { CREATION, type Judge } from './judge';
import type { KindUnderTest } from './kinds';
import { Random } from './random';
import { shrunk } from './shrink';

const BATCH = 400;
const AT_ONCE = 32;
const SHRINKS = 15;

/** An object of which we say something else than the server does. */
export interface Difference {
  readonly mutant: Mutant;
  readonly ours: readonly StructureProblem[];
  readonly verdict: Verdict;
  /** A small object that differs too. */
  readonly small: Json;
}

export interface Report {
  readonly accepted: number;
  readonly refused: number;
  readonly differences: Difference[];
  /** Objects of kinds that we judge by structure alone, which the server refuses for something else. */
  readonly beyond: number;
  readonly coverage: Coverage;
  readonly seconds: number;
}

export interface RunOptions extends Omit<GeneratorOptions, 'judge'> {
  readonly kinds: readonly KindUnderTest[];
  /** Objects to start from. */
  readonly seedsOf: (kind: KindUnderTest) => readonly Json[];
  /** What is done with the mutants: by default they are created. */
  readonly judge?: Judge;
  readonly count: number;
  readonly seed: number;
  /** Kinds that we judge by structure alone: what the server's validation refuses beyond it is counted apart. */
  readonly structureOnly?: readonly string[];
  readonly progress?: (done: number) => void;
}

/** Sends so many mutants to the servers, and holds our verdict against theirs. */
export async function run(clients: Readonly<Record<Channel, Client>>, options: RunOptions): Promise<Report> {
  const begin = Date.now();
  const { judge = CREATION } = options;
  const coverage = new Coverage(options.kinds, options.skip, judge !== CREATION);
  const generator = new Generator(options.kinds, coverage, new Random(options.seed), { ...options, judge });
  const seeds = options.kinds.flatMap((kind) => options.seedsOf(kind).map((object): Mutant => ({ kind, object })));
  const found: Omit<Difference, 'small'>[] = [];
  const totals = { accepted: 0, refused: 0, beyond: 0 };
  const batch = async (mutants: readonly Mutant[]): Promise<void> => {
    const verdicts = await mapSome(mutants, (mutant) => judge.serversVerdict(clients[mutant.kind.channel], mutant), AT_ONCE);
    verdicts.forEach((verdict, index) => {
      const mutant = mutants[index];
      totals[verdict.accepted ? 'accepted' : 'refused']++;
      generator.learn(mutant, verdict, verdict.accepted ? undefined : coverage.add(mutant, verdict));
      const ours = judge.ourProblems(mutant);
      if (!differs(ours, verdict)) return;
      if (isBeyond({ mutant, ours, verdict }, options)) totals.beyond++;
      else found.push({ mutant, ours, verdict });
    });
    options.progress?.(totals.accepted + totals.refused);
  };
  for (let at = 0; at < seeds.length && at < options.count; at += BATCH) await batch(seeds.slice(at, Math.min(at + BATCH, options.count)));
  while (totals.accepted + totals.refused < options.count) {
    const left = options.count - totals.accepted - totals.refused;
    await batch(Array.from({ length: Math.min(BATCH, left) }, () => generator.next()));
  }
  const seconds = (Date.now() - begin) / 1000;
  const differences = [];
  for (const difference of distinct(found)) differences.push(await small(clients, difference, options));
  return { ...totals, differences: [...differences, ...found.slice(differences.length).map((rest) => ({ ...rest, small: rest.mutant.object }))], coverage,
    seconds };
}

function differs(ours: readonly StructureProblem[], verdict: Verdict): boolean {
  if (verdict.code >= 500 || verdict.code === 413) throw new Error(`the server failed: ${verdict.code} ${verdict.message}`);
  return verdict.accepted !== (ours.length === 0);
}

function isBeyond({ mutant, ours, verdict }: Omit<Difference, 'small'>, { structureOnly = [] }: RunOptions): boolean {
  return structureOnly.includes(mutant.kind.kind) && ours.length === 0 && verdict.code === 422;
}

/** One of each sort of difference, the first ones. */
function distinct(found: readonly Omit<Difference, 'small'>[]): Omit<Difference, 'small'>[] {
  const sorts = new Map<string, Omit<Difference, 'small'>>();
  for (const difference of found) {
    const { mutant, ours, verdict } = difference;
    const words = verdict.accepted ? `${ours[0].code} ${ours[0].path}` : verdict.causes.map(({ field,
      reason }) => `${field} ${reason}`).join() || verdict.message;
    const sort = `${mutant.kind.kind} ${words.replace(/\d+/g, '#').slice(0, 200)}`;
    if (!sorts.has(sort)) sorts.set(sort, difference);
  }
  return [...sorts.values()].slice(0, SHRINKS);
}

async function small(clients: Readonly<Record<Channel, Client>>, difference: Omit<Difference, 'small'>, options: RunOptions): Promise<Difference> {
  const { judge = CREATION } = options;
  const { mutant, verdict: { accepted } } = difference;
  const client = clients[mutant.kind.channel];
  const object = await shrunk(mutant.object, async (candidate) => {
    const other = { ...mutant, object: candidate };
    const verdict = await judge.serversVerdict(client, other);
    const ours = judge.ourProblems(other);
    return verdict.accepted === accepted && differs(ours, verdict) && !isBeyond({ mutant: other, ours, verdict }, options);
  });
  const other = { ...mutant, object };
  return { ...difference, ours: judge.ourProblems(other), verdict: await judge.serversVerdict(client, other), small: object };
}
