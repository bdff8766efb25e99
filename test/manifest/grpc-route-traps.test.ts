import { grpcRouteTraps } from '../../src/manifest/grpc-route-traps';

const AT = 'spec.rules[0]';
const rule = (fields: object): unknown => ({ rules: [fields] });
const header = (name: string): object => ({ name, value: 'x' });
const modifier = (settings: object): object => ({ type: 'RequestHeaderModifier', requestHeaderModifier: settings });

describe('the API server takes it, and it is never meant', () => {
  test.each<[string, unknown, string, unknown, RegExp]>([
    ['an address as hostname', { hostnames: ['10.0.0.1'] }, 'spec.hostnames[0]', '10.0.0.1', /^an IP address is not a hostname$/],
    ['an empty service', rule({ matches: [{ method: { type: 'RegularExpression', service: '', method: 'List' } }] }),
      `${AT}.matches[0].method.service`, '', /^no call has an empty service$/],
    ['one header in two spellings', rule({ matches: [{ headers: [header('a'), header('A')] }] }),
      `${AT}.matches[0].headers[1].name`, 'A', /names the same header, and only the first of them counts$/],
    ['one header in two actions', rule({ filters: [modifier({ set: [header('a')], add: [header('A')] })] }),
      `${AT}.filters[0].requestHeaderModifier.add[0].name`, 'A', /set\[0\]\.name names the same header/],
    ['a modifier without changes', rule({ filters: [modifier({})] }), `${AT}.filters[0].requestHeaderModifier`, {}, /^it changes nothing$/],
    ['an edit of Host at a backend', rule({ backendRefs: [{ name: 'a', filters: [modifier({ add: [header('host')] })] }] }),
      `${AT}.backendRefs[0].filters[0].requestHeaderModifier.add[0].name`, 'host', /refuse to edit Host as a header/],
    ['group core of a mirror', rule({ filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { group: 'core', name: 'a' } } }] }),
      `${AT}.filters[0].requestMirror.backendRef.group`, 'core', /no API group has this name/],
    ['group core of a backend', rule({ backendRefs: [{ group: 'core', name: 'a' }] }), `${AT}.backendRefs[0].group`, 'core', /the core group is ""$/],
    ['weights that are all zero', rule({ backendRefs: [{ name: 'a', weight: 0 }] }), `${AT}.backendRefs`, [{ name: 'a', weight: 0 }], /^every weight is 0/],
    ['a Service as parent without its group', { parentRefs: [{ kind: 'Service', name: 'a' }] }, 'spec.parentRefs[0].group', undefined, /^a Service is of/],
    ['one parent twice', { parentRefs: [{ name: 'a' }, { name: 'a', namespace: 'shop' }] },
      'spec.parentRefs[1]', { name: 'a', namespace: 'shop' }, /^spec\.parentRefs\[0\] refers to the same parent: an omitted namespace/],
    ['rules of one name', { rules: [{ name: 'a' }, { name: 'a' }] }, 'spec.rules[1]', { name: 'a' }, /^spec\.rules\[0\] has the same name$/],
  ])('%s', (_, spec, path, value, reason) => {
    expect(grpcRouteTraps(spec, 'shop')).toStrictEqual([{ path, value, reason: expect.stringMatching(reason), fix: expect.stringMatching(/^\S/) }]);
  });
});

test.each<[string, unknown]>([
  ['a method alone, which upstream leaves to implementations', rule({ matches: [{ method: { method: 'List' } }] })],
  ['a service alone', rule({ matches: [{ method: { service: 'shop.Products' } }] })],
  ['a rule without anything', rule({})],
  ['what is of another form', { rules: [{ matches: [null, { method: 'a', headers: 'a' }], filters: 'a' }], hostnames: [1], parentRefs: 'a' }],
])('no trap: %s', (_, spec) => {
  expect(grpcRouteTraps(spec, 'shop')).toEqual([]);
});
