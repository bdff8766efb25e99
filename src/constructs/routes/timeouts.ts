import type { Duration } from 'cdk8s';
import { invalid, type Place } from '../base/problems';
import { checkObject } from './check-object';
import type { RouteTimeouts } from './route-timeouts';

const UNITS: readonly (readonly [string, number])[] = [['h', 3_600_000], ['m', 60_000], ['s', 1000], ['ms', 1]];
const MOST_HOURS = 99_999;

/** Timeouts as the API writes them. */
export function timeoutsOf(place: Place, at: string, timeouts: RouteTimeouts): { request?: string; backendRequest?: string } {
  checkObject(place, at, timeouts, 'write { request: Duration.seconds(10) }');
  const { request, backendRequest } = timeouts;
  return {
    ...(request !== undefined && { request: textOf(millisecondsOf(place, `${at}.request`, request)) }),
    ...(backendRequest !== undefined && { backendRequest: textOf(millisecondsOf(place, `${at}.backendRequest`, backendRequest)) }),
  };
}

function millisecondsOf(place: Place, option: string, duration: Duration): number {
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
      reason: 'the API has at most five digits of hours', fix: 'write Duration.millis(0) for no timeout',
    });
  }
  return milliseconds;
}

/** A duration in Gateway API's form, largest unit first: 90 s are `1m30s`. Source: GEP-2257. */
function textOf(milliseconds: number): string {
  let rest = milliseconds;
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count}${unit}`];
  });
  return parts.join('') || '0s';
}
