import type { Case } from './shrink';

/** A packet on which two evaluations do not agree. */
export interface Difference {
  readonly seed: number;
  readonly between: string;
  readonly answers: string;
  readonly example: Case;
}

/** What came of comparing clusters. */
export interface Report {
  clusters: number;
  packets: number;
  /** Packets that the engine lets pass. */
  passed: number;
  /** How many clusters have each feature. */
  readonly features: Map<string, number>;
  /** The model's answers by circumstances; vague: not known to it, though all worlds agree. */
  readonly answers: Map<string, Record<'yes' | 'no' | 'unknown' | 'vague', number>>;
  /** Differences between model and engine, by the quirk of the engine that leads to them. */
  readonly quirks: Map<string, number>;
  readonly differences: Difference[];
}

export function emptyReport(): Report {
  return { clusters: 0, packets: 0, passed: 0, features: new Map(), answers: new Map(), quirks: new Map(), differences: [] };
}

/** Features are in one cluster of twenty. */
const RAREST = 1 / 20;
/** A rule that may match and is named twice is looked at twice, each time for itself: one answer of a thousand may be vague for it. */
const VAGUEST = 1 / 1000;

/** What is wrong with a run, or with the clusters that it was made of. */
export function faultsOf({ clusters, packets, passed, features, answers, differences }: Report): string[] {
  const share = passed / packets;
  return [
    ...differences.map(describeDifference),
    ...[...features].filter(([, count]) => count < clusters * RAREST).map(([name, count]) => `${name}: in ${count} of ${clusters} clusters alone`),
    ...(share < 0.2 || share > 0.8 ? [`${percent(share)} of the packets pass`] : []),
    ...[...answers].filter(([, { vague }]) => vague > packets * VAGUEST).map(([name, { vague }]) => `${name}: ${vague} of ${packets} answers are vague`),
  ];
}

function describeDifference({ seed, between, answers, example }: Difference): string {
  return [`seed ${seed}, ${between}: ${answers}`, ...Object.values(example).flat().map((object) => `  ${JSON.stringify(object)}`)].join('\n');
}

export function describeReport({ clusters, packets, passed, features, answers, quirks, differences }: Report): string {
  const rarest = [...features].sort(([, a], [, b]) => a - b)[0];
  return [
    `${clusters} clusters, ${packets} packets, of which ${percent(passed / packets)} pass; differences: ${differences.length}`,
    `${features.size} features; the rarest, ${rarest[0]}, in ${percent(rarest[1] / clusters)}`,
    ...[...answers].map(([name, { yes, no, unknown, vague }]) => `model, ${name}: ${yes} yes, ${no} no, ${unknown} unknown (${vague} of them vague)`),
    ...[...quirks].map(([name, count]) => `engine against the specification, ${name}: ${count}`),
  ].join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
