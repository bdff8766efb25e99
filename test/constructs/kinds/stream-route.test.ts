import { type ApiObject, App, Chart } from 'cdk8s';
import { GatewayDefaultScope, type StreamRouteSpec, TcpRoute, TlsRoute, UdpRoute } from '../../../src';

interface Made {
  readonly kind: string;
  /** What the kind needs beside rules. */
  readonly more: object;
  make(spec: object): ApiObject;
}

const chart = (): Chart => new Chart(new App(), 'shop', { namespace: 'shop', disableResourceNameHashes: true });
const untyped = <T>(value: unknown): T => value as T;
const KINDS: [string, Made][] = [
  ['TcpRoute', { kind: 'TCPRoute', more: {}, make: (spec) => new TcpRoute(chart(), 'route', { spec: untyped(spec) }) }],
  ['UdpRoute', { kind: 'UDPRoute', more: {}, make: (spec) => new UdpRoute(chart(), 'route', { spec: untyped(spec) }) }],
  ['TlsRoute', { kind: 'TLSRoute', more: { hostnames: ['db.company.com'] }, make: (spec) => new TlsRoute(chart(), 'route', { spec: untyped(spec) }) }],
];
const backend = (more: object = {}): object => ({ name: 'db', port: 5432, ...more });
const rules = (...backendRefs: object[]): object => ({ rules: [{ backendRefs }] });

describe.each(KINDS)('%s', (construct, { kind, more, make }) => {
  test('every field of both channels is emitted as given', () => {
    const spec: StreamRouteSpec = {
      ...more,
      parentRefs: [{ group: 'g.io', kind: 'K', name: 'n', namespace: 'ns', sectionName: 'a.b', port: 443 }],
      rules: [{ name: 'all', backendRefs: [{ group: '', kind: 'Service', name: 'db', namespace: 'infra', port: 5432, weight: 1 }] }],
      useDefaultGateways: GatewayDefaultScope.NONE,
    };
    expect(make(spec).toJson()).toStrictEqual({
      apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata: { name: 'shop-route', namespace: 'shop' }, spec: JSON.parse(JSON.stringify(spec)),
    });
  });

  test.each<[object, string]>([
    [{}, 'spec.rules: it is required; write it'],
    [{ rules: [] }, 'spec.rules []: it is empty, and at least 1 entry is needed'],
    [{ rules: [{}, {}] }, 'it has 2 entries, and 1 is the limit'],
    [{ rules: [{}] }, 'spec.rules[0].backendRefs: it is required; write it'],
    [rules(), 'spec.rules[0].backendRefs []: it is empty, and at least 1 entry is needed'],
    [rules(...new Array<object>(17).fill(backend())), 'it has 17 entries, and 16 is the limit'],
    [{ rules: [{ matches: [], backendRefs: [backend()] }] }, 'spec.rules[0].matches []: the field is unknown; write one of backendRefs, name, or'],
    [{ rules: [{ name: 'A', backendRefs: [backend()] }] }, 'spec.rules[0].name "A": a name holds lower case letters'],
    [rules(backend({ port: undefined })), 'spec.rules[0].backendRefs[0].port: it is required; write the port of Service "db"'],
    [rules(backend({ port: 65_536 })), 'spec.rules[0].backendRefs[0].port 65536: it is outside 1 to 65535'],
    [rules(backend({ weight: 1_000_001 })), 'spec.rules[0].backendRefs[0].weight 1000001: it is outside 0 to 1000000'],
    [rules(backend({ filters: [] })), 'spec.rules[0].backendRefs[0].filters []: the field is unknown'],
    [{ ...rules(backend()), parentRefs: [{ name: 'a' }, { name: 'a' }] }, 'spec.parentRefs[0] refers to the same parent'],
    [{ ...rules(backend()), useDefaultGateways: 'Some' }, 'spec.useDefaultGateways "Some": it is none of the values'],
    [rules(backend({ weight: 0 })), 'spec.rules[0].backendRefs [{"name":"db","port":5432,"weight":0}]: every weight is 0'],
    [rules(backend({ group: 'core' })), 'spec.rules[0].backendRefs[0].group "core": no API group has this name'],
  ])('refuses %j', (spec, message) => {
    expect(() => make({ ...more, ...spec })).toThrow(message);
    expect(() => make({ ...more, ...spec })).toThrow(`[shop/route] ${construct}: spec`);
  });

  test('takes parents that differ by port, and backends of other kinds without a port', () => {
    const parentRefs = [{ name: 'a', port: 80 }, { name: 'a', port: 443 }];
    expect(make({ ...more, parentRefs, ...rules({ group: 'g.io', kind: 'Pool', name: 'db' }) }).toJson().spec).toMatchObject({ parentRefs });
  });
});

describe('hostnames of a TlsRoute', () => {
  const hostnames = (value: unknown) => (): ApiObject => KINDS[2][1].make({ hostnames: value, ...rules(backend()) });

  test.each<[unknown, string]>([
    [undefined, 'spec.hostnames: it is required; write it'],
    [[], 'spec.hostnames []: it is empty, and at least 1 entry is needed'],
    [['10.0.0.1'], 'spec.hostnames[0] "10.0.0.1": an IP address is not a hostname'],
    [['2001:db8::1'], 'spec.hostnames[0] "2001:db8::1": an IP address is not a hostname'],
    [['db.*.com'], 'spec.hostnames[0] "db.*.com": a wildcard stands only for whole first labels'],
    [['http://a<'], 'spec.hostnames[0] "http://a<": a hostname has no scheme'],
    [new Array(1025).fill('a.com'), 'it has 1025 entries, and 1024 is the limit'],
  ])('%#: refused', (value, message) => {
    expect(hostnames(value)).toThrow(message);
  });

  test('1024 of them are accepted', () => {
    expect(hostnames(new Array(1024).fill('*.company.com'))().toJson().spec.hostnames).toHaveLength(1024);
  });

  test('an address is said once, though it is a trap too', () => {
    expect(hostnames(['10.0.0.1'])).toThrow(/^\[shop\/route\] TlsRoute: spec\.hostnames\[0\] "10\.0\.0\.1": an IP address is not a hostname; [^\n]*$/);
  });
});
