import * as path from 'node:path';
import { Duration } from 'cdk8s';
import {
  Backend, ClusterProfile, GatewayApp, GatewayInfrastructure, GuardMode, HeaderMatch, HttpMethod, Implementation, Listener,
  OperatorChart, PlatformChart, QueryMatch, RouteFilter, RouteMatch, type RouteRule, SharedGateway, SharedService, Subject,
  Team, TeamAccess, TeamChart, TeamRoute,
} from 'cdk8s-gateway';
import { expectShares } from './company-requests';
import { manifestsOf } from './harness/example-manifests';
import { describeGateway } from './harness/gateway-test';
import type { KubeObject } from './harness/kube-objects';

const HOST = 'api.example.com';
/** A hostname that two teams share, by path. */
const SHARED_HOST = 'www.example.com';
const PORT = 8000;

const service = (name: string, weight?: number): Backend => Backend.service(name, 80, { weight });
const to = (name: string): Pick<RouteRule, 'backends'> => ({ backends: [service(name)] });

const MATCHES: RouteRule[] = [
  { matches: [RouteMatch.pathPrefix('/v1')], ...to('prefix') },
  { matches: [RouteMatch.pathPrefix('/v1/users')], ...to('longer-prefix') },
  { matches: [RouteMatch.pathExact('/v1/users')], ...to('exact') },
  { matches: [RouteMatch.pathRegex('^/items/[0-9]+$')], ...to('regex') },
  { matches: [RouteMatch.pathPrefix('/notes')], ...to('reader') },
  { matches: [RouteMatch.pathPrefix('/notes', { method: HttpMethod.POST })], ...to('writer') },
  { matches: [RouteMatch.pathPrefix('/plan')], ...to('basic') },
  { matches: [RouteMatch.pathPrefix('/plan', { headers: [HeaderMatch.exact('user-tier', 'premium')] })], ...to('premium') },
  { matches: [RouteMatch.pathPrefix('/plan', { headers: [HeaderMatch.regex('user-tier', '^(gold|silver)$')] })], ...to('metal') },
  { matches: [RouteMatch.pathPrefix('/plan', { queries: [QueryMatch.exact('trial', 'yes')] })], ...to('trial') },
];

const FILTERS: RouteRule[] = [
  { matches: [RouteMatch.pathExact('/api/version')], filters: [RouteFilter.rewrite({ fullPath: '/version-info' })], ...to('echo') },
  { matches: [RouteMatch.pathPrefix('/strip')], filters: [RouteFilter.rewrite({ prefix: '/' })], ...to('echo') },
  { matches: [RouteMatch.pathPrefix('/move')], filters: [RouteFilter.rewrite({ prefix: '/moved' })], ...to('echo') },
  { matches: [RouteMatch.pathPrefix('/host')], filters: [RouteFilter.rewrite({ hostname: 'inner.example.com' })], ...to('echo') },
  {
    matches: [RouteMatch.pathPrefix('/headers')],
    filters: [
      RouteFilter.replaceRequestHeaders({ 'x-set': 'new' }),
      RouteFilter.addRequestHeaders({ 'x-add': 'new' }),
      RouteFilter.removeRequestHeaders(['x-secret']),
      RouteFilter.replaceResponseHeaders({ 'x-frame-options': 'DENY' }),
      RouteFilter.removeResponseHeaders(['x-test-drop']),
    ],
    ...to('echo'),
  },
  { matches: [RouteMatch.pathPrefix('/old')], filters: [RouteFilter.redirect({ hostname: 'new.example.com', port: 80, prefix: '/new', statusCode: 301 })] },
  { matches: [RouteMatch.pathPrefix('/away')], filters: [RouteFilter.redirect({ fullPath: '/here', port: 80 })] },
];

const BACKENDS: RouteRule[] = [
  { matches: [RouteMatch.pathPrefix('/weights')], backends: [service('three', 3), service('one', 1), service('none', 0)] },
  { matches: [RouteMatch.pathPrefix('/half-copied')], filters: [RouteFilter.mirror(service('copy'), { percent: 50 })], ...to('echo') },
  { matches: [RouteMatch.pathPrefix('/slow')], timeouts: { request: Duration.millis(500) }, ...to('echo') },
  { matches: [RouteMatch.pathPrefix('/shadow')], canary: { stable: service('stable'), canary: service('canary'), mirror: 100 } },
  { matches: [RouteMatch.pathPrefix('/taken')], backends: [Backend.service('ledger', 80, { namespace: 'accounts' })] },
];

