import { streamRouteTraps } from '../../src/manifest/stream-route-traps';
import { tlsRouteTraps } from '../../src/manifest/tls-route-traps';

describe.each([['TLS', tlsRouteTraps], ['TCP and UDP', streamRouteTraps]])('%s: the API server takes it, and it is never meant', (_kinds, traps) => {
  test.each<[string, unknown, string, unknown, RegExp]>([
    ['weights that are all zero', { rules: [{ backendRefs: [{ name: 'a', weight: 0 }] }] },
      'spec.rules[0].backendRefs', [{ name: 'a', weight: 0 }], /^every weight is 0/],
    ['group core of a backend', { rules: [{ backendRefs: [{ name: 'a', group: 'core' }] }] }, 'spec.rules[0].backendRefs[0].group', 'core', /no API group/],
    ['group core of a parent', { parentRefs: [{ name: 'a', group: 'core' }] }, 'spec.parentRefs[0].group', 'core', /no API group/],
    ['a Service as parent without its group', { parentRefs: [{ name: 'a', kind: 'Service' }] }, 'spec.parentRefs[0].group', undefined, /^a Service is of/],
    ['one parent twice', { parentRefs: [{ name: 'a', namespace: 'shop' }, { name: 'a' }] },
      'spec.parentRefs[1]', { name: 'a' }, /refers to the same parent: an omitted namespace is the route's own, "shop"$/],
  ])('%s', (_, spec, path, value, reason) => {
    expect(traps(spec, 'shop')).toStrictEqual([{ path, value, reason: expect.stringMatching(reason), fix: expect.stringMatching(/^\S/) }]);
  });

  test('a weight of zero beside another, a rule without backends and other forms are none', () => {
    expect(traps({ rules: [{ backendRefs: [{ name: 'a', weight: 0 }, { name: 'b' }] }, {}, null], parentRefs: {} }, 'shop')).toEqual([]);
  });
});

test('TLS: a hostname with a label that DNS cannot hold', () => {
  const hostname = `${'a'.repeat(64)}.com`;
  expect(tlsRouteTraps({ hostnames: ['a.com', hostname] })).toStrictEqual([
    { path: 'spec.hostnames[1]', value: hostname, reason: expect.stringMatching(/is not a DNS label/), fix: expect.stringMatching(/^write/) },
  ]);
});
