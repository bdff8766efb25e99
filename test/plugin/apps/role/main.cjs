const {
  Backend, ClusterProfile, GatewayApp, GatewayInfrastructure, Implementation, Listener, OperatorChart, PlatformChart, RouteMatch,
  SharedGateway, Team, TeamChart, TeamRoute, TlsCertificate,
} = require('cdk8s-gateway');

const app = new GatewayApp();
const platform = new PlatformChart(app, 'platform', { cluster: ClusterProfile.aks({ networkPlugin: 'cilium' }) });
const infrastructure = new GatewayInfrastructure(platform, 'edge-class', { implementation: Implementation.envoyGateway() });
const edge = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
const gateway = new SharedGateway(edge, 'edge', {
  infrastructure,
  listeners: [Listener.https('store.example.com', { certificate: TlsCertificate.fromSecret('store-example-com') })],
});
const grant = gateway.admit(new Team('store'), { namespaces: ['store'], hostnames: ['store.example.com'] });
new TeamRoute(new TeamChart(app, 'store', { grants: [grant] }), 'shelves', {
  rules: [{ matches: [RouteMatch.pathPrefix('/catalog')], backends: [Backend.service('catalog', 80)] }],
});
app.synth();
