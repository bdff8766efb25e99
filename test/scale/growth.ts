/**
 * How the CPU time of `work` grows from `size` to four times as much: about 4 where it is linear, about 16 where it is quadratic.
 * A ratio within one run, of the least of three each: a slow or busy machine changes both.
 */
export function growthByFour(size: number, work: (size: number) => void): number {
  const least = (n: number) => Math.min(...[1, 2, 3].map(() => secondsOf(() => work(n))));
  work(size);
  return least(4 * size) / least(size);
}

/** Between linear and quadratic, with room for both to be measured badly. */
export const ALMOST_LINEAR = 9;

/** Of the processor, not of the clock: other work on the machine does not count. */
export function secondsOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
