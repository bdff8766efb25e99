import { App, Chart, Testing } from 'cdk8s';
import { Backend, OperatorChart, RoleScope, RouteMatch, TeamChart, TeamRoute } from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import { testGrant } from '../../util/grants';
import { type Json, routeWith, rulesOf, shopChart, specOf, web } from './shop';

const SECTION = (name: string, hostname: string | undefined, port = 443, protocol = 'HTTPS'): GrantData['sections'][number] =>
  ({ name, port, protocol, ...(hostname !== undefined && { hostname }) });

describe('a route and its grant', () => {
  test('the route is the HTTPRoute, with parent, hostnames and API defaults spelled out', () => {
    // GIVEN
    const chart = shopChart();

    // WHEN
    new TeamRoute(chart, 'mobile', {
      metadata: { name: 'mobile', labels: { app: 'mobile' } },
      rules: [{ matches: [RouteMatch.pathPrefix('/mobile')], backends: [Backend.service('mobile-optimized-service', 8080)] }],
    });

    // THEN
    expect(Testing.synth(chart)).toStrictEqual([{
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'mobile', namespace: 'ecommerce-prod', labels: { app: 'mobile' } },
      spec: {
        parentRefs: [{
          group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'gateway-system', name: 'company-gateway',
          sectionName: 'https-shop-company-com',
        }],
        hostnames: ['shop.company.com'],
        rules: [{
          matches: [{ path: { type: 'PathPrefix', value: '/mobile' } }],
          backendRefs: [{ group: '', kind: 'Service', name: 'mobile-optimized-service', port: 8080, weight: 1 }],
        }],
      },
    }]);
  });

  test.each([
    ['no role', () => new Chart(new App(), 'shop'), /^\[shop\/web\] TeamRoute: no role is bound to its scope.*put it in a TeamChart/],
    ['the operator\'s role', () => new OperatorChart(new App(), 'edge', { namespace: 'x' }), /it stands in a scope of the cluster operator/],
  ])('a scope with %s is refused', (_, scope, message) => {
    expect(() => new TeamRoute(scope(), 'web', { rules: [{ backends: [web()] }] })).toThrow(message);
  });

  test('a scope that is no chart is refused', () => {
    const app = new App();
    RoleScope.team(app, [testGrant()]);
    expect(() => new TeamRoute(app, 'web', { rules: [{ backends: [web()] }] })).toThrow(/\[web\] TeamRoute: it stands in no chart/);
  });

  test('a refused route leaves nothing in the tree', () => {
    const chart = shopChart();
    expect(() => new TeamRoute(chart, 'web', { rules: [] })).toThrow(/\[shop\/web\] TeamRoute: rules \[\]: a route has at least one rule/);
    expect(chart.node.children).toEqual([]);
  });

  test.each([
    [undefined, /props undefined: it is not an object/],
    [{}, /rules undefined: a route has at least one rule/],
    [{ rules: [undefined] }, /rules\[0\] undefined: it is not an object/],
    [{ rules: [{ backends: [{}] }] }, /rules\[0\]\.backends\[0\] \{\}: it is not a Backend/],
    [{ rules: [{ backends: 'web' }] }, /rules\[0\]\.backends "web": it is not a list/],
    [{ rules: [{ backends: [web()], matches: '/' }] }, /rules\[0\]\.matches "\/": it is not a list/],
    [{ rules: [{ backends: [web()], filters: 'x' }] }, /rules\[0\]\.filters "x": it is not a list/],
    [{ rules: [{ backends: [web()], matches: ['/'] }] }, /rules\[0\]\.matches\[0\] "\/": it is not a RouteMatch/],
    [{ rules: [{ backends: [web()], filters: [{}] }] }, /rules\[0\]\.filters\[0\] \{\}: it is not a RouteFilter/],
    [{ rules: [{ backends: [web()] }], metadata: 'web' }, /metadata "web": it is not an object/],
    [{ rules: [{ backends: [web()] }], grant: {} }, /grant \{\}: it is not a TeamGrant/],
    [{ rules: [{ backends: [web()] }], hostnames: 'shop.company.com' }, /hostnames "shop\.company\.com": a route claims at least one/],
  ])('%j is refused in words', (props, message) => {
    expect(() => new TeamRoute(shopChart(), 'web', props as never)).toThrow(message);
  });

  test('a name of 300 characters is refused', () => {
    expect(() => routeWith({}, { metadata: { name: 'a'.repeat(300) } })).toThrow(/metadata\.name .*300 characters, and 253 is the limit/);
  });

  test('a second construct of one id is refused', () => {
    const chart = shopChart();
    new TeamRoute(chart, 'web', { rules: [{ backends: [web()] }] });
    expect(() => new TeamRoute(chart, 'web', { rules: [{ backends: [web()] }] })).toThrow(/already holds a construct named "web"/);
  });

  test('a route kind that was not granted is refused', () => {
    expect(() => routeWith({}, {}, testGrant({ routeKinds: ['GRPCRoute'] }))).toThrow(/does not admit HTTPRoute \(only GRPCRoute\)/);
  });
});

