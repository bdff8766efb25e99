import { retry as retryFields } from '../../manifest/http-rule-checks';
import { checkObject } from '../base/check-object';
import { checkKnown, type Known } from '../base/known-options';
import type { Place } from '../base/problems';
import { plain } from '../kinds/parts';
import { positiveDurationOf } from './durations';
import { checkOptionFields } from './option-fields';
import type { RouteRetry } from './route-retry';

const RETRY: Known<RouteRetry> = { codes: true, attempts: true, backoff: true };

/** Retries as the API writes them. */
export function retryOf(place: Place, at: string, options: RouteRetry): object {
  checkObject(place, at, options, 'write { codes: [503], attempts: 2 }');
  checkKnown(place, `${at}.`, options, RETRY);
  const { codes, attempts, backoff } = options;
  const retry = { codes, attempts, ...(backoff !== undefined && { backoff: positiveDurationOf(place, `${at}.backoff`, backoff) }) };
  checkOptionFields(place, at, retry, retryFields);
  return plain(retry) as object;
}
