import {
  Backend, CanaryRelease, Destination, EgressNeeds, HeaderMatch, Pods, RouteFilter, RouteMatch, TeamChart, type TeamGrant,
  TeamRoute,
} from 'cdk8s-gateway';
import type { Construct } from 'constructs';

/** Team ecommerce: a canary of its product API, and a back end for its mobile app. */
export function ecommerce(app: Construct, grants: TeamGrant[]): void {
  const shop = new TeamChart(app, 'shop', { grants });

  const products = Backend.service('product-api-service', 8080, { pods: Pods.labelled({ app: 'product-api' }, 8080) });
  const productsV2 = Backend.service('product-api-v2-service', 8080, { pods: Pods.labelled({ app: 'product-api-v2' }, 8080) });
  const mobile = Backend.service('mobile-optimized-service', 8080, { pods: Pods.labelled({ app: 'mobile-optimized' }, 8080) });

  new CanaryRelease(shop, 'products', {
    metadata: { name: 'products' },
    matches: [RouteMatch.pathPrefix('/api/products')],
    stable: products,
    canary: productsV2,
    weight: 20,
    filters: [RouteFilter.addRequestHeaders({ 'X-Traffic-Type': 'canary-testing' })],
  });

  new TeamRoute(shop, 'mobile', {
    metadata: { name: 'mobile' },
    rules: [{
      matches: [RouteMatch.pathPrefix('/mobile', { headers: [HeaderMatch.exact('X-Mobile-App', 'true')] })],
      backends: [mobile],
    }],
  });

  new EgressNeeds(shop, 'egress', {
    destinations: [Destination.cidr('203.0.113.0/24', 443, { reason: 'card payments' })],
  });
}