/** One route of each form, of a team that uses one Service of another team by grant and one without. */
function synthesize(outdir: string): string[] {
  const manifests = path.join(outdir, 'manifests');
  const app = new GatewayApp({ outdir: manifests, contractsDir: path.join(outdir, 'contracts') });
  const platform = new PlatformChart(app, 'platform', { cluster: ClusterProfile.kind() });
  const infrastructure = new GatewayInfrastructure(platform, 'edge-class', { implementation: Implementation.envoyGateway() });
  const edge = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
  const gateway = new SharedGateway(edge, 'edge', { infrastructure, listeners: [Listener.http({ port: PORT })] });
  const teamOf = (name: string): Team => new Team(name, { subjects: [Subject.group(`team-${name}`)] });
  const [team, other] = [teamOf('api'), teamOf('accounts')];
  const ours = gateway.admit(team, { namespaces: ['api'], hostnames: [HOST] });
  const ourPart = gateway.admit(team, { namespaces: ['api'], hostnames: [SHARED_HOST], prefixes: ['/api'] });
  const theirs = gateway.admit(other, { namespaces: ['accounts'], hostnames: [SHARED_HOST], prefixes: ['/accounts'] });
  new TeamAccess(edge, 'api-access', { grants: [ours, ourPart], mode: GuardMode.ENFORCE });
  new TeamAccess(edge, 'accounts-access', { grants: [theirs], mode: GuardMode.ENFORCE });

  const accounts = new TeamChart(app, 'accounts', { grants: [theirs] });
  const shared = new SharedService(accounts, 'accounts', { service: service('accounts') });
  new TeamRoute(accounts, 'part', { rules: [{ matches: [RouteMatch.pathPrefix('/accounts')], ...to('accounts') }] });
  const part = new TeamChart(app, 'part', { grants: [ourPart] });
  new TeamRoute(part, 'part', { rules: [{ matches: [RouteMatch.pathPrefix('/api')], ...to('part') }] });
  const api = new TeamChart(app, 'api', { grants: [ours] });
  new TeamRoute(api, 'matches', { rules: MATCHES });
  new TeamRoute(api, 'filters', { rules: FILTERS });
  new TeamRoute(api, 'backends', {
    rules: [...BACKENDS, { matches: [RouteMatch.pathPrefix('/shared')], backends: [shared.grantTo(ours)] }],
  });
  app.synth();
  return [manifests];
}

/** What team accounts writes by hand for a hostname of team api; TeamAccess refuses it in a cluster, not here. */
const GRAB: KubeObject = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'grab', namespace: 'accounts' },
  spec: {
    parentRefs: [{ name: 'edge', namespace: 'gateway-system' }],
    hostnames: [HOST],
    rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/grabbed' } }], backendRefs: [{ name: 'grabber', port: 80 }] }],
  },
};

