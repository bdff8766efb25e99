import type { Question } from './question';

/** A control of a benchmark, and what of it manifests can show. */
export interface Control {
  readonly benchmark: string;
  readonly version: string;
  readonly id: string;
  readonly title: string;
  /** What is asked of the manifests; empty where they can show nothing. */
  readonly asks: readonly Question[];
  /** What stays to be shown when all of that holds: with it, a control can be violated here, and not satisfied. */
  readonly remains?: string;
}

/** A control within its benchmark. */
export type OwnControl = Pick<Control, 'id' | 'title' | 'asks' | 'remains'>;

/** The controls of one benchmark in one version. */
export function ofBenchmark(benchmark: string, version: string, controls: readonly OwnControl[]): Control[] {
  return controls.map((control) => ({ benchmark, version, ...control }));
}
