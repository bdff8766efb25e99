import { checkEntries } from '../../../src/analysis/check-entries';
import type { Bundle } from '../../../src/manifest/bundles';
import type { Finding } from '../../../src/manifest/finding';

const GROUP = 'gateway.networking.k8s.io';
const bundle = (version: string, channel: Bundle['channel'] = 'standard', cluster = 'eks'): Bundle => ({ cluster, version, channel });

/** Code, path, message and fix of all that is said of an object. */
function said(apiVersion: string, kind: string, spec: object, ...bundles: Bundle[]): (string | undefined)[][] {
  const manifest = { apiVersion, kind, metadata: { name: 'x', namespace: 'shop' }, spec };
  return checkEntries([{ manifest, bundles }], { channel: 'standard' })
    .filter(({ code }) => ['GW001', 'GW002', 'GW005'].includes(code))
    .map(({ code, path, message, fix }: Finding) => [code, path, message, fix]);
}

const httpRoute = (rule: object, ...bundles: Bundle[]): ReturnType<typeof said> => said(`${GROUP}/v1`, 'HTTPRoute', { rules: [rule] }, ...bundles);
const streamRoute = { rules: [{ backendRefs: [{ name: 'db', port: 5432 }] }] };

describe('kinds', () => {
  test('a kind of the other channel names that channel and its release', () => {
    expect(said(`${GROUP}/v1alpha2`, 'TCPRoute', streamRoute, bundle('1.4'))).toStrictEqual([['GW005', 'kind',
      'TCPRoute is not in the standard channel of Gateway API 1.4, which cluster "eks" has installed; '
      + 'it is in the experimental channel from 1.0 and in the standard channel from 1.6',
      'install that bundle and give the profile gatewayApiVersion: "1.6", or leave the TCPRoute out']]);
  });

  test('a kind that only the experimental channel has', () => {
    expect(said('gateway.networking.x-k8s.io/v1alpha1', 'XMesh', { controllerName: 'a.com/b' }, bundle('1.6'))).toStrictEqual([['GW005', 'kind',
      'XMesh is not in the standard channel of Gateway API 1.6, which cluster "eks" has installed; it is in the experimental channel from 1.4',
      'install that bundle and give the profile gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL, or leave the XMesh out']]);
  });

  test('a kind that is gone names what took its place', () => {
    expect(said('gateway.networking.x-k8s.io/v1alpha1', 'XListenerSet', {}, bundle('1.6', 'experimental'))).toStrictEqual([['GW005', 'kind',
      'XListenerSet is not in the experimental channel of Gateway API 1.6, which cluster "eks" has installed; '
      + 'it is in the experimental channel from 1.3 to 1.4', 'write a ListenerSet, which took its place']]);
  });

  test('other kinds are not its business', () => {
    expect(said('example.com/v1', 'TCPRoute', {}, bundle('1.0'))).toStrictEqual([]);
  });
});

