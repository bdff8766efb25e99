import { cidrContains, cidrProblem, cidrsOverlap, formatCidr, parseCidr } from '../../src/manifest/cidr';
import { certificateCovers, covers, hostnameProblem, overlaps, preciseHostnameProblem } from '../../src/manifest/hostname';
import { unwrapLists } from '../../src/manifest/manifest';
import { labelKeyProblem, labelProblem, labelsProblem, labelValueProblem, subdomainProblem } from '../../src/manifest/names';
import { portProblem, weightProblem } from '../../src/manifest/numbers';
import { normalizePrefix, pathProblem, prefixCovers, prefixesOverlap } from '../../src/manifest/path';
import { show } from '../../src/manifest/problem';

describe('hostnames', () => {
  test.each(['shop.company.com', '*.company.com', 'a.b.c', 'localhost', 'xn--bcher-kva.example', '0a.example'])('%s is one', (hostname) => {
    expect(hostnameProblem(hostname)).toBeUndefined();
  });

  test.each([
    ['https://shop.company.com', /no scheme/, 'write "shop.company.com"'],
    ['shop.company.com/api', /no path/, 'write "shop.company.com" and match the path in the route'],
    ['shop.company.com:443', /no port/, 'write "shop.company.com"; ports belong to listeners'],
    ['shop.company.com.', /trailing dot/, 'write "shop.company.com"'],
    ['10.0.0.1', /IP address/, 'write a DNS name; routes match on the Host header or SNI'],
    ['2001:db8::1', /IP address/, 'write a DNS name; routes match on the Host header or SNI'],
    ['Shop.company.com', /lower case/, 'write "shop.company.com"'],
    ['shop.*.com', /wildcard/, 'write it as "*.company.com"'],
    ['*shop.com', /wildcard/, 'write it as "*.company.com"'],
    ['*.*.com', /wildcard/, 'write it as "*.company.com"'],
    ['*', /lone/, 'write "*.company.com", or leave it out where that is possible'],
    ['', /empty/, 'write a hostname such as "shop.company.com"'],
    ['shop..com', /empty label/, 'remove the extra "."'],
    ['bücher.example', /ASCII/, 'write its punycode form (xn--…)'],
    ['-a.example', /not a DNS label/, 'write a hostname such as "shop.company.com"'],
    [`${'a'.repeat(64)}.com`, /not a DNS label/, 'write a hostname such as "shop.company.com"'],
    [`${'a.'.repeat(130)}com`, /263 characters/, 'shorten it'],
    [undefined, /not text/, 'write a hostname such as "shop.company.com"'],
  ])('%s is refused', (hostname, reason, fix) => {
    expect(hostnameProblem(hostname)?.reason).toMatch(reason);
    expect(hostnameProblem(hostname)?.fix).toBe(fix);
  });

  test('a precise hostname has no wildcard', () => {
    expect(preciseHostnameProblem('*.a.com')?.fix).toBe('write one hostname, such as "www.a.com"');
    expect(preciseHostnameProblem('a.com')).toBeUndefined();
  });

  test.each([
    [undefined, 'a.com', true], ['a.com', 'a.com', true], ['*.a.com', 'x.a.com', true], ['*.a.com', 'x.y.a.com', true],
    ['*.a.com', 'a.com', false], ['*.a.com', '*.a.com', true], ['*.a.com', '*.x.a.com', true], ['*.x.a.com', '*.a.com', false],
    ['a.com', undefined, false], ['*.a.com', 'ba.com', false],
  ])('%s covers %s: %s', (pattern, hostname, expected) => {
    expect(covers(pattern, hostname)).toBe(expected);
  });

  test('hostnames overlap where some name falls under both', () => {
    expect(overlaps('*.a.com', '*.x.a.com')).toBe(true);
    expect(overlaps('a.com', 'b.com')).toBe(false);
  });

  test.each([
    ['*.a.com', 'x.a.com', true], ['*.a.com', 'x.y.a.com', false], ['*.a.com', 'a.com', false],
    ['a.com', 'a.com', true], ['*.a.com', '*.a.com', true], ['*.a.com', '*.b.a.com', false],
  ])('a certificate for %s holds for %s: %s', (dnsName, hostname, expected) => {
    expect(certificateCovers(dnsName, hostname)).toBe(expected);
  });
});

