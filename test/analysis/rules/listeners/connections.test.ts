import type { Manifest } from '../../../../src/manifest/manifest';
import { certificate, finding, found, gateway, gatewayClass, http, https, listenerSet, listening, route } from './judged';

const tls = (name: string, hostname: string): object => ({ name, port: 443, protocol: 'TLS', hostname, tls: { mode: 'Passthrough' } });
const DETECTS = gatewayClass('gateway.nginx.org/nginx-gateway-controller');

describe('GW130', () => {
  const pair = listening(https('wide', '*.a.com'), https('narrow', 'x.a.com'));

  test('a hostname under another listener\'s wildcard', () => {
    expect(found('GW130', [pair])).toStrictEqual([{
      severity: 'warning', name: 'edge', path: 'spec.listeners[1].hostname',
      message: '"x.a.com" of listener "narrow" is also among what is served on port 443 by listener "wide" (*.a.com): browsers carry requests for '
        + 'the one over on connections to the other, whose routes answer them, or nothing does; only an implementation that answers them with '
        + '421 prevents it (NGINX Gateway Fabric does)',
      fix: 'give the two certificates that have no hostname in common, or serve all of it with one listener',
    }]);
  });

  test('every wider one is named, once', () => {
    expect(found('GW130', [listening(https('all'), https('wide', '*.a.com'), https('narrow', 'x.y.a.com'))])).toEqual([
      finding('spec.listeners[1].hostname', /by listener "all" \(every hostname\)/),
      finding('spec.listeners[2].hostname', /by listener "wide" \(\*\.a\.com\) and listener "all" \(every hostname\)/),
    ]);
  });

  test('a known implementation is named', () => {
    expect(found('GW130', [gatewayClass('istio.io/gateway-controller'), pair])).toEqual([
      finding('spec.listeners[1].hostname', /; Istio does not answer them with 421 \(NGINX Gateway Fabric does\)$/),
    ]);
  });

  test('a listener for TLS beside one for HTTPS', () => {
    expect(found('GW130', [listening(https('wide', '*.a.com'), tls('narrow', 'x.a.com'))])).toHaveLength(1);
  });

  test('across the ListenerSets of a Gateway, at the narrower one', () => {
    const edge = gateway({ listeners: [https('wide', '*.a.com')], allowedListeners: { namespaces: { from: 'All' } } });
    expect(found('GW130', [edge, listenerSet(https('narrow', 'x.a.com'))])).toMatchObject([
      { name: 'set', message: expect.stringMatching(/by listener "wide" of Gateway edge \(\*\.a\.com\)/) },
    ]);
  });

  test('certificates that reach the other hostname', () => {
    expect(found('GW130', [certificate('wide-tls', ['*.a.com']), certificate('narrow-tls', ['x.a.com']), pair])).toHaveLength(1);
    expect(found('GW130', [certificate('wide-tls', ['b.a.com']), certificate('narrow-tls', ['*.a.com']), pair])).toHaveLength(1);
  });

  test.each<[string, Manifest[]]>([
    ['an implementation that answers 421', [DETECTS, pair]],
    ['certificates that keep them apart', [certificate('wide-tls', ['b.a.com']), certificate('narrow-tls', ['x.a.com']), pair]],
    ['other ports', [listening(https('wide', '*.a.com'), https('narrow', 'x.a.com', 'x', { port: 8443 }))]],
    ['other hostnames', [listening(https('one', 'a.com'), https('two', '*.a.com'))]],
    ['clear text', [listening(http({ hostname: '*.a.com' }), http({ name: 'narrow', hostname: 'x.a.com' }))]],
    ['TLS beside TLS', [listening(tls('wide', '*.a.com'), tls('narrow', 'x.a.com'))]],
    ['a ListenerSet that the Gateway does not take', [listening(https('wide', '*.a.com')), listenerSet(https('narrow', 'x.a.com'))]],
    ['a ListenerSet whose Gateway is not here', [listenerSet(https('wide', '*.a.com'), https('narrow', 'x.a.com'))]],
  ])('%s: nothing', (_, manifests) => {
    expect(found('GW130', manifests)).toEqual([]);
  });
});