describe('several grants', () => {
  const staging = testGrant({ namespaces: ['ecommerce-staging'], gateway: { name: 'staging', namespace: 'gateway-system' } });
  const prod = testGrant();

  test('which one is meant has to be said, and the error lists them', () => {
    expect(() => new TeamRoute(shopChart(prod, staging), 'web', { rules: [{ backends: [web()] }] })).toThrow(
      /holds 2 grants \(team "ecommerce" on gateway gateway-system\/company-gateway for shop\.company\.com from ecommerce-prod; team .*staging.*\), and grant names none/);
  });

  test('the named one decides gateway and namespace', () => {
    const route = new TeamRoute(shopChart(prod, staging), 'web', { grant: staging, rules: [{ backends: [web()] }] });
    expect(route.metadata.namespace).toBe('ecommerce-staging');
    expect(specOf(route).parentRefs).toEqual([expect.objectContaining({ name: 'staging' })]);
  });

  test('one of another scope is refused', () => {
    expect(() => routeWith({}, { grant: staging }, prod)).toThrow(/grant \(team "ecommerce" on gateway gateway-system\/staging.*is not one of its scope's/);
  });
});

describe('namespace', () => {
  const both = testGrant({ namespaces: ['ecommerce-a', 'ecommerce-b'] });

  test('of several the route names one', () => {
    expect(() => routeWith({}, {}, both)).toThrow(/for several namespaces, and none is named; write metadata\.namespace "ecommerce-a" or "ecommerce-b"/);
    expect(routeWith({}, { metadata: { namespace: 'ecommerce-b' } }, both).metadata.namespace).toBe('ecommerce-b');
  });

  test('the chart\'s is the default', () => {
    const chart = new TeamChart(new App(), 'shop', { grants: [both], namespace: 'ecommerce-b' });
    expect(new TeamRoute(chart, 'web', { rules: [{ backends: [web()] }] }).metadata.namespace).toBe('ecommerce-b');
  });

  test('one that was not granted is refused', () => {
    expect(() => routeWith({}, { metadata: { namespace: 'analytics-prod' } })).toThrow(
      /metadata\.namespace "analytics-prod": it is not granted to the team on this gateway; write metadata\.namespace "ecommerce-prod"/);
  });
});

describe('hostnames and sections', () => {
  const two = testGrant({
    sections: [SECTION('https-shop', 'shop.company.com'), SECTION('https-apps', '*.apps.company.com')],
    hostnames: [
      { hostname: 'shop.company.com', sections: ['https-shop'], prefixes: ['/'] },
      { hostname: '*.apps.company.com', sections: ['https-apps'], prefixes: ['/'] },
    ],
  });
  const sectionsOf = (route: TeamRoute): unknown[] => (specOf(route).parentRefs as Json[]).map(({ sectionName }) => sectionName);

  test('hostnames on several sections give one parent each', () => {
    const route = routeWith({}, {}, two);
    expect(specOf(route).hostnames).toEqual(['shop.company.com', '*.apps.company.com']);
    expect(sectionsOf(route)).toEqual(['https-shop', 'https-apps']);
  });

  test('a chosen hostname brings only its own section', () => {
    const route = routeWith({}, { hostnames: ['cart.apps.company.com'] }, two);
    expect(specOf(route).hostnames).toEqual(['cart.apps.company.com']);
    expect(sectionsOf(route)).toEqual(['https-apps']);
  });

  test.each([
    [['www.company.com'], /hostnames\[0\] "www\.company\.com": it is not granted to the team; write one of "shop\.company\.com", "\*\.apps/],
    [['*.company.com'], /"\*\.company\.com": it is not granted/],
    [['apps.company.com'], /"apps\.company\.com": it is not granted/],
    [['https://shop.company.com'], /a hostname has no scheme; write "shop\.company\.com"/],
    [['Shop.company.com'], /lower case/],
    [['shop.company.com', 'shop.company.com'], /hostnames\[1\] .*twice/],
    [[], /hostnames \[\]: a route claims at least one hostname; leave it out for all/],
  ])('%j is refused', (hostnames, message) => {
    expect(() => routeWith({}, { hostnames }, two)).toThrow(message);
  });

  test('a hostname that no section serves is refused', () => {
    const broken = testGrant({ hostnames: [{ hostname: 'shop.company.com', sections: ['gone'], prefixes: ['/'] }] });
    expect(() => routeWith({}, {}, broken)).toThrow(/"shop\.company\.com" is served by no section of the grant; have the operator publish/);
  });

  test('a hostname that another section of the route would serve in clear text is refused', () => {
    const mixed = testGrant({
      sections: [SECTION('https-shop', 'shop.company.com'), SECTION('http', '*.company.com', 80, 'HTTP')],
      hostnames: [
        { hostname: 'shop.company.com', sections: ['https-shop'], prefixes: ['/'] },
        { hostname: 'status.company.com', sections: ['http'], prefixes: ['/'] },
      ],
    });
    expect(() => routeWith({}, {}, mixed)).toThrow(
      /hostname "shop\.company\.com" would be served on section "http" \(HTTP 80\) too.*hostnames: \["shop\.company\.com"\]/);
    expect(sectionsOf(routeWith({}, { hostnames: ['shop.company.com'] }, mixed))).toEqual(['https-shop']);
  });

  test('a wildcard beside an exact hostname of one port attaches to both', () => {
    const wild = testGrant({
      sections: [SECTION('https-wild', '*.company.com'), SECTION('https-shop', 'shop.company.com')],
      hostnames: [
        { hostname: '*.company.com', sections: ['https-wild'], prefixes: ['/'] },
        { hostname: 'shop.company.com', sections: ['https-shop'], prefixes: ['/'] },
      ],
    });
    expect(sectionsOf(routeWith({}, {}, wild))).toEqual(['https-wild', 'https-shop']);
    expect(sectionsOf(routeWith({}, { hostnames: ['shop.company.com'] }, wild))).toEqual(['https-shop']);
  });
});

describe('a grant of path prefixes', () => {
  const limited = testGrant({
    hostnames: [{ hostname: 'shop.company.com', sections: ['https-shop-company-com'], prefixes: ['/api', '/cart/'] }],
  });

  test.each([
    RouteMatch.pathPrefix('/api'), RouteMatch.pathPrefix('/api/'), RouteMatch.pathExact('/api/v1'), RouteMatch.pathPrefix('/cart'),
  ])('a path under one of them is fine', (match) => {
    expect(rulesOf(routeWith({ matches: [match] }, {}, limited))[0].matches).toEqual([match._data()]);
  });

  test.each([
    ['a path beside it', RouteMatch.pathPrefix('/apis'), /matches\[0\]: path "\/apis" is not there, and "shop\.company\.com" is granted under "\/api", "\/cart\/" only/],
    ['a path above it', RouteMatch.pathPrefix('/'), /it takes every path/],
    ['a match without a path', RouteMatch.anyPath(), /it takes every path/],
    ['an exact path outside', RouteMatch.pathExact('/'), /path "\/" is not there/],
    ['a regular expression', RouteMatch.pathRegex('/api/.*'), /the regular expression "\/api\/\.\*" cannot be held to a prefix, .*"\/api", "\/cart\/" only/],
  ])('%s is refused', (_, match, message) => {
    expect(() => routeWith({ matches: [match] }, {}, limited)).toThrow(message);
  });

  test('a rule without matches is refused', () => {
    expect(() => routeWith({}, {}, limited)).toThrow(/rules\[0\]\.matches\[0\]: it takes every path/);
  });

  test('every hostname of the route counts', () => {
    const mixed = testGrant({
      sections: [SECTION('https', '*.company.com')],
      hostnames: [
        { hostname: 'shop.company.com', sections: ['https'], prefixes: ['/'] },
        { hostname: 'www.company.com', sections: ['https'], prefixes: ['/shop'] },
      ],
    });
    expect(() => routeWith({ matches: [RouteMatch.pathPrefix('/cart')] }, {}, mixed)).toThrow(/"www\.company\.com" is granted under "\/shop" only/);
    expect(specOf(routeWith({ matches: [RouteMatch.pathPrefix('/cart')] }, { hostnames: ['shop.company.com'] }, mixed)).hostnames)
      .toEqual(['shop.company.com']);
  });
});

describe('addRule', () => {
  test('adds a rule after the others', () => {
    const route = routeWith({ matches: [RouteMatch.pathPrefix('/a')] });
    route.addRule({ name: 'b', matches: [RouteMatch.pathPrefix('/b')], backends: [web()] });
    expect(rulesOf(route).map(({ name, matches }) => [name, matches])).toEqual([
      [undefined, [{ path: { type: 'PathPrefix', value: '/a' } }]],
      ['b', [{ path: { type: 'PathPrefix', value: '/b' } }]],
    ]);
  });

  test('a refused rule leaves the route as it was, and messages count on', () => {
    const route = routeWith({ name: 'a' });
    const before = route.toJson();
    expect(() => route.addRule({ name: 'a', backends: [web()] })).toThrow(/\[shop\/web\] TeamRoute: spec\.rules\[1\].*same name/);
    expect(() => route.addRule({})).toThrow(/rules\[1\] has no backends/);
    expect(route.toJson()).toEqual(before);
  });
});
