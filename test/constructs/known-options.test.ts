import { Testing } from 'cdk8s';
import { Backend, CanaryRelease, Destination, RouteFilter, RouteMatch, TeamChart, TeamRoute } from '../../src';
import { testGrant } from '../util/grants';

const shop = (): TeamChart => new TeamChart(Testing.app(), 'shop', { grants: [testGrant()] });
const web = Backend.service('web', 80);
const all = [RouteMatch.pathPrefix('/')];

test.each<[string, () => unknown, RegExp]>([
  ['an exception', () => Destination.cidr('10.0.0.0/8', 443, { reason: 'x', except: ['10.1.0.0/16'] } as never),
    /^Destination\.cidr: except is no option here, and would have no effect; write one of .*exceptions/],
  ['a namespace', () => Destination.namespace('a', 443, { ports: [1] } as never), /^Destination\.namespace: ports is no option here/],
  ['a condition', () => RouteMatch.pathPrefix('/a', { header: [] } as never), /^RouteMatch\.pathPrefix: header is no option .*headers, queries or method/],
  ['a rule', () => new TeamRoute(shop(), 'r', { rules: [{ match: all, backends: [web] } as never] }),
    /^\[shop\/r\] TeamRoute: rules\[0\]\.match is no option here, .*matches/],
  ['a route', () => new TeamRoute(shop(), 'r', { rules: [{ matches: all, backends: [web] }], hostname: 'a' } as never),
    /^\[shop\/r\] TeamRoute: hostname is no option here/],
  ['a release', () => new CanaryRelease(shop(), 'c', { match: all, stable: web, canary: web, weight: 1 } as never),
    /^\[shop\/c\] CanaryRelease: match is no option here, .*matches/],
])('a misspelled option of %s is refused: it would widen what it was meant to narrow', (_, make, message) => {
  expect(make).toThrow(message);
});

test.each<[string, () => unknown]>([
  ['replaced', () => RouteFilter.replaceRequestHeaders({ Host: 'x.com' })],
  ['added', () => RouteFilter.addRequestHeaders({ host: 'x.com' })],
  ['removed', () => RouteFilter.removeRequestHeaders(['HOST'])],
])('Host is not %s as a header, which gateways answer with 500', (_, make) => {
  expect(make).toThrow(/implementations refuse to edit Host as a header; write RouteFilter\.rewrite\(\{ hostname: '…' \}\)/);
});

test.each<[string, () => unknown]>([
  ['replaced', () => RouteFilter.replaceRequestHeaders({ ':authority': 'x.com' })],
  ['added', () => RouteFilter.addRequestHeaders({ ':Authority': 'x.com' })],
  ['removed', () => RouteFilter.removeRequestHeaders([':authority'])],
])('nor is the hostname of HTTP/2 %s', (_, make) => {
  expect(make).toThrow(/implementations refuse to edit :authority as a header; write RouteFilter\.rewrite\(\{ hostname: '…' \}\)/i);
});

test('a response may carry a header of that name', () => {
  expect(() => RouteFilter.replaceResponseHeaders({ Host: 'x.com' })).not.toThrow();
});
