import { checkEntries } from '../../../../src/analysis/check-entries';
import type { Manifest } from '../../../../src/manifest/manifest';

const [EARLY, LATE] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'];
const route = (kind: string, creationTimestamp?: string): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata: { name: 'web', namespace: 'shop', ...(creationTimestamp && { creationTimestamp }) },
  spec: { parentRefs: [{ name: 'company', sectionName: 'https' }], hostnames: ['a.b'], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] },
});

test.each([
  [undefined, undefined, 'the older one of the two'],
  [EARLY, undefined, 'the older one of the two'],
  [EARLY, LATE, 'the HTTPRoute, which is older, or first by name'],
  [LATE, EARLY, 'this one, which is older, or first by name'],
])('GW046: an HTTPRoute made at %s and a GRPCRoute at %s', (http, grpc, first) => {
  const entries = [route('HTTPRoute', http), route('GRPCRoute', grpc)].map((manifest) => ({ manifest }));
  expect(checkEntries(entries, { channel: 'standard' }).filter(({ code }) => code === 'GW046').map(({ message }) => message))
    .toEqual([expect.stringMatching(new RegExp(`may accept only ${first}$`))]);
});