describe('versions', () => {
  test('a version that is too new names the one that is served, and who serves it', () => {
    expect(said(`${GROUP}/v1`, 'TLSRoute', { hostnames: ['a.com'], ...streamRoute }, bundle('1.4', 'experimental'))).toStrictEqual([['GW005',
      'apiVersion', 'gateway.networking.k8s.io/v1 of TLSRoute is not served by the experimental channel of Gateway API 1.4, '
      + 'which cluster "eks" has installed; it is in both channels from 1.5',
      'write gateway.networking.k8s.io/v1alpha3 or gateway.networking.k8s.io/v1alpha2, '
      + 'or install that bundle and give the profile gatewayApiVersion: "1.5"']]);
  });

  test('a version that is no longer served', () => {
    const grant = { from: [{ group: GROUP, kind: 'HTTPRoute', namespace: 'a' }], to: [{ group: '', kind: 'Service' }] };
    expect(said(`${GROUP}/v1alpha2`, 'ReferenceGrant', grant, bundle('1.4'))).toStrictEqual([['GW005', 'apiVersion',
      'gateway.networking.k8s.io/v1alpha2 of ReferenceGrant is not served by the standard channel of Gateway API 1.4, '
      + 'which cluster "eks" has installed; it is in both channels from 1.0 to 1.1', 'write gateway.networking.k8s.io/v1beta1']]);
  });

  test('a version that never was', () => {
    expect(said(`${GROUP}/v3`, 'HTTPRoute', {}, bundle('1.6'))).toStrictEqual([['GW005', 'apiVersion',
      'gateway.networking.k8s.io/v3 of HTTPRoute is not served by the standard channel of Gateway API 1.6, which cluster "eks" has installed',
      'write gateway.networking.k8s.io/v1 or gateway.networking.k8s.io/v1beta1']]);
  });

  test('one whose fields are others is named as such', () => {
    expect(said(`${GROUP}/v1`, 'BackendTLSPolicy', {
      targetRefs: [{ group: '', kind: 'Service', name: 'a' }], validation: { hostname: 'a.com', wellKnownCACertificates: 'System' },
    }, bundle('1.0', 'experimental'))).toStrictEqual([['GW005', 'apiVersion', expect.any(String),
      'write gateway.networking.k8s.io/v1alpha2, whose fields are others, or install that bundle and give the profile gatewayApiVersion: "1.4"']]);
  });

  test('an older version that has no schema here is judged by the newest one', () => {
    const rules = [{ backendRefs: [{ name: 'api', port: 0 }] }];
    const spec = (port: number): object => ({ rules: [{ ...rules[0], backendRefs: [{ name: 'api', port }] }] });
    expect(said(`${GROUP}/v1alpha2`, 'GRPCRoute', spec(8080), bundle('1.0', 'experimental'))).toStrictEqual([]);
    expect(said(`${GROUP}/v1alpha2`, 'GRPCRoute', spec(0), bundle('1.0', 'experimental')))
      .toStrictEqual([['GW001', 'spec.rules[0].backendRefs[0].port', expect.any(String), expect.any(String)]]);
  });
});

