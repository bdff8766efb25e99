import { ApiObject } from 'cdk8s';
import { Backend, HeaderMatch, type HttpMethod, QueryMatch, RouteMatch, type RouteRule, TeamRoute } from '../../src';
import { httpRouteProblems } from '../../src/manifest/http-route-checks';
import { shopChart, specOf } from '../constructs/routes/shop';
import { answer, candidates, HTTP, type HttpMatch, type HttpRequest, type RouteOf } from '../manifest/sharding/evaluator';
import * as generate from '../manifest/sharding/random';
import { Random } from '../manifest/sharding/random';
import { testGrant } from '../util/grants';

const ROUTES = 60;
const REQUESTS = 40;
const HOSTNAMES = Array.from({ length: 18 }, (_, n) => `h${n}.company.com`);
const grant = testGrant({
  sections: [{ name: 'https', port: 443, protocol: 'HTTPS', hostname: '*.company.com' }],
  hostnames: HOSTNAMES.map((hostname) => ({ hostname, sections: ['https'], prefixes: ['/'] })),
});
// Enough paths that few rules tie, and few enough that requests find several rules.
const PATHS = ['/', ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].flatMap((name) => [`/${name}`, `/${name}/x`, `/${name}/y`, `/${name}/x/z`])];

function match(random: Random): HttpMatch {
  return {
    path: { type: random.oneOf(['Exact', 'PathPrefix']), value: random.oneOf(PATHS) },
    ...(random.chance(30) && { method: random.oneOf(['GET', 'POST']) }),
    ...(random.chance(30) && { headers: [{ type: 'Exact', name: 'x', value: random.oneOf(['1', '2']) }] }),
    ...(random.chance(20) && { queryParams: [{ type: 'Exact', name: 'q', value: random.oneOf(['1', '2']) }] }),
  };
}

/** A match as a team writes it. */
function written({ path, method, headers = [], queryParams = [] }: HttpMatch): RouteMatch {
  const options = {
    ...(method !== undefined && { method: method as HttpMethod }),
    headers: headers.map(({ name, value }) => HeaderMatch.exact(name, value)),
    queries: queryParams.map(({ name, value }) => QueryMatch.exact(name, value)),
  };
  return path?.type === 'Exact' ? RouteMatch.pathExact(path.value!, options) : RouteMatch.pathPrefix(path!.value!, options);
}

function ruleOf(matches: readonly HttpMatch[], name: string): RouteRule {
  return { matches: matches.map(written), backends: [Backend.service(name, 8080)] };
}

function request(random: Random): HttpRequest {
  return { ...generate.httpRequest(random), host: random.oneOf(HOSTNAMES), path: random.oneOf(PATHS) };
}

/** The routes that a team's route is, as they are emitted. */
function emitted(route: TeamRoute): RouteOf<HttpMatch>[] {
  return route.node.findAll().filter((node): node is ApiObject => ApiObject.isApiObject(node))
    .map((part) => specOf(part) as unknown as RouteOf<HttpMatch>);
}

/** Rules of up to 80 matches: mostly few, some beyond the limit of a rule. */
function matchLists(random: Random): HttpMatch[][] {
  return Array.from({ length: 17 + random.below(20) }, () =>
    Array.from({ length: random.chance(3) ? 65 + random.below(16) : 1 + random.below(3) }, () => match(random)));
}

/** Some of the rules are added later. */
function routeOf(random: Random, rules: RouteRule[], hostnames: string[]): TeamRoute {
  const first = 1 + random.below(rules.length);
  const route = new TeamRoute(shopChart(grant), 'web', { hostnames, rules: rules.slice(0, first) });
  rules.slice(first).forEach((rule) => route.addRule(rule));
  return route;
}

test('the routes of a TeamRoute are within the limits, and answer each request as one route of all rules would, however old each is', () => {
  const random = new Random(21);
  let several = 0;
  let refused = 0;
  for (let number = 0; number < ROUTES; number++) {
    const lists = matchLists(random);
    const hostnames = HOSTNAMES.slice(0, random.oneOf([1, 16, 17, 18]));
    const names = lists.map((_, i) => `backend-${i}`);
    const whole = { hostnames, rules: lists.map((matches, i) => ({ matches, backendRefs: [{ name: names[i] }] })) };
    let parts: RouteOf<HttpMatch>[];
    try {
      parts = emitted(routeOf(random, lists.map((matches, i) => ruleOf(matches, names[i])), hostnames));
    } catch (error) {
      expect(String(error)).toMatch(/it ties with .* of a route \(Gateway API v1\.6\.1, HTTPRouteSpec\)/s);
      refused++;
      continue;
    }
    several += parts.length > 1 ? 1 : 0;
    expect(parts.flatMap(httpRouteProblems)).toEqual([]);
    for (const asked of Array.from({ length: REQUESTS }, () => request(random))) {
      const dialect = generate.dialect(random);
      const ages = random.shuffled(parts.map((_, created) => ({ created, name: 'route' })));
      expect(answer(candidates(HTTP, parts, asked, dialect), ages))
        .toEqual(answer(candidates(HTTP, [whole], asked, dialect), [{ created: 0, name: 'route' }]));
    }
  }
  expect(refused).toBeLessThan(ROUTES / 2);
  expect(several).toBeGreaterThan(ROUTES / 2);
});
