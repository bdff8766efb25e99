import { checkKnown, type Known } from '../base/known-options';
import type { Place } from '../base/problems';
import { checkObject } from './check-object';
import { durationOf } from './durations';
import type { RouteTimeouts } from './route-timeouts';

const TIMEOUTS: Known<RouteTimeouts> = { request: true, backendRequest: true };

/** Timeouts as the API writes them. */
export function timeoutsOf(place: Place, at: string, timeouts: RouteTimeouts): { request?: string; backendRequest?: string } {
  checkObject(place, at, timeouts, 'write { request: Duration.seconds(10) }');
  checkKnown(place, `${at}.`, timeouts, TIMEOUTS);
  const { request, backendRequest } = timeouts;
  return {
    ...(request !== undefined && { request: durationOf(place, `${at}.request`, request) }),
    ...(backendRequest !== undefined && { backendRequest: durationOf(place, `${at}.backendRequest`, backendRequest) }),
  };
}
