import { given } from '../../../manifest/manifest';
import { show } from '../../../manifest/problem';
import { millisecondsOf } from '../../../manifest/text-checks';
import type { Maybe, NodeRule } from './node-rule';

interface Session {
  readonly type?: Maybe<string>;
  readonly absoluteTimeout?: Maybe<string>;
  readonly cookieConfig?: Maybe<{ readonly lifetimeType?: Maybe<string> }>;
}

const permanentHasTimeout: NodeRule<Session> = ({ cookieConfig, absoluteTimeout }) => {
  if (cookieConfig?.lifetimeType !== 'Permanent' || given(absoluteTimeout)) return undefined;
  const reason = 'how long a permanent cookie lasts is not said';
  return { at: ['absoluteTimeout'], reason, fix: 'add `absoluteTimeout`, such as "12h"' };
};

const cookieOfType: NodeRule<Session> = ({ cookieConfig, type }) => {
  if (!given(cookieConfig) || (type ?? 'Cookie') === 'Cookie') return undefined;
  return { at: ['cookieConfig'], reason: `sessions are kept by type ${show(type)}`, fix: 'remove it, or write type "Cookie"' };
};

const HOUR = 3_600_000;

/** An interval from some shortest time, in milliseconds, to an hour. */
function interval(shortest: number, words: string): NodeRule<string> {
  return (value) => {
    const length = millisecondsOf(value);
    return length >= shortest && length <= HOUR ? undefined : { reason: `an interval is ${words}`, fix: 'write one such as "10s"' };
  };
}

/** What holds for sessions and retries. Source: Gateway API v1.6.1, SessionPersistence and BackendTrafficPolicySpec. */
export const SESSION_RULES: [string, NodeRule<never>][] = [
  ['permanent-cookie-has-timeout', permanentHasTimeout],
  ['cookie-config-of-type', cookieOfType],
  ['budget-interval-length', interval(1000, 'a second to an hour')],
  ['retry-rate-interval-length', interval(1, 'longer than zero, and up to an hour')],
];
