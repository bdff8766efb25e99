import { parseAllDocuments } from 'yaml';
import { checkEntries } from '../../../src/analysis/check-entries';
import type { Finding } from '../../../src/manifest/finding';
import type { Manifest } from '../../../src/manifest/manifest';

/** All that is certain about some objects. */
function findings(yaml: string, unknowns = false): Finding[] {
  const entries = parseAllDocuments(yaml).map((document) => ({ manifest: document.toJS() as Manifest }));
  return checkEntries(entries, { channel: 'standard' }).filter(({ severity }) => unknowns || severity !== 'unknown');
}
const said = (yaml: string): string[] => findings(yaml).map(({ code, path, message, fix }) => `${code} ${path}: ${message}; ${fix}`);

const route = (spec: string, rule = ''): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop, namespace: shop }
spec:
  ${spec === '' ? 'parentRefs: [{ name: edge }]' : spec}
  rules: [{ ${rule === '' ? '' : `${rule}, `}backendRefs: [{ name: shop, port: 80 }] }]
`;
const gateway = (listener = '', kind = 'Gateway', more = ''): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: edge, namespace: shop }
spec: { ${kind === 'Gateway' ? 'gatewayClassName: a' : 'parentRef: { name: main }'}, listeners: [{ name: http, port: 80, protocol: HTTP${listener} }]${more} }
`;
const path = (value: string, type = 'PathPrefix'): string => route('', `matches: [{ path: { type: ${type}, value: '${value}' } }]`);

describe('a path that reads like a regular expression', () => {
  test.each([
    ['/api(/|$)(.*)', 'write type RegularExpression, or the plain prefix "/api"'],
    ['/v1/(foo|bar)?', 'write type RegularExpression, or the plain prefix "/v1"'],
    ['^/v2', 'write type RegularExpression, or the plain prefix "/v2"'],
    ['.*\\.png$', 'write type RegularExpression'],
  ])('%s', (value, fix) => {
    const all = findings(path(value)).filter(({ code }) => code === 'GW001');
    expect([...new Set(all.map((one) => one.fix))]).toEqual([fix]);
    expect(all[0].message).toMatch(/reads like a regular expression/);
  });

  test('a query does not', () => {
    expect(findings(path('/a?b=c')).find(({ code }) => code === 'GW001')?.message).toMatch(/a path has no query/);
  });
});

describe('a wildcard in a path', () => {
  test.each([
    ['/api/*', 'PathPrefix', 'write "/api", which takes everything below it'],
    ['/*', 'PathPrefix', 'write "/", which takes everything below it'],
    ['/api/v1/*', 'Exact', 'write type PathPrefix and "/api/v1", which takes everything below it'],
    ['/api*', 'PathPrefix', 'write type RegularExpression: "/api.*"'],
    ['/a/*/b', 'PathPrefix', 'write type RegularExpression: "/a/[^/]+/b"'],
  ])('%s as %s', (value, type, fix) => {
    expect(said(path(value, type))).toEqual([
      `GW222 spec.rules[0].matches[0].path.value: "${value}": "*" is no wildcard here but a character like any other, so requests without it do not match; ${fix}`,
    ]);
  });

  test.each([['/a*b', 'PathPrefix'], ['/api/.*', 'RegularExpression'], ['/api', 'Exact']])('%s as %s has none', (value, type) => {
    expect(said(path(value, type)).filter((text) => text.startsWith('GW222'))).toEqual([]);
  });
});

describe('the hostname of a filter', () => {
  test.each([
    ['urlRewrite', 'URLRewrite', 'foo.bar:80', /a hostname has no port/, /^write "foo.bar"; ports/],
    ['requestRedirect', 'RequestRedirect', 'https://foo.bar/', /a hostname has no scheme/, /^write "foo.bar"$/],
  ])('of %s', (field, type, value, reason, fix) => {
    const yaml = route('', `filters: [{ type: ${type}, ${field}: { hostname: '${value}' } }]`);
    expect(findings(yaml).filter(({ code, path: at }) => code === 'GW001' && at?.endsWith('hostname'))).toEqual([
      expect.objectContaining({ message: expect.stringMatching(reason), fix: expect.stringMatching(fix) }),
    ]);
  });
});

