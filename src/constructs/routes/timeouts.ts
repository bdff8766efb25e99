import { checkObject } from '../base/check-object';
import { checkKnown, type Known } from '../base/known-options';
import { invalid, type Place } from '../base/problems';
import { durationOf } from './durations';
import type { RouteTimeouts } from './route-timeouts';

const TIMEOUTS: Known<RouteTimeouts> = { request: true, backendRequest: true };

/** Timeouts as the API writes them. */
export function timeoutsOf(place: Place, at: string, timeouts: RouteTimeouts): { request?: string; backendRequest?: string } {
  checkObject(place, at, timeouts, 'write { request: Duration.seconds(10) }');
  // A Duration says how long, and not what: its own fields are nothing to tell of.
  if (!('toMilliseconds' in timeouts)) checkKnown(place, `${at}.`, timeouts, TIMEOUTS);
  const { request, backendRequest } = timeouts;
  if (request === undefined && backendRequest === undefined) {
    throw invalid(place, at, timeouts, {
      reason: 'it does not say of what', fix: 'write { request: Duration.seconds(3) }, or leave it out',
    });
  }
  return {
    ...(request !== undefined && { request: durationOf(place, `${at}.request`, request) }),
    ...(backendRequest !== undefined && { backendRequest: durationOf(place, `${at}.backendRequest`, backendRequest) }),
  };
}
