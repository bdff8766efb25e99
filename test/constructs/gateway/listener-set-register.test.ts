import { Testing } from 'cdk8s';
import { Listener, TeamChart, TeamListenerSet } from '../../../src';
import { delegatedGrant } from '../../util/grants';
import { https, secret } from './edge';

const grant = delegatedGrant({ delegation: { ports: [443, 8443], clearTextPorts: [8080] }, routeKinds: ['HTTPRoute', 'TLSRoute'] });
const other = delegatedGrant({ gateway: { name: 'other', namespace: 'gateway-system' } });

const at = (port: number, hostname: string): Listener => Listener.https(hostname, { certificate: secret('shop'), port });
const shop = (grants = [grant], app = Testing.app()): TeamChart => new TeamChart(app, 'shop', { grants });
const first = (chart: TeamChart): TeamListenerSet =>
  new TeamListenerSet(chart, 'first', { listeners: [https('shop.company.com')], grant });

describe('two sets of one gateway', () => {
  test('do not stand at one port for one hostname', () => {
    const chart = shop();
    first(chart);
    expect(() => new TeamListenerSet(chart, 'second', { listeners: [https('a.dev.company.com'), https('shop.company.com')] })).toThrow(
      '[shop/second] TeamListenerSet: listeners[1] "https-shop-company-com" (HTTPS 443, shop.company.com) and listener '
      + '"https-shop-company-com" (HTTPS 443, shop.company.com) of [shop/first] are of gateway "company-gateway", where they '
      + 'stand on one port for one hostname; remove one of them');
    expect(chart.node.tryFindChild('second')).toBeUndefined();
  });

  test('do not have clear text and TLS on one port, whatever the hostnames', () => {
    const forTls = delegatedGrant({ delegation: { ports: [8080], clearTextPorts: [] } });
    const chart = shop([grant, forTls]);
    new TeamListenerSet(chart, 'first', { grant, listeners: [Listener.http({ hostname: 'shop.company.com', port: 8080 })] });
    expect(() => new TeamListenerSet(chart, 'second', { grant: forTls, listeners: [at(8080, 'a.dev.company.com')] }))
      .toThrow(/listeners\[0\] .*\(HTTPS 8080, .* of \[shop\/first\] .* it is either clear text or TLS; give one another port$/);
  });

  test('do not have HTTPS and TLS on one port for one hostname', () => {
    const chart = shop();
    first(chart);
    expect(() => new TeamListenerSet(chart, 'second', { listeners: [Listener.tlsPassthrough('shop.company.com')] }))
      .toThrow(/of \[shop\/first\] .*stand on one port for one hostname/);
  });

  test('are told apart across charts of the app', () => {
    const app = Testing.app();
    first(shop([grant], app));
    const jobs = new TeamChart(app, 'jobs', { grants: [grant] });
    expect(() => new TeamListenerSet(jobs, 'second', { listeners: [https('shop.company.com')] })).toThrow(/of \[shop\/first\]/);
  });
});

test('other hostnames, other ports and other gateways are no clash', () => {
  const chart = shop([grant, other]);
  first(chart);
  expect(() => new TeamListenerSet(chart, 'second', {
    grant, listeners: [https('a.dev.company.com'), at(8443, 'shop.company.com'), Listener.http({ hostname: 'shop.company.com', port: 8080 })],
  })).not.toThrow();
  expect(() => new TeamListenerSet(chart, 'third', { grant: other, listeners: [https('shop.company.com')] })).not.toThrow();
});

test('a set that was removed, or never stood, keeps no place', () => {
  const chart = shop();
  first(chart);
  chart.node.tryRemoveChild('first');
  expect(() => first(chart)).not.toThrow();
  const refused = shop();
  expect(() => new TeamListenerSet(refused, 'x', { listeners: [https('shop.company.com'), https('shop.company.com')] })).toThrow(/one hostname/);
  expect(() => first(refused)).not.toThrow();
});
