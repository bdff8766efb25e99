import type { RunningGateway } from './harness/running-gateway';

/** What differs between implementations, for a company that is otherwise the same. */
export interface CompanyProfile {
  /** Port of the HTTPS listeners. */
  readonly https: number;
  /** Port of the listener that redirects. */
  readonly http: number;
  /** What a client sees that asks for a server name of no listener. */
  readonly unknownServerName: object;
  /** What becomes of a request for the shop's products on a connection that was made to the other team's hostname. */
  readonly misdirected: object;
}

const SHOP = 'shop.company.com';
const ANALYTICS = 'analytics.company.com';
const MOBILE = { 'X-Mobile-App': 'true' };

const SERVED = [
  { host: SHOP, path: '/mobile', headers: MOBILE, backend: 'ecommerce-prod/mobile-optimized-service:8080' },
  { host: SHOP, path: '/mobile/cart?size=L', headers: MOBILE, backend: 'ecommerce-prod/mobile-optimized-service:8080' },
  { host: ANALYTICS, path: '/dashboard', backend: 'analytics-prod/dashboard-service:3000' },
  { host: ANALYTICS, path: '/dashboard/', backend: 'analytics-prod/dashboard-service:3000' },
  { host: ANALYTICS, path: '/dashboard/sales/today', backend: 'analytics-prod/dashboard-service:3000' },
  { host: ANALYTICS, path: '/reports?export=pdf', backend: 'analytics-prod/report-export-service:8080' },
  { host: ANALYTICS, path: '/reports?year=2026&export=pdf', backend: 'analytics-prod/report-export-service:8080' },
];

const NOT_SERVED = [
  { why: 'no rule', host: SHOP, path: '/' },
  { why: 'above the prefix', host: SHOP, path: '/api' },
  { why: 'a prefix ends at a path element', host: SHOP, path: '/api/products-old' },
  { why: 'header missing', host: SHOP, path: '/mobile' },
  { why: 'header of another value', host: SHOP, path: '/mobile', headers: { 'X-Mobile-App': 'false' } },
  { why: 'header of another case', host: SHOP, path: '/mobile', headers: { 'X-Mobile-App': 'True' } },
  { why: 'a prefix ends at a path element', host: SHOP, path: '/mobiles', headers: MOBILE },
  { why: 'no rule', host: ANALYTICS, path: '/' },
  { why: 'a prefix ends at a path element', host: ANALYTICS, path: '/dashboards' },
  { why: 'query missing', host: ANALYTICS, path: '/reports' },
  { why: 'query of another value', host: ANALYTICS, path: '/reports?export=csv' },
  { why: 'below an exact path', host: ANALYTICS, path: '/reports/2026?export=pdf' },
  { why: 'path of the other team', host: SHOP, path: '/dashboard' },
  { why: 'path of the other team', host: SHOP, path: '/reports?export=pdf' },
  { why: 'path of the other team', host: ANALYTICS, path: '/api/products' },
  { why: 'path of the other team', host: ANALYTICS, path: '/mobile', headers: MOBILE },
  { why: 'unknown host on the connection of a known one', host: 'hr.company.com', sni: SHOP, path: '/api/products' },
];

/** Requests to the company of two teams, and what must come of each. */
export function companyRequests(gateway: () => RunningGateway, profile: CompanyProfile): void {
  const { https, http } = profile;

  test('the class is one of the implementation that runs', () => {
    expect(gateway().notes.filter((note) => note.startsWith('GatewayClass '))).toEqual([]);
  });

  test.each(SERVED)('$host$path is answered by $backend', async ({ backend, ...request }) => {
    expect(await gateway().send({ ...request, port: https })).toMatchObject({ status: 200, backend });
  });

  test.each(NOT_SERVED)('$host$path gets 404: $why', async ({ host, sni, path, headers }) => {
    expect(await gateway().send({ host, sni, path, headers, port: https })).toMatchObject({ status: 404, backend: undefined });
  });

  test('one in five requests for products goes to version 2', async () => {
    const counts = await gateway().sendMany({ host: SHOP, path: '/api/products', port: https }, 500);
    expectShares(counts, { 'ecommerce-prod/product-api-service:8080': 0.8, 'ecommerce-prod/product-api-v2-service:8080': 0.2 });
  });

  test('the product API sees the request as sent, and that it is a canary', async () => {
    const { seen } = await gateway().send({ host: SHOP, path: '/api/products/17?full=1', method: 'PUT', port: https });
    expect(seen).toMatchObject({ method: 'PUT', path: '/api/products/17?full=1', host: SHOP });
    expect(seen?.headers['x-traffic-type']).toBe('canary-testing');
  });

  test('the mobile backend sees no canary header', async () => {
    const { seen } = await gateway().send({ host: SHOP, path: '/mobile', headers: MOBILE, port: https });
    expect(seen?.headers).toMatchObject({ 'x-mobile-app': 'true' });
    expect(seen?.headers).not.toHaveProperty('x-traffic-type');
  });

  test.each([SHOP, ANALYTICS])('%s shows a certificate for itself alone', async (host) => {
    expect((await gateway().send({ host, port: https })).certificate).toEqual([host]);
  });

  test.each([`${SHOP}/api/products?page=2`, `${ANALYTICS}/dashboard`])('http://%s redirects to HTTPS', async (url) => {
    const [host] = url.split('/');
    const answer = await gateway().send({ host, path: url.slice(host.length), port: http });
    expect(answer).toMatchObject({ status: 301, backend: undefined, headers: { location: `https://${url}` } });
  });

  test.each(['hr.company.com', 'company.com', 'shop.company.com.example'])('%s is not served', async (host) => {
    expect(await gateway().send({ host, path: '/api/products', port: https })).toMatchObject(profile.unknownServerName);
  });

  test('the shop on a connection to analytics is answered by its owner or not at all', async () => {
    const request = { host: SHOP, sni: ANALYTICS, path: '/api/products', port: https };
    expect(await gateway().send(request)).toMatchObject(profile.misdirected);
  });
}

/** Each share within four standard deviations: a right split fails once in ten thousand runs. */
export function expectShares(counts: Map<string, number>, shares: Record<string, number>): void {
  expect([...counts.keys()].sort()).toEqual(Object.keys(shares).sort());
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  for (const [backend, share] of Object.entries(shares)) {
    const deviation = Math.sqrt(share * (1 - share) / total);
    expect(Math.abs((counts.get(backend) ?? 0) / total - share)).toBeLessThanOrEqual(4 * deviation);
  }
}