describe('paths', () => {
  test.each(['/', '/api', '/api/', '/a%20b', '/a.b/..c'])('%s is one', (path) => expect(pathProblem(path)).toBeUndefined());

  test.each([
    ['api', /starts with/, 'write "/api"'], ['/a?b=1', /no query/, 'write "/a" and match the query with QueryMatch'],
    ['/a//b', /merged/, 'write "/a/b"'], ['/a/../b', /resolved/, 'write the path that they lead to'],
    ['/a/.', /resolved/, 'write the path that they lead to'], ['/a#b', /fragment/, 'write "/a"'],
    ['/%73hop', /percent-encodes characters that need no encoding/, 'write "/shop"'],
    ['/a/%2e%2E/b', /percent-encodes/, 'write the plain path'],
    ['/ä', /URL path/, 'percent-encode it'], [`/${'a'.repeat(1024)}`, /1025 characters/, 'shorten it'], [7, /not text/, 'write a path such as "/api"'],
  ])('%s is refused', (path, reason, fix) => {
    expect(pathProblem(path)).toEqual({ reason: expect.stringMatching(reason), fix });
  });

  test.each([
    ['/api', '/api', true], ['/api', '/api/x', true], ['/api', '/apis', false], ['/api/', '/api', true], ['/', '/x', true], ['/api/x', '/api', false],
  ])('prefix %s covers %s: %s', (prefix, path, expected) => expect(prefixCovers(prefix, path)).toBe(expected));

  test('prefixes overlap when one lies under the other', () => {
    expect(prefixesOverlap('/a', '/a/b/')).toBe(true);
    expect(prefixesOverlap('/a', '/b')).toBe(false);
    expect(normalizePrefix('/a//')).toBe('/a');
    expect(normalizePrefix('/')).toBe('/');
  });
});

describe('names', () => {
  test('a namespace is a DNS label', () => {
    expect(labelProblem('shop-prod')).toBeUndefined();
    expect(labelProblem('Shop_Prod')).toEqual({ reason: expect.stringMatching(/DNS label/), fix: 'write "shop-prod"' });
    expect(labelProblem('a'.repeat(300))?.reason).toMatch(/300 characters, and 63/);
    expect(labelProblem('läden')?.fix).toMatch(/write/);
    expect(labelProblem('')?.reason).toMatch(/empty/);
    expect(labelProblem(null)?.reason).toMatch(/not text/);
  });

  test('an object name may have dots', () => {
    expect(subdomainProblem('a.b-c')).toBeUndefined();
    expect(subdomainProblem('a..b')).toEqual({ reason: expect.stringMatching(/^a name holds lower case letters/), fix: 'write "a.b"' });
  });

  test('labels are checked key by key, and __proto__ is a key', () => {
    expect(labelKeyProblem('app.kubernetes.io/name')).toBeUndefined();
    expect(labelKeyProblem('__proto__')?.reason).toMatch(/starts and ends with a letter or digit$/);
    expect(labelKeyProblem('/x')?.reason).toBe('the part before "/" is not a DNS name');
    expect(labelValueProblem('')).toBeUndefined();
    expect(labelValueProblem('a b')?.reason).toMatch(/^a label value has at most 63 letters/);
    expect(labelValueProblem(1)?.reason).toBe('a label value is text');
    expect(labelsProblem(JSON.parse('{"app":"x","__proto__":"y"}'))?.key).toBe('__proto__');
  });
});

