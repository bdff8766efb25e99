import * as path from 'node:path';
import { Duration } from 'cdk8s';
import {
  Backend, CanaryRelease, ClusterProfile, GatewayApp, GatewayInfrastructure, HeaderMatch, Implementation, Listener,
  OperatorChart, PlatformChart, ReleaseState, RouteFilter, RouteMatch, SharedGateway, Team, TeamChart, type TeamGrant,
  TeamRoute, TlsCertificate,
} from 'cdk8s-gateway';
import type { Construct } from 'constructs';

function grantForShop(app: Construct): TeamGrant {
  const platform = new PlatformChart(app, 'platform', { cluster: ClusterProfile.kind() });
  const infrastructure = new GatewayInfrastructure(platform, 'edge-class', { implementation: Implementation.envoyGateway() });
  const edge = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
  const gateway = new SharedGateway(edge, 'edge', {
    infrastructure,
    listeners: [Listener.https('api.example.com', { certificate: TlsCertificate.fromSecret('api-example-com') })],
  });
  return gateway.admit(new Team('shop'), { namespaces: ['shop'], hostnames: ['api.example.com'] });
}

/** Ways to release: by weight, by header, by mirror, promoted, rolled back. Returns the folders to apply. */
export function synthesize(outdir: string): string[] {
  const manifests = path.join(outdir, 'manifests');
  const app = new GatewayApp({ outdir: manifests, contractsDir: path.join(outdir, 'contracts') });
  const shop = new TeamChart(app, 'shop', { grants: [grantForShop(app)] });
  const service = (name: string): Backend => Backend.service(name, 8080);

  // 90/10, and testers see the new version always.
  new CanaryRelease(shop, 'users', {
    matches: [RouteMatch.pathPrefix('/users')],
    stable: service('users-v1'),
    canary: service('users-v2'),
    weight: 10,
    preview: HeaderMatch.exact('x-version', 'v2'),
    timeouts: { request: Duration.seconds(10) },
  });

  // The whole way: the new version takes everything, and the old one stays named for a quick way back.
  new CanaryRelease(shop, 'orders', {
    matches: [RouteMatch.pathPrefix('/orders')],
    stable: service('orders-v1'),
    canary: service('orders-v2'),
    weight: 50,
    state: ReleaseState.PROMOTED,
  });

  // Rolled back.
  new CanaryRelease(shop, 'search', {
    matches: [RouteMatch.pathPrefix('/search')],
    stable: service('search-v1'),
    canary: service('search-v2'),
    weight: 30,
    state: ReleaseState.ABORTED,
  });

  // A shadow: the new version sees a copy of each request, and answers nobody.
  new TeamRoute(shop, 'cart', {
    rules: [{
      matches: [RouteMatch.pathPrefix('/cart')],
      backends: [service('cart-v1')],
      filters: [RouteFilter.mirror(service('cart-v2'), { percent: 100 })],
    }],
  });

  app.synth();
  return [manifests];
}

if (require.main === module) synthesize(process.argv[2] ?? 'out/canary');
