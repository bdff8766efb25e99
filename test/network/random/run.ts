import type { Engine } from '../engine/engine';
import { asEngine, quirksOf } from './differences';
import { clusterOf } from './generate/cluster';
import { featuresOf } from './generate/features';
import { CIRCUMSTANCES, type Circumstances, familiesOf, modelAnswers } from './model';
import { allows } from './naive/allows';
import { outcomes } from './naive/outcomes';
import { openWorld } from './naive/worlds';
import { type Packet, podName, type TestCluster } from './objects';
import { type Difference, emptyReport, type Report } from './report';
import { type Case, shrunk } from './shrink';

const BATCH = 50;
/** Differences are made small as long as there are few; many have one cause. */
const SHRUNK = 5;
const [AS_ENGINE] = CIRCUMSTANCES;

export interface Options {
  readonly seed: number;
  readonly count: number;
  /** Left out: the model against the naive evaluation alone. */
  readonly engine?: Engine;
}

/** Two answers to the packet of a case, which have to agree. */
interface Comparison {
  readonly between: string;
  readonly answers: (found: Case) => Promise<[string, string]> | [string, string];
}

/** Makes clusters and compares all that is said of their packets. */
export async function run({ seed, count, engine }: Options): Promise<Report> {
  const report = emptyReport();
  const found: { seed: number; comparison: Comparison; example: Case }[] = [];
  for (let first = seed; first < seed + count; first += BATCH) {
    const seeds = Array.from({ length: Math.min(BATCH, seed + count - first) }, (_, i) => first + i);
    const clusters = seeds.map((one) => clusterOf(one).cluster);
    const answers = await engine?.ask(clusters);
    clusters.forEach((cluster, i) => {
      note(report, cluster);
      const add = (comparison: Comparison, packet: number): void => {
        found.push({ seed: seeds[i], comparison, example: { ...cluster, packets: [cluster.packets[packet]] } });
      };
      for (const circumstances of CIRCUMSTANCES) compareWithNaive(cluster, circumstances, report, add);
      if (engine && answers) compareWithEngine(cluster, answers[i], engine, report, add);
    });
  }
  for (const [i, one] of found.entries()) report.differences.push(await describe(one, i < SHRUNK));
  return report;
}

function note(report: Report, cluster: TestCluster): void {
  report.clusters++;
  report.packets += cluster.packets.length;
  report.passed += cluster.packets.filter((packet) => asEngine(cluster, packet)).length;
  for (const feature of featuresOf(cluster)) report.features.set(feature, (report.features.get(feature) ?? 0) + 1);
}

type Add = (comparison: Comparison, packet: number) => void;

/** A certain answer has to hold in every world; an uncertain one has to be due to worlds that differ, and is counted where it is not. */
function compareWithNaive(cluster: TestCluster, circumstances: Circumstances, report: Report, add: Add): void {
  const counts = report.answers.get(circumstances.name) ?? { yes: 0, no: 0, unknown: 0, vague: 0 };
  report.answers.set(circumstances.name, counts);
  const naive = naively(circumstances);
  modelAnswers(cluster, circumstances).forEach((answer, i) => {
    counts[answer]++;
    const wanted = naive({ ...cluster, packets: [cluster.packets[i]] });
    if (answer === wanted) return;
    if (answer === 'unknown') counts.vague++;
    else {
      add({
        between: `the model (${circumstances.name}) and the naive evaluation`,
        answers: (one) => [modelAnswers(one, circumstances)[0], naive(one)],
      }, i);
    }
  });
}

function naively({ profile, addresses, asked }: Circumstances): (found: Case) => string {
  return (found) => {
    const [packet] = found.packets;
    const packets = asked === 'by list' ? inEachFamily(found, packet) : [packet];
    const all = outcomes((choose) => allows(found, packets[choose('family', packets.length)], openWorld(choose, { ...profile, addresses })));
    if (all.size > 1) return 'unknown';
    return all.has(true) ? 'yes' : 'no';
  };
}

/** A packet between pods, by each family of addresses that they may use. */
function inEachFamily({ pods, nodes }: Case, packet: Packet): Packet[] {
  const { fromPod, toPod } = packet;
  if (fromPod === undefined || toPod === undefined) return [packet];
  const addressOf = (name: string, family: 4 | 6): string =>
    pods.find((pod) => podName(pod) === name)!.status.podIPs.find(({ ip }) => ip.includes(':') === (family === 6))!.ip;
  return familiesOf({ nodes }).map((family) => ({ ...packet, from: addressOf(fromPod, family), to: addressOf(toPod, family) }));
}

/** The naive evaluation with the engine's quirks has to give its answers, and the model those to which no quirk led. */
function compareWithEngine(cluster: TestCluster, answers: readonly boolean[], engine: Engine, report: Report, add: Add): void {
  const ask = async (found: Case): Promise<string> => yesOrNo((await engine.ask([found]))[0][0]);
  const model = modelAnswers(cluster, AS_ENGINE);
  cluster.packets.forEach((packet, i) => {
    if (asEngine(cluster, packet) !== answers[i]) {
      add({
        between: 'the naive evaluation, with the known quirks, and the engine',
        answers: async (one) => [yesOrNo(asEngine(one, one.packets[0])), await ask(one)],
      }, i);
    }
    if (model[i] === 'unknown' || model[i] === yesOrNo(answers[i])) return;
    const quirks = quirksOf(cluster, packet);
    const why = quirks.join(' + ');
    if (quirks.length > 0) report.quirks.set(why, (report.quirks.get(why) ?? 0) + 1);
    else add({ between: 'the model and the engine', answers: async (one) => [modelAnswers(one, AS_ENGINE)[0], await ask(one)] }, i);
  });
}

function yesOrNo(passes: boolean): string {
  return passes ? 'yes' : 'no';
}

async function describe(
  { seed, comparison: { between, answers }, example }: { seed: number; comparison: Comparison; example: Case }, isShrunk: boolean,
): Promise<Difference> {
  const [one, other] = await answers(example);
  const isSame = async (candidate: Case): Promise<boolean> => {
    const [a, b] = await answers(candidate);
    return a === one && b === other;
  };
  return { seed, between, answers: `${one}, ${other}`, example: isShrunk ? await shrunk(example, isSame) : example };
}
