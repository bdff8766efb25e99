import { checkEntries } from '../../../../src/analysis/check-entries';
import type { Manifest } from '../../../../src/manifest/manifest';

const targetRefs = [{ group: '', kind: 'Service', name: 'web' }];
const tls = (name: string, creationTimestamp?: string): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1', kind: 'BackendTLSPolicy',
  metadata: { name, namespace: 'shop', ...(creationTimestamp !== undefined && { creationTimestamp }) },
  spec: { targetRefs, validation: { hostname: 'a.com', wellKnownCACertificates: 'System' } },
});
const traffic = (name: string, creationTimestamp: string): Manifest => ({
  ...tls(name, creationTimestamp), apiVersion: 'gateway.networking.x-k8s.io/v1alpha1', kind: 'XBackendTrafficPolicy',
  spec: { targetRefs, sessionPersistence: { sessionName: 'shop' } },
});

/** `name: end of the message` of a code. */
const found = (code: string, ...manifests: Manifest[]): string[] =>
  checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'experimental' }).filter((finding) => finding.code === code)
    .map(({ resource: { name }, message }) => `${name}: ${message.replace(/.*already; /, '')}`);

const EARLY = '2026-01-01T00:00:00Z';
const LATE = '2026-02-01T00:00:00Z';

test('without ages of policies who wins is not said', () => {
  expect(found('GW024', tls('b'), tls('a'))).toEqual(['b: only the older of the two counts, and the other is not accepted']);
  expect(found('GW024', tls('b', EARLY), tls('a'))).toEqual(['a: only the older of the two counts, and the other is not accepted']);
});

test.each([['GW024', tls], ['GW347', traffic]] as const)('%s: of policies from a cluster the younger one is told that it is not accepted', (code, policy) => {
  const message = 'b: the older one counts: this one is not accepted';
  expect(found(code, policy('a', EARLY), policy('b', LATE))).toEqual([message]);
  expect(found(code, policy('b', LATE), policy('a', EARLY))).toEqual([message]);
});

test('policies of one age are told apart by their names', () => {
  expect(found('GW024', tls('b', EARLY), tls('a', EARLY))).toEqual(['b: both are of one age, and the first by name counts: this one is not accepted']);
});