describe('fields and values', () => {
  test('an experimental field on the standard channel is one finding, GW005', () => {
    expect(httpRoute({ retry: { attempts: 2 } }, bundle('1.6'))).toStrictEqual([['GW005', 'spec.rules[0].retry',
      'the field is not in the standard channel of Gateway API 1.6, which cluster "eks" has installed; it is in the experimental channel from 1.2',
      'install that bundle and give the profile gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL, or leave the field out']]);
  });

  test('a field that is younger than the bundle', () => {
    expect(httpRoute({ timeouts: { request: '1s' } }, bundle('1.1'))).toStrictEqual([['GW005', 'spec.rules[0].timeouts',
      'the field is not in the standard channel of Gateway API 1.1, which cluster "eks" has installed; '
      + 'it is in the experimental channel from 1.0 and in the standard channel from 1.2',
      'install that bundle and give the profile gatewayApiVersion: "1.2", or leave the field out']]);
  });

  test('a field inside a field', () => {
    const spec = { gatewayClassName: 'c', listeners: [{ name: 'h', port: 80, protocol: 'HTTP' }] };
    const infrastructure = { labels: { a: 'b' }, parametersRef: { group: 'a.com', kind: 'B', name: 'c' } };
    expect(said(`${GROUP}/v1`, 'Gateway', { ...spec, infrastructure }, bundle('1.0', 'experimental')).map(([code, path]) => [code, path]))
      .toStrictEqual([['GW005', 'spec.infrastructure.parametersRef']]);
    expect(said(`${GROUP}/v1`, 'Gateway', { ...spec, infrastructure }, bundle('1.0')).map(([code, path]) => [code, path]))
      .toStrictEqual([['GW005', 'spec.infrastructure']]);
  });

  test('a filter type and its field are one finding', () => {
    const filters = [{ type: 'ExternalAuth', externalAuth: { protocol: 'GRPC', backendRef: { name: 'auth', port: 9000 } } }];
    expect(httpRoute({ filters }, bundle('1.6'))).toStrictEqual([['GW005', 'spec.rules[0].filters[0].type',
      'the value "ExternalAuth" is not in the standard channel of Gateway API 1.6, which cluster "eks" has installed; '
      + 'it is in the experimental channel from 1.4',
      'install that bundle and give the profile gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL, or write another value']]);
  });

  test('a filter\'s field without its type is found too, in a backend', () => {
    const backendRefs = [{ name: 'api', port: 80, filters: [{ type: 'URLRewrite', cors: {}, urlRewrite: { hostname: 'a.com' } }] }];
    expect(httpRoute({ backendRefs }, bundle('1.4')).map(([code, path]) => [code, path]))
      .toStrictEqual([['GW005', 'spec.rules[0].backendRefs[0].filters[0].cors']]);
  });

  test('a value of an enum that came later', () => {
    const redirect = (statusCode: number): object => ({ filters: [{ type: 'RequestRedirect', requestRedirect: { statusCode } }] });
    expect(httpRoute(redirect(308), bundle('1.4'))).toStrictEqual([['GW005', 'spec.rules[0].filters[0].requestRedirect.statusCode',
      'the value 308 is not in the standard channel of Gateway API 1.4, which cluster "eks" has installed; it is in both channels from 1.5',
      'install that bundle and give the profile gatewayApiVersion: "1.5", or write another value']]);
    expect(httpRoute(redirect(301), bundle('1.4'))).toStrictEqual([]);
    expect(httpRoute(redirect(308), bundle('1.5'))).toStrictEqual([]);
  });

  test('what else is wrong stays GW001 and GW002', () => {
    expect(httpRoute({ retry: { attempts: 2 }, timeout: '1s', name: 'UPPER' }, bundle('1.6')).map(([code, path]) => [code, path])).toStrictEqual([
      ['GW001', 'spec.rules[0].name'], ['GW002', 'spec.rules[0].timeout'], ['GW005', 'spec.rules[0].retry'],
    ]);
  });

  test.each([
    ['null is no field', { retry: null }],
    ['a rule of another form', { retry: undefined, filters: 'none' }],
  ])('%s', (_, rule) => expect(httpRoute(rule, bundle('1.6')).filter(([code]) => code === 'GW005')).toStrictEqual([]));
});

describe('which bundles', () => {
  const retry = { retry: { attempts: 2 } };

  test('the experimental channel has it, from its release on', () => {
    expect(httpRoute(retry, bundle('1.2', 'experimental'))).toStrictEqual([]);
    expect(httpRoute(retry, bundle('1.1', 'experimental')).map(([code, path]) => [code, path])).toStrictEqual([['GW005', 'spec.rules[0].retry']]);
  });

  test('where none is known, the field is a warning as before', () => {
    const warning = [['GW002', 'spec.rules[0].retry', expect.stringMatching(/^only the experimental channel .* not known whether the cluster does$/), expect.any(String)]];
    expect(httpRoute(retry)).toStrictEqual(warning);
    expect(httpRoute(retry, bundle('1.7'))).toStrictEqual(warning);
    expect(httpRoute(retry, bundle('1.6', 'standard', 'generic'))).toStrictEqual(warning);
  });

  test('of several, each that lacks it is enough, and a place is named once', () => {
    const clusters = [bundle('1.6', 'experimental', 'new'), bundle('1.3', 'standard', 'old'), bundle('1.2', 'standard', 'older')];
    const found = httpRoute({ ...retry, name: 'a' }, ...clusters);
    expect(found.map(([code, path, message]) => [code, path, /cluster "(\w+)"/.exec(message!)?.[1]]))
      .toStrictEqual([['GW005', 'spec.rules[0].name', 'old'], ['GW005', 'spec.rules[0].retry', 'old']]);
  });
});