test('one mistake in a hostname is one finding', () => {
  const withHostnames = (hostnames: string): string[] => findings(
    `${gateway(", hostname: '*.company.com'")}---${route(`parentRefs: [{ name: edge }]\n  hostnames: ${hostnames}`)}`,
  ).filter(({ path: at }) => at?.includes('hostnames')).map(({ code, path: at }) => `${code} ${at}`);
  expect(withHostnames('[shop.company.com, 10.0.0.1]')).toEqual(['GW171 spec.hostnames[1]']);
  expect(withHostnames("[shop.company.com, 'z.example.com/', '*']")).toEqual(['GW001 spec.hostnames[1]', 'GW001 spec.hostnames[2]']);
  expect(withHostnames('[shop.company.com, z.example.com]')).toEqual(['GW109 spec.hostnames[1]']);
});

describe('a parent of another kind', () => {
  const parents = (yaml: string): string[] => findings(yaml, true).filter(({ code }) => code === 'GW107' && yaml !== '')
    .map(({ resource, message, fix }) => `${resource.kind}: ${message}; ${fix}`);

  test('a ListenerSet that the parentRef names no kind of', () => {
    expect(parents(`${gateway('', 'ListenerSet')}---${route('')}`)).toContainEqual(
      expect.stringMatching(/^HTTPRoute: Gateway shop\/edge is not here; a ListenerSet of this name is; .*; write kind: ListenerSet$/),
    );
  });

  test('a Gateway where a ListenerSet is named', () => {
    expect(parents(`${gateway()}---${route('parentRefs: [{ kind: ListenerSet, name: edge }]')}`)).toEqual([
      expect.stringMatching(/a Gateway of this name is; .*; write kind: Gateway$/),
    ]);
  });
});

describe('labels of a Namespace that are not those asked for', () => {
  const namespace = (labels: string): string => `\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: ${labels} }\n`;
  const open = ', allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { team: shop } } } }';
  const why = (labels: string): string[] => findings(`${namespace(labels)}---${gateway(open)}---${route('')}`)
    .filter(({ code }) => code === 'GW020').map(({ message }) => message);

  test.each([
    ['{ team: Shop }', 'team=Shop'],
    ['{ owner: shop }', 'no label team'],
  ])('%s', (labels, has) => {
    expect(why(labels)).toEqual([
      `the route does not attach to Gateway shop/edge: listener "http" does not admit namespace "shop", which has ${has} where team=shop is asked for`,
    ]);
  });

  test('the namespaces that may attach are left to whoever knows them, where none does', () => {
    expect(findings(`${namespace('{ team: Shop }')}---${gateway(open)}`).find(({ code }) => code === 'GW125')?.fix)
      .toMatch(/values: \[NAMESPACE\] }\], with the names of those that may attach in the place of NAMESPACE$/);
  });
});

describe('two Certificates for one Secret', () => {
  const certificate = (name: string, secret: string, host: string): string => `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: ${name}, namespace: shop }
spec: { secretName: ${secret}, dnsNames: [${host}], issuerRef: { name: a, kind: ClusterIssuer } }
`;
  const https = gateway().replace('name: http, port: 80, protocol: HTTP',
    'name: https, port: 443, protocol: HTTPS, hostname: c.company.com, tls: { certificateRefs: [{ name: tls }] }');
  const codes = (yaml: string): string[] => said(yaml).filter((text) => /^GW1(29|45)/.test(text));

  test('are each told of the other, and what the Secret is valid for is not known', () => {
    expect(codes(`${certificate('a', 'tls', 'a.company.com')}---${certificate('b', 'tls', 'b.company.com')}---${https}`)).toEqual([
      expect.stringMatching(/^GW145 spec.secretName: Secret shop\/tls is written by Certificate b too: /),
      expect.stringMatching(/^GW145 spec.secretName: Secret shop\/tls is written by Certificate a too: /),
    ]);
  });

  test('one of them decides', () => {
    expect(codes(`${certificate('a', 'tls', 'a.company.com')}---${certificate('b', 'other', 'b.company.com')}---${https}`))
      .toEqual([expect.stringMatching(/^GW129/)]);
  });
});