describe('numbers', () => {
  test.each([0, 65_536, -1])('%s is no port', (port) => expect(portProblem(port)?.reason).toBe('it is outside 1 to 65535'));
  test.each([NaN, 1.5, '80', Infinity])('%s is no port', (port) => expect(portProblem(port)?.reason).toBe('it is not a whole number'));
  test.each([1, 65_535])('%s is a port', (port) => expect(portProblem(port)).toBeUndefined());
  test.each([-1, 1_000_001])('%s is no weight', (weight) => expect(weightProblem(weight)?.reason).toBe('it is outside 0 to 1000000'));
  test.each([NaN, 0.5])('%s is no weight', (weight) => expect(weightProblem(weight)?.reason).toBe('it is not a whole number'));
  test.each([0, 1_000_000])('%s is a weight', (weight) => expect(weightProblem(weight)).toBeUndefined());
});

describe('address blocks', () => {
  test('an IPv4 block in IPv6 is none, since Kubernetes 1.36', () => {
    expect(cidrProblem('::ffff:10.0.0.0/104')).toEqual({ reason: expect.stringMatching(/IPv4 block written as IPv6/), fix: 'write the IPv4 form' });
  });

  test.each(['10.0.0.0/8', '0.0.0.0/0', '::/0', '2001:db8::/32', 'fd00:ec2::254/128'])('%s is one', (cidr) => {
    expect(cidrProblem(cidr)).toBeUndefined();
  });

  test.each([
    ['10.0.0.1', /no prefix length/, 'write "10.0.0.1/32" for one address'],
    ['::1', /no prefix length/, 'write "::1/128" for one address'],
    ['999.1.1.1/8', /not an IPv4 or IPv6/, undefined], ['10.0.0.0/33', /not an IPv4 or IPv6/, undefined],
    ['10.0.0/8', /not an IPv4 or IPv6/, undefined], ['010.0.0.0/8', /not an IPv4 or IPv6/, undefined],
    ['1::2::3/64', /not an IPv4 or IPv6/, undefined], ['2001:db8::/129', /not an IPv4 or IPv6/, undefined], [':/0', /not an IPv4 or IPv6/, undefined],
    ['10.0.0.1/8', /beyond the prefix/, 'write "10.0.0.0/8"'], ['2001:db8::1/32', /beyond the prefix/, 'write "2001:db8::/32"'],
    [undefined, /not text/, undefined],
  ])('%s is refused', (cidr, reason, fix) => {
    expect(cidrProblem(cidr)?.reason).toMatch(reason);
    if (fix !== undefined) expect(cidrProblem(cidr)?.fix).toBe(fix);
  });

  test('containment keeps the families apart', () => {
    const [ten, all, all6, v6] = ['10.0.0.0/8', '0.0.0.0/0', '::/0', '2001:db8::/32'].map((text) => parseCidr(text)!);
    expect([cidrContains(all, ten), cidrContains(ten, all), cidrContains(all6, ten), cidrContains(all6, v6)]).toEqual([true, false, false, true]);
    expect([cidrsOverlap(ten, all), cidrsOverlap(ten, v6)]).toEqual([true, false]);
    expect([formatCidr(ten), formatCidr(v6), formatCidr(all6)]).toEqual(['10.0.0.0/8', '2001:db8::/32', '::/0']);
  });
});

test('lists stand for their items, at any depth', () => {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } };
  const inner = { apiVersion: 'v1', kind: 'List', metadata: {}, items: [service, null, 7] };
  expect(unwrapLists({ apiVersion: 'v1', kind: 'List', metadata: {}, items: [inner, service] })).toEqual([service, service]);
  expect(unwrapLists({ apiVersion: 'v1', kind: 'ServiceList', metadata: {}, items: [{ metadata: { name: 'b' } }] }))
    .toEqual([{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'b' } }]);
  expect(unwrapLists(service)).toEqual([service]);
  const holder = { ...service, kind: 'ConfigMap', items: [service, { metadata: { name: 'b' } }] };
  expect(unwrapLists(holder)).toEqual([holder, service, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' } }]);
});

test('values in messages are short and on one line', () => {
  expect(show('a\nb')).toBe('"a\\nb"');
  expect(show('x'.repeat(300))).toMatch(/… \(shortened\)$/);
  expect(show(NaN)).toBe('NaN');
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  expect(show(cyclic)).toBe('[object Object]');
});
