import * as fs from 'node:fs';
import * as path from 'node:path';
import { Testing } from 'cdk8s';
import {
  Backend, CanaryRelease, ClusterProfile, GatewayApp, GatewayInfrastructure, Implementation, Isolation, Listener, NetworkPolicyProtocol, OperatorChart,
  PlatformChart, RouteMatch, SharedGateway, Team, TeamChart, TeamRoute, TlsCertificate, TrafficCheck,
} from 'cdk8s-gateway';
import { Deployment } from 'cdk8s-plus-28';

// What the programs beside this one repeat in their language: a Service of cdk8s-plus behind a route, a check of traffic, and a
// bad value.
const outdir = process.argv[2];
const app = new GatewayApp({ outdir: path.join(outdir, 'manifests'), contractsDir: path.join(outdir, 'contracts') });
const platform = new PlatformChart(app, 'platform', { cluster: ClusterProfile.aks({ networkPlugin: 'cilium' }) });
const infrastructure = new GatewayInfrastructure(platform, 'edge-class', { implementation: Implementation.envoyGateway() });
const edge = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
const gateway = new SharedGateway(edge, 'edge', {
  infrastructure,
  listeners: [Listener.https('store.example.com', { certificate: TlsCertificate.fromSecret('store-example-com') })],
});
const grant = gateway.admit(new Team('store'), {
  namespaces: ['store'],
  hostnames: ['store.example.com'],
  isolation: Isolation.INGRESS,
});
const store = new TeamChart(app, 'store', { grants: [grant] });

const deployment = new Deployment(store, 'catalog', { containers: [{ image: 'example.com/catalog:1', portNumber: 8080 }] });
const catalog = Backend.of(deployment.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] }), { weight: 3 });
new TeamRoute(store, 'shelves', { rules: [{ matches: [RouteMatch.pathPrefix('/catalog')], backends: [catalog] }] });
app.synth();

TrafficCheck.of(app).expectNone();
TrafficCheck.ofManifests(Testing.synth(store)).expectNone();
const check = TrafficCheck.ofYaml(`
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: cart, namespace: store }
spec:
  parentRefs: [{ name: edge }]
  rules: [{ timeouts: { request: 1s }, backendRefs: [{ name: cart, port: 80 }] }]
`, { implementation: 'traefik' });
check.expectNone({ exceptCodes: ['GW500'] });
const finding = check.expectFinding('GW500');
const found = [`${finding.code} ${finding.resource.name} ${finding.path} line ${finding.line}`];
try {
  check.expectNone();
} catch (error) {
  found.push(String(error)); // of what a method throws, jsii says the type too
}
const network = TrafficCheck.ofYaml('{ apiVersion: v1, kind: Pod, metadata: { name: cart, namespace: store } }')
  .network({ networkPlugin: 'cilium' });
network.canReach('store/cart', 'outside', 443, { protocol: NetworkPolicyProtocol.UDP });
try {
  network.cannotReach('store/cart', 'outside', 443);
} catch (error) {
  found.push(String(error));
}
fs.writeFileSync(path.join(outdir, 'check.txt'), found.join('\n'));

try {
  new CanaryRelease(store, 'products', {
    matches: [RouteMatch.pathPrefix('/products')],
    stable: Backend.service('catalog', 80),
    canary: Backend.service('catalog-v2', 80),
    weight: 120,
  });
} catch (error) {
  fs.writeFileSync(path.join(outdir, 'error.txt'), (error as Error).message);
}
