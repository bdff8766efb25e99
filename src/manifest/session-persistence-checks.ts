import { type Data, type FieldCheck, missing, object, oneOf, valueOf } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { isRecord } from './manifest';
import { durationProblem, textProblem } from './text-checks';

function cookieSettings({ type = 'Cookie', cookieConfig, absoluteTimeout }: Data, path: string): FieldProblem[] {
  if (!isRecord(cookieConfig)) return [];
  if (type !== 'Cookie') {
    return [fieldProblem(
      `${path}.cookieConfig`, cookieConfig,
      `sessions are kept by type "${String(type)}"`,
      'leave it out, or write type "Cookie"',
    )];
  }
  const lasting = cookieConfig.lifetimeType === 'Permanent' && absoluteTimeout === undefined;
  return lasting ? [missing(`${path}.absoluteTimeout`, 'write how long a permanent cookie lasts, such as "12h"')] : [];
}

/** What keeps a client with its backend. Source: Gateway API v1.6.1, SessionPersistence. */
export const sessionPersistence: FieldCheck = object({
  optional: {
    sessionName: valueOf((value) => textProblem(value, 0, 128, 'shop-session')),
    absoluteTimeout: valueOf(durationProblem),
    type: oneOf(['Cookie', 'Header']),
    cookieConfig: object({ optional: { lifetimeType: oneOf(['Permanent', 'Session']) } }),
  },
  rules: [cookieSettings],
});
