import type { FieldProblem } from '../../../src/manifest/field-problem';
import { apiVersionOf, type KindFacts } from '../../../src/manifest/kinds';
import type { Cluster } from './cluster';
import { type Manifest, manifestOf } from './manifests';
import { describeVerdict } from './verdict';

/** Specs of a kind that are to be accepted, and those that are to be refused. */
export interface Specs {
  readonly accepted: readonly object[];
  readonly refused: readonly object[];
}

/** The server accepts and refuses so. */
export async function expectVerdicts(cluster: Cluster, kind: KindFacts, { accepted, refused }: Specs): Promise<void> {
  const verdicts = await cluster.dryRun([...accepted, ...refused].map((spec, index) => manifestWith(kind, spec, index)));
  const wrong = verdicts.filter((verdict, index) => verdict.accepted !== index < accepted.length);
  expect(wrong.map((verdict) => `${describeVerdict(verdict)}\n${verdict.manifest.text}`)).toEqual([]);
}

/** Our checks accept and refuse so. */
export function expectProblems(problems: (spec: unknown) => FieldProblem[], { accepted, refused }: Specs): void {
  expect(accepted.flatMap(problems)).toEqual([]);
  expect(refused.filter((spec) => problems(spec).length === 0)).toEqual([]);
}

function manifestWith(kind: KindFacts, spec: object, index: number): Manifest {
  const namespace = kind.namespaced ? { namespace: 'default' } : {};
  return manifestOf({ apiVersion: apiVersionOf(kind), kind: kind.kind, metadata: { name: `case-${index}`, ...namespace }, spec });
}
