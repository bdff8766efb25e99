/** What stands before the programs of docs/egress.md: an operator's scope, and a grant that isolates both ways. */
export const EGRESS_PREAMBLE = `
import { App } from 'cdk8s';
import {
  ClusterProfile, DefaultDenyAllowance, Destination, EgressBackend, EgressLockdown, GatewayInfrastructure, Implementation, Isolation, Listener,
  OperatorChart, PlatformChart, Pods, SharedGateway, Team, TlsCertificate,
} from 'cdk8s-gateway';
const app = new App();
const platform = new PlatformChart(app, 'platform', { cluster: ClusterProfile.eks({ networkPlugin: 'cilium' }) });
const infrastructure = new GatewayInfrastructure(platform, 'edge-class', { implementation: Implementation.envoyGateway() });
const edge = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
const gateway = new SharedGateway(edge, 'edge', {
  infrastructure, listeners: [Listener.https('orders.shop.example', { certificate: TlsCertificate.fromSecret('orders-tls') })],
});
const grant = gateway.admit(new Team('orders'), { namespaces: ['orders'], hostnames: ['orders.shop.example'], isolation: Isolation.BOTH });
`;
