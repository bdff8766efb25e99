import * as path from 'node:path';
import { ApiObject, type Chart } from 'cdk8s';
import {
  Backend, ClusterProfile, GatewayApp, GatewayInfrastructure, Implementation, Isolation, Listener, OperatorChart,
  PlatformChart, Pods, RouteMatch, SharedGateway, Team, TeamChart, type TeamGrant, TeamRoute, TlsCertificate,
} from 'cdk8s-gateway';
import * as kplus28 from 'cdk8s-plus-28';
import * as kplus34 from 'cdk8s-plus-34';
import type { Construct } from 'constructs';

function grantFor(app: Construct): TeamGrant {
  const platform = new PlatformChart(app, 'platform', { cluster: ClusterProfile.aks({ networkPlugin: 'cilium' }) });
  const implementation = Implementation.envoyGateway();
  const infrastructure = new GatewayInfrastructure(platform, 'edge-class', { implementation });
  const edge = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
  const gateway = new SharedGateway(edge, 'edge', {
    infrastructure,
    listeners: [Listener.https('store.example.com', { certificate: TlsCertificate.fromSecret('store-example-com') })],
  });
  return gateway.admit(new Team('store'), {
    namespaces: ['store'],
    hostnames: ['store.example.com'],
    isolation: Isolation.INGRESS,
  });
}

/** A Deployment and its Service, made with cdk8s-plus for Kubernetes 1.28. */
function catalog(chart: Chart): Backend {
  const deployment = new kplus28.Deployment(chart, 'catalog', {
    containers: [{ image: 'example.com/catalog:1', portNumber: 8080 }],
  });
  return Backend.of(deployment.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] }));
}

/** The same with cdk8s-plus for Kubernetes 1.34, in the same app. */
function cart(chart: Chart): Backend {
  const deployment = new kplus34.Deployment(chart, 'cart', {
    containers: [{ image: 'example.com/cart:1', portNumber: 8080 }],
  });
  const service = deployment.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
  return Backend.of(ApiObject.of(service), { pods: Pods.of(deployment) });
}

/** Deployments and Services of cdk8s-plus behind a shared gateway. Returns the folders to apply. */
export function synthesize(outdir: string): string[] {
  const manifests = path.join(outdir, 'manifests');
  const app = new GatewayApp({ outdir: manifests, contractsDir: path.join(outdir, 'contracts') });
  const store = new TeamChart(app, 'store', { grants: [grantFor(app)] });

  new TeamRoute(store, 'store', {
    rules: [
      { matches: [RouteMatch.pathPrefix('/catalog')], backends: [catalog(store)] },
      { matches: [RouteMatch.pathPrefix('/cart')], backends: [cart(store)] },
    ],
  });

  app.synth();
  return [manifests];
}

if (require.main === module) synthesize(process.argv[2] ?? 'out/plus');
