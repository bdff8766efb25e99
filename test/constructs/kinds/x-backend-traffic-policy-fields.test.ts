import { App, Chart } from 'cdk8s';
import { CookieLifetimeType, SessionPersistenceType, XBackendTrafficPolicy, type XBackendTrafficPolicySpec } from '../../../src';

const targetRefs = [{ group: '', kind: 'Service', name: 'products' }];

/** What a policy with these fields beside its target emits. */
function written(fields: Partial<XBackendTrafficPolicySpec>): unknown {
  return new XBackendTrafficPolicy(new Chart(new App(), 'shop'), 'products', { spec: { targetRefs, ...fields } }).toJson().spec;
}

test('an XBackendTrafficPolicy with every field', () => {
  const retryConstraint = { budget: { percent: 10, interval: '30s' }, minRetryRate: { count: 5, interval: '1s' } };
  expect(written({
    retryConstraint,
    sessionPersistence: {
      sessionName: 'shop', absoluteTimeout: '12h', type: SessionPersistenceType.COOKIE,
      cookieConfig: { lifetimeType: CookieLifetimeType.PERMANENT },
    },
  })).toStrictEqual({
    targetRefs,
    retryConstraint,
    sessionPersistence: { sessionName: 'shop', absoluteTimeout: '12h', type: 'Cookie', cookieConfig: { lifetimeType: 'Permanent' } },
  });
});

test('a session that a header keeps', () => {
  expect(written({ sessionPersistence: { type: SessionPersistenceType.HEADER } }))
    .toStrictEqual({ targetRefs, sessionPersistence: { type: 'Header' } });
});

test('a session that ends with the browser', () => {
  expect(written({ sessionPersistence: { cookieConfig: { lifetimeType: CookieLifetimeType.SESSION } } }))
    .toStrictEqual({ targetRefs, sessionPersistence: { cookieConfig: { lifetimeType: 'Session' } } });
});