describe('GW131', () => {
  const apart = listening(https('shop', 'shop.a.com'), https('api', 'api.a.com'));
  const shared = listening(https('shop', 'shop.a.com', 'tls'), https('api', 'api.a.com', 'tls'), https('web', 'web.a.com', 'tls'));

  test('each listener that shares a Secret with an earlier one', () => {
    expect(found('GW131', [shared])).toEqual([
      finding('spec.listeners[1].tls.certificateRefs', /^listener "api" \(api\.a\.com\): Secret infra\/tls is the certificate of it and of listener "shop" \(shop\.a\.com\) too/),
      finding('spec.listeners[2].tls.certificateRefs', /^listener "web" .* listener "shop"/),
    ]);
  });

  test('a certificate that is valid for another listener\'s hostname', () => {
    expect(found('GW131', [certificate('shop-tls', ['*.a.com']), apart])).toEqual([
      finding('spec.listeners[0].tls.certificateRefs', /its certificate is valid for that of listener "api" \(api\.a\.com\) too/),
    ]);
    expect(found('GW131', [certificate('api-tls', ['api.a.com', 'shop.a.com']), apart])).toMatchObject([{ path: 'spec.listeners[1].tls.certificateRefs' }]);
  });

  test.each<[string, Manifest[]]>([
    ['an implementation that answers 421', [DETECTS, shared]],
    ['certificates of their own', [certificate('shop-tls', ['shop.a.com']), certificate('api-tls', ['api.a.com']), apart]],
    ['certificates that are not known', [apart]],
    ['hostnames that overlap, which GW130 judges', [listening(https('wide', '*.a.com', 'tls'), https('shop', 'shop.a.com', 'tls'))]],
    ['a certificate for names that no listener has', [certificate('shop-tls', ['shop.a.com', 'old.a.com']), apart]],
    ['other ports', [listening(https('shop', 'shop.a.com', 'tls'), https('api', 'api.a.com', 'tls', { port: 8443 }))]],
    ['listeners for TLS alone', [listening(https('db', 'db.a.com', 'tls', { protocol: 'TLS' }), https('mq', 'mq.a.com', 'tls', { protocol: 'TLS' }))]],
  ])('%s: nothing', (_, manifests) => {
    expect(found('GW131', manifests)).toEqual([]);
  });
});

describe('GW142', () => {
  const pair = listening(http({ name: 'wide', hostname: '*.a.com' }), http({ name: 'narrow', hostname: '*.x.a.com' }), http({ name: 'all' }));
  const at = (hostnames: string[], ...sections: string[]): Manifest => route(hostnames, sections.map((sectionName) => ({ name: 'edge', sectionName })));

  test('a hostname that a closer listener takes', () => {
    expect(found('GW142', [pair, at(['y.a.com', 'y.x.a.com'], 'wide')])).toStrictEqual([{
      severity: 'warning', name: 'web', path: 'spec.hostnames[1]',
      message: 'requests for "y.x.a.com" on port 80 are for listener "narrow" (*.x.a.com) of Gateway infra/edge, which is closer than "wide" '
        + '(*.a.com); the route does not attach to it, and does not get them',
      fix: 'attach the route to "narrow" too, or leave the hostname out',
    }]);
  });

  test('once, where several listeners lose it', () => {
    expect(found('GW142', [pair, at(['y.x.a.com'], 'all', 'wide')])).toEqual([finding('spec.hostnames[0]', /closer than "all"/)]);
  });

  test.each<[string, Manifest]>([
    ['attached to the closer one too', at(['y.x.a.com'], 'wide', 'narrow')],
    ['attached to all listeners', route(['y.x.a.com'])],
    ['a hostname that no closer one takes', at(['y.a.com'], 'wide')],
    ['a wildcard that a closer one takes in part', at(['*.a.com'], 'wide')],
    ['no hostnames', route(undefined, [{ name: 'edge', sectionName: 'wide' }])],
  ])('%s: nothing', (_, manifest) => {
    expect(found('GW142', [pair, manifest])).toEqual([]);
  });

  test('listeners of other ports take nothing from it', () => {
    expect(found('GW142', [listening(http({ name: 'wide' }), http({ name: 'narrow', hostname: 'x.a.com', port: 8080 })), at(['x.a.com'], 'wide')])).toEqual([]);
  });

  test('a listener of a ListenerSet takes requests from the Gateway\'s', () => {
    const edge = gateway({ listeners: [http({ name: 'wide' })], allowedListeners: { namespaces: { from: 'All' } } });
    expect(found('GW142', [edge, listenerSet(http({ hostname: 'x.a.com' })), at(['x.a.com'], 'wide')])).toEqual([
      finding('spec.hostnames[0]', /listener "http" \(x\.a\.com\) of ListenerSet shop\/set/),
    ]);
  });
});
