import type { Duration } from 'cdk8s';
import { invalid, type Place } from '../base/problems';

const UNITS: readonly (readonly [string, number])[] = [['h', 3_600_000], ['m', 60_000], ['s', 1000], ['ms', 1]];
const MOST_HOURS = 99_999;

/** A duration of cdk8s in milliseconds, where the API can say it. */
export function millisecondsOf(place: Place, option: string, duration: Duration): number {
  if (typeof duration?.toMilliseconds !== 'function') {
    throw invalid(place, option, duration, { reason: 'it is not a Duration of cdk8s', fix: 'write Duration.seconds(10)' });
  }
  const exact = duration.toMilliseconds({ integral: false });
  const milliseconds = Math.round(exact);
  // Fractions of seconds lose a little on the way through floating point.
  if (!(Math.abs(exact - milliseconds) < 1e-6)) {
    throw invalid(place, option, exact, {
      reason: 'it is no whole number of milliseconds', fix: 'write Duration.millis(…) with a whole number',
    });
  }
  if (milliseconds >= (MOST_HOURS + 1) * 3_600_000) {
    throw invalid(place, option, `${exact} ms`, {
      reason: 'the API has at most five digits of hours', fix: 'write a shorter one',
    });
  }
  return milliseconds;
}

/** A duration in Gateway API's form, largest unit first: 90 s are `1m30s`. Source: GEP-2257. */
function durationText(milliseconds: number): string {
  let rest = milliseconds;
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count}${unit}`];
  });
  return parts.join('') || '0s';
}

/** A duration of cdk8s in Gateway API's form. */
export function durationOf(place: Place, option: string, duration: Duration): string {
  return durationText(millisecondsOf(place, option, duration));
}

/** The same, of something that takes some time: a wait or a session of zero is none. */
export function positiveDurationOf(place: Place, option: string, duration: Duration): string {
  const milliseconds = millisecondsOf(place, option, duration);
  if (milliseconds > 0) return durationText(milliseconds);
  throw invalid(place, option, durationText(milliseconds), {
    reason: 'it is no time at all', fix: 'write a longer one, or leave it out',
  });
}

/** A duration of cdk8s in whole seconds, at least one. */
export function secondsOf(place: Place, option: string, duration: Duration): number {
  const milliseconds = millisecondsOf(place, option, duration);
  if (milliseconds > 0 && milliseconds % 1000 === 0) return milliseconds / 1000;
  throw invalid(place, option, durationText(milliseconds), {
    reason: 'it is not one or more whole seconds', fix: 'write Duration.seconds(…) with a whole number from 1',
  });
}