describeGateway('every form of a TeamRoute', () => [...manifestsOf(synthesize), GRAB], (gateway) => {
  const send = (url: string, options: object = {}) => gateway().send({ host: HOST, port: PORT, path: url, ...options });

  test.each([
    ['GET', '/v1', {}, 'prefix'],
    ['GET', '/v1/user', {}, 'prefix'],
    ['GET', '/v1/users', {}, 'exact'],
    ['GET', '/v1/users/7', {}, 'longer-prefix'],
    ['GET', '/items/42', {}, 'regex'],
    ['GET', '/notes', {}, 'reader'],
    ['POST', '/notes', {}, 'writer'],
    ['GET', '/plan', {}, 'basic'],
    ['GET', '/plan', { 'user-tier': 'premium' }, 'premium'],
    ['GET', '/plan', { 'User-Tier': 'gold' }, 'metal'],
    ['GET', '/plan', { 'user-tier': 'Premium' }, 'basic'],
    ['GET', '/plan?trial=yes', {}, 'trial'],
    ['GET', '/plan?trial=yes', { 'user-tier': 'premium' }, 'premium'],
  ])('%s %s with headers %j is answered by %s', async (method, url, headers, backend) => {
    expect(await send(url, { method, headers })).toMatchObject({ status: 200, backend: `api/${backend}:80` });
  });

  test.each([
    ['/api/users', 200, 'api/part:80'],
    ['/accounts/1', 200, 'accounts/accounts:80'],
    ['/other', 404, undefined],
  ])('two teams on one hostname: %s gets %i from %s', async (url, status, backend) => {
    expect(await send(url, { host: SHARED_HOST })).toMatchObject({ status, backend });
  });

  test('on a listener that two teams share the gateway serves any hostname to either: the admission policy has to refuse it', async () => {
    expect(await send('/grabbed')).toMatchObject({ status: 200, backend: 'accounts/grabber:80' });
  });

  test.each(['/items/42/parts', '/items/x', '/'])('%s matches nothing', async (url) => {
    expect(await send(url)).toMatchObject({ status: 404, backend: undefined });
  });

  test.each([
    ['/api/version?full=1', '/version-info?full=1'],
    ['/strip/a/b?c=d', '/a/b?c=d'],
    ['/strip', '/'],
    ['/move/a', '/moved/a'],
  ])('the backend sees %s as %s', async (url, seen) => {
    expect((await send(url)).seen).toMatchObject({ path: seen, host: HOST });
  });

  test('the backend sees the rewritten host', async () => {
    expect((await send('/host')).seen).toMatchObject({ path: '/host', host: 'inner.example.com' });
  });

  test('headers are set, added and removed on the way to the backend', async () => {
    const { seen } = await send('/headers', { headers: { 'x-set': 'old', 'x-add': 'old', 'x-secret': 'hidden' } });
    expect(seen?.headers).toMatchObject({ 'x-set': 'new', 'x-add': expect.stringMatching(/^old, ?new$/) });
    expect(seen?.headers).not.toHaveProperty('x-secret');
  });

  test('headers are set and removed on the way back', async () => {
    const { headers } = await send('/headers');
    expect(headers).toMatchObject({ 'x-frame-options': 'DENY' });
    expect(headers).not.toHaveProperty('x-test-drop');
    expect((await send('/host')).headers).toHaveProperty('x-test-drop');
  });

  test.each([
    ['/old/page?x=1', 301, 'http://new.example.com/new/page?x=1'],
    ['/away/page', 302, 'http://api.example.com/here'],
  ])('%s redirects with %i to %s', async (url, status, location) => {
    expect(await send(url)).toMatchObject({ status, backend: undefined, headers: { location } });
  });

  test('backends share by weight, and weight 0 gets nothing', async () => {
    const counts = await gateway().sendMany({ host: HOST, port: PORT, path: '/weights' }, 500);
    expectShares(counts, { 'api/three:80': 0.75, 'api/one:80': 0.25 });
  });

  test('half of the requests are copied', async () => {
    const answers = [];
    for (let i = 0; i < 200; i++) answers.push(await send('/half-copied'));
    expect(answers.every(({ backend }) => backend === 'api/echo:80')).toBe(true);
    await new Promise((late) => setTimeout(late, 500));
    const copied = answers.filter(({ mirrored }) => mirrored.length > 0).length;
    expect(Math.abs(copied / answers.length - 0.5)).toBeLessThanOrEqual(0.15);
  });

  test('a backend slower than the timeout gets 504', async () => {
    expect(await send('/slow', { headers: { 'x-test-delay': '1500' } })).toMatchObject({ status: 504 });
    expect(await send('/slow')).toMatchObject({ status: 200 });
  });

  test('a canary without weight gets copies, and answers nobody', async () => {
    const answer = await send('/shadow', { mirrors: 1 });
    expect(answer).toMatchObject({ status: 200, backend: 'api/stable:80', mirrored: [{ backend: 'api/canary:80' }] });
  });

  test('a Service of another team answers where its owner granted it', async () => {
    expect(await send('/shared')).toMatchObject({ status: 200, backend: 'accounts/accounts:80' });
  });

  test('a Service of another team that nobody granted stays out of reach', async () => {
    expect(await send('/taken')).toMatchObject({ status: 500, backend: undefined });
  });
});
