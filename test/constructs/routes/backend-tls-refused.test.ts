import { ApiObject, App } from 'cdk8s';
import { Backend, BackendTls, Findings, PlatformChart, RouteFilter, SubjectAltName, type TeamChart, TlsAuthority } from '../../../src';
import { MINIMAL } from './backend-tls-cases';
import { shopChart } from './shop';

describe('what is refused', () => {
  test.each<[string, object, RegExp]>([
    ['a weight', { backend: Backend.service('accounts', 8443, { weight: 3 }) }, /\[shop\/tls\] BackendTls: backend\.weight 3: TLS is spoken to the Service in every rule/],
    ['filters', { backend: Backend.service('accounts', 8443, { filters: [RouteFilter.rewrite({ hostname: 'a.io' })] }) },
      /backend\.filters: TLS changes no request, so they would have no effect; leave them out/],
    ['no backend', { backend: undefined }, /backend undefined: it is not a Backend/],
    ['no hostname', { hostname: undefined }, /hostname undefined: it is not text/],
    ['a wildcard as hostname', { hostname: '*.company.com' }, /hostname "\*\.company\.com": a wildcard is not allowed here/],
    ['an address as hostname', { hostname: '10.0.0.1' }, /hostname "10\.0\.0\.1": an IP address is not a hostname; write a DNS name of its certificate$/],
    ['an IPv6 address as hostname', { hostname: 'fd00::1' }, /hostname "fd00::1": an IP address is not a hostname; write a DNS name of its certificate$/],
    ['no authority', { authority: undefined }, /authority undefined: it is not a TlsAuthority; write TlsAuthority\.configMap/],
    ['text as authority', { authority: 'internal-ca' }, /authority "internal-ca": it is not a TlsAuthority/],
    ['a name that is text', { subjectAltNames: ['a.company.com'] }, /subjectAltNames\[0\] "a\.company\.com": it is not a SubjectAltName/],
    ['names that are no list', { subjectAltNames: 'a.company.com' }, /subjectAltNames "a\.company\.com": it is not a list/],
    ['six names', { subjectAltNames: [...'abcdef'].map((name) => SubjectAltName.hostname(name)) }, /spec\.validation\.subjectAltNames .*it has 6 entries, and 5 is the limit/],
    ['a port name that is none', { portName: 'Https' }, /portName "Https": a DNS label holds/],
    ['a number as port name', { portName: 443 }, /portName 443: it is not text/],
    ['an option without domain', { options: { ciphers: 'x' } }, /options key "ciphers": options of an implementation have its domain.*write a key such as "example\.com\/min-version"/],
    ['options that are no map', { options: 'x' }, /options "x": it is not a map/],
    ['a number as option', { options: { 'example.com/a': 1 } }, /spec\.options\["example\.com\/a"\] 1: it is not text/],
    ['17 options', { options: Object.fromEntries(Array.from({ length: 17 }, (__, i) => [`example.com/${i}`, 'x'])) }, /spec\.options .*17 entries, and 16 is the limit/],
    ['a misspelled option', { subjectAltName: [] }, /subjectAltName is no option here, and would have no effect/],
    ['metadata that is none', { metadata: 'tls' }, /metadata "tls": it is not an object/],
    ['a name that is none', { metadata: { name: 'A' } }, /metadata\.name "A"/],
  ])('%s', (_, props, message) => {
    const chart = shopChart();
    expect(() => new BackendTls(chart, 'tls', { ...MINIMAL, ...props } as never)).toThrow(message);
    expect(chart.node.children).toEqual([]);
  });

  test('no props', () => {
    expect(() => new BackendTls(shopChart(), 'tls', undefined as never)).toThrow(/\[shop\/tls\] BackendTls: props undefined: it is not an object/);
  });

  test('the platform\'s scope, and a second construct of one id', () => {
    expect(() => new BackendTls(new PlatformChart(new App(), 'platform'), 'tls', MINIMAL)).toThrow(
      /\[platform\/tls\] BackendTls: it stands in a scope of the infrastructure provider, and only the application team or the cluster operator can make it/);
    const chart = shopChart();
    new BackendTls(chart, 'tls', MINIMAL);
    expect(() => new BackendTls(chart, 'tls', MINIMAL)).toThrow(/already holds a construct named "tls"/);
  });

  test('an ExternalName', () => {
    const chart = shopChart();
    const service = new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', spec: { type: 'ExternalName', externalName: 'a.example.com' } });
    expect(() => new BackendTls(chart, 'tls', { ...MINIMAL, backend: Backend.of(service) })).toThrow(/is an ExternalName/);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['a ConfigMap without name', () => TlsAuthority.configMap(''), /^TlsAuthority\.configMap: name "": it is empty/],
    ['no ConfigMaps', () => TlsAuthority.configMaps([]), /^TlsAuthority\.configMaps: names \[\]: it is not a list of 1 to 8 names/],
    ['nine ConfigMaps', () => TlsAuthority.configMaps([...'abcdefghi']), /it is not a list of 1 to 8 names/],
    ['ConfigMaps that are no list', () => TlsAuthority.configMaps('a' as never), /names "a": it is not a list/],
    ['a ConfigMap in the list without name', () => TlsAuthority.configMaps(['a', 'B']), /names\[1\] "B"/],
    ['a ConfigMap twice', () => TlsAuthority.configMaps(['a', 'a']), /names\[1\] "a": it stands there twice; leave one out/],
    ['an address as name', () => SubjectAltName.hostname('10.0.0.1'), /hostname "10\.0\.0\.1": an IP address is not a hostname; write a DNS name of its certificate$/],
    ['an address of IPv6 as name', () => SubjectAltName.hostname('2001:db8::1'), /an IP address is not a hostname; write a DNS name of its certificate$/],
    ['a URI of a scheme alone', () => SubjectAltName.uri('spiffe://'), /^SubjectAltName\.uri: uri "spiffe:\/\/": it names nothing behind "\/\/"; write one such as "spiffe:/],
    ['a URI without scheme', () => SubjectAltName.uri('company.com/accounts'), /^SubjectAltName\.uri: uri "company\.com\/accounts": it is not a URI with a scheme/],
    ['no URI', () => SubjectAltName.uri(undefined as never), /uri undefined: it is not text/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('two policies', () => {
  const policy = (chart: TeamChart, id: string, portName?: string): BackendTls => new BackendTls(chart, id, { ...MINIMAL, portName });

  test('for one Service are found at synth', () => {
    const chart = shopChart();
    const first = policy(chart, 'a');
    policy(chart, 'b');
    expect(Findings.of(chart)).toMatchObject([{
      code: 'GW024', severity: 'error', construct: 'shop/b', path: 'spec.targetRefs[0]',
      message: `BackendTLSPolicy ${first.name} is for every port of Service ecommerce-prod/accounts already; only the older of the two counts, and the other is not accepted`,
    }]);
  });

  test('for one port are found at synth', () => {
    const chart = shopChart();
    policy(chart, 'a', 'https');
    policy(chart, 'b', 'https');
    expect(Findings.of(chart).filter(({ severity }) => severity === 'error')).toMatchObject([{
      code: 'GW024', construct: 'shop/b', message: expect.stringMatching(/is for port "https" of Service ecommerce-prod\/accounts already/),
    }]);
  });

  test('for the Service and for a port of it stand side by side', () => {
    const chart = shopChart();
    policy(chart, 'a');
    policy(chart, 'b', 'https');
    policy(chart, 'c', 'admin');
    expect(Findings.of(chart).map(({ code, severity }) => [code, severity])).toEqual([['GW025', 'unknown'], ['GW025', 'unknown']]);
  });
});
