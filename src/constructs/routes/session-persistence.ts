import { cookieNameProblem, headerNameProblem } from '../../manifest/http-header-checks';
import { sessionPersistence as sessionFields } from '../../manifest/session-persistence-checks';
import { checkObject } from '../base/check-object';
import { checkKnown, type Known } from '../base/known-options';
import { check, invalid, type Place } from '../base/problems';
import { plain } from '../kinds/parts';
import { CookieLifetimeType, SessionPersistenceType } from '../kinds/session-persistence';
import { positiveDurationOf } from './durations';
import { checkOptionFields } from './option-fields';
import type { RouteSessionPersistence } from './route-session-persistence';

const SESSION: Known<RouteSessionPersistence> = { type: true, sessionName: true, absoluteTimeout: true, cookieLifetime: true };

/** Session persistence of a rule, of whatever kind of route, as the API writes it. */
export interface SessionPersistenceData {
  readonly type: SessionPersistenceType;
  readonly sessionName?: string;
  readonly absoluteTimeout?: string;
  readonly cookieConfig?: { readonly lifetimeType: CookieLifetimeType };
}

/** Session persistence as the API writes it. */
export function sessionPersistenceOf(place: Place, at: string, options: RouteSessionPersistence): SessionPersistenceData {
  checkObject(place, at, options, 'write { sessionName: \'shop-session\' }');
  checkKnown(place, `${at}.`, options, SESSION);
  const { type = SessionPersistenceType.COOKIE, sessionName, absoluteTimeout, cookieLifetime } = options;
  checkLifetime(place, at, options);
  const session = {
    type,
    sessionName,
    ...(absoluteTimeout !== undefined && {
      absoluteTimeout: positiveDurationOf(place, `${at}.absoluteTimeout`, absoluteTimeout),
    }),
    ...(cookieLifetime !== undefined && { cookieConfig: { lifetimeType: cookieLifetime } }),
  };
  checkOptionFields(place, at, session, sessionFields);
  if (sessionName !== undefined) {
    const nameProblem = type === SessionPersistenceType.COOKIE ? cookieNameProblem : headerNameProblem;
    check(place, `${at}.sessionName`, sessionName, nameProblem(sessionName));
  }
  return plain(session) as SessionPersistenceData;
}

/** The option stands elsewhere than the API's field, so that what is wrong with it is said in its own name. */
function checkLifetime(place: Place, at: string, { type, cookieLifetime }: RouteSessionPersistence): void {
  if (cookieLifetime === undefined) return;
  const option = `${at}.cookieLifetime`;
  if (!Object.values(CookieLifetimeType).includes(cookieLifetime)) {
    throw invalid(place, option, cookieLifetime, {
      reason: 'it is no lifetime of a cookie', fix: 'write CookieLifetimeType.SESSION or PERMANENT',
    });
  }
  if (type !== SessionPersistenceType.HEADER) return;
  throw invalid(place, option, cookieLifetime, {
    reason: 'the session is kept by a header', fix: 'leave it out, or write type: SessionPersistenceType.COOKIE',
  });
}

/** The session of a release's preview: with a name of its own, so that it keeps nobody with the canary outside the preview. */
export function previewSession(session: SessionPersistenceData): SessionPersistenceData {
  return session.sessionName === undefined ? session : { ...session, sessionName: `${session.sessionName}-preview` };
}
