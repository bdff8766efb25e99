import { type ApiObject, App } from 'cdk8s';
import { Construct } from 'constructs';
import { Acknowledge, Backend, Findings, HeaderMatch, Pods, RouteMatch, type RouteRule, TeamChart, TeamRoute } from '../../../src';
import { testGrant } from '../../util/grants';
import { apart, at, hosts, numbers, partsOf, paths, pathsIn, perHostname, routeOf, tying } from './route-part-cases';
import { type Json, rulesOf, specOf, web } from './shop';

describe('addRule', () => {
  test('across the limit adds a part, and leaves the others as they are', () => {
    const route = routeOf(apart(16), { metadata: { name: 'web' } });
    const before = specOf(route);
    route.addRule(at('/16'));
    const part = route.node.findChild('rules-2') as ApiObject;
    route.addRule(at('/17'));
    expect(specOf(route)).toStrictEqual(before);
    expect(route.node.children).toEqual([part]);
    expect([part.name, pathsIn(route)['rules-2']]).toEqual(['web-rules-2', ['/16', '/17']]);
  });

  test('of a rule that ties with another brings both into one part', () => {
    const route = routeOf(apart(16));
    route.addRule(at('/3'));
    expect(pathsIn(route)).toEqual({ '': paths(16).filter((path) => path !== '/3'), 'rules-2': ['/3', '/3'] });
  });

  test('takes a part away that has no rules left, and renames no other', () => {
    // GIVEN
    const rule = (...matches: RouteMatch[]): RouteRule => ({ matches, backends: [web()] });
    const exact = (count: number, under: string): RouteMatch[] => paths(count).map((path) => RouteMatch.pathExact(`/${under}${path}`));
    const shared = (name: string, value: string): RouteMatch => RouteMatch.pathExact('/shared', { headers: [HeaderMatch.exact(name, value)] });
    const route = routeOf([rule(...exact(64, 'a')), rule(...exact(62, 'b')), rule(shared('x', '1')), rule(shared('x', '2'), ...exact(63, 'c'))]);
    route.addRule(rule(RouteMatch.pathExact('/a/0'), RouteMatch.pathExact('/late')));
    const counts = (): [string, number[]][] => Object.entries(partsOf(route))
      .map(([id, { rules }]) => [id, (rules as Json[]).map(({ matches }) => (matches as object[]).length)]);
    expect(counts()).toEqual([['', [62, 1]], ['rules-2', [64]], ['rules-3', [64, 2]]]);

    // WHEN
    route.addRule(rule(shared('y', '1')));

    // THEN
    expect(counts()).toEqual([['', [62, 1, 64, 1]], ['rules-3', [64, 2]]]);
  });

  test('that is refused leaves every part as it was', () => {
    const route = routeOf([...tying(16), at('/own')]);
    const before = partsOf(route);
    expect(() => route.addRule(tying(17)[16])).toThrow(/spec\.rules\[17\] .*it ties with rules\[0\]/);
    expect(() => route.addRule({})).toThrow(/rules\[17\] has no backends/);
    expect(partsOf(route)).toStrictEqual(before);
  });

  test('is refused where a construct of another has the id of a part, before anything changes', () => {
    const route = routeOf(apart(16));
    new Construct(route, 'rules-2');
    expect(() => route.addRule(at('/16'))).toThrow(/\[shop\/web\] TeamRoute: its scope already holds a construct named "rules-2"/);
    expect(rulesOf(route)).toHaveLength(16);
  });
});

describe('what stands beside the routes', () => {
  const isolated = testGrant({ isolation: { ingress: true, egress: false } });
  const backend = (name: string): Backend => Backend.service(name, 8080, { pods: Pods.labelled({ app: name }, 8080) });

  test('policies are made once, below the route', () => {
    const route = routeOf(numbers(20).map((n) => at(`/${n}`, { backends: [backend(n < 18 ? 'web' : 'late')] })), {}, isolated);
    expect(route.node.findAll().map(({ node }) => node.id)).toEqual(['web', 'rules-2', 'gateway-to-web-8080', 'gateway-to-late-8080']);
    route.addRule(at('/20', { backends: [backend('last')] }));
    expect(route.node.children.map(({ node }) => node.id))
      .toEqual(['rules-2', 'gateway-to-web-8080', 'gateway-to-late-8080', 'gateway-to-last-8080']);
  });

  test('pods that are not known are told once', () => {
    expect(Findings.of(routeOf(apart(40), {}, isolated))).toMatchObject([{ code: 'GW040', construct: 'shop/web' }]);
  });

  test('parts are within the grant', () => {
    const grant = testGrant({ ...perHostname(hosts(20)), isolation: { ingress: false, egress: false } });
    const app = new App();
    new TeamRoute(new TeamChart(app, 'shop', { grants: [grant] }), 'web', { rules: apart(40) });
    expect(Findings.of(app)).toEqual([]);
  });

  test('an acknowledgement of the route is one of its parts', () => {
    const route = routeOf(apart(17));
    Acknowledge.finding(route, 'GW043', 'the Services come with another release');
    expect((route.node.findChild('rules-2') as ApiObject).metadata.toJson().annotations)
      .toEqual({ 'acknowledge.cdk8s-gateway.io/GW043': 'the Services come with another release' });
  });
});
