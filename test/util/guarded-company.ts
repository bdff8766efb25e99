import { App, Testing } from 'cdk8s';
import {
  ClusterGuards, ClusterProfile, DefaultDenyAllowance, Destination, EgressBackend, EgressGateway, EgressHost, EgressLockdown, GatewayInfrastructure,
  GatewayIsolation, GuardMode, Implementation, Isolation, Listener, MeshMode, Neighbour, OperatorChart, PlatformChart, Pods, PolicyTier,
  SharedGateway, Team, TeamAccess, type TeamGrant, TeamIsolation, TeamNamespaces, TlsCertificate,
} from '../../src';
import type { Manifest } from '../../src/manifest/manifest';

const reason = 'tried';
const STRIPE = Destination.host('api.stripe.com', 443, { reason });
const BLOCK = Destination.cidr('203.0.113.0/24', 443, { reason, exceptions: ['203.0.113.7/32'] });
const ADDRESSES = [
  BLOCK, Destination.anywhere(8443, { reason }), Destination.kubernetesApi({ reason }), Destination.metadata({ reason }),
  Destination.workloadIdentity({ reason }), Destination.namespace('ledger', 5432),
];
const THROUGH = Destination.through({ proxyNamespace: 'old-egress', proxyLabels: { app: 'gw' }, proxyPort: 8444 }, STRIPE);

const BACKENDS: readonly (readonly [string, EgressBackend, readonly Destination[]])[] = [
  ['plain', EgressBackend.networkPolicy(), [...ADDRESSES, THROUGH]],
  ['cilium', EgressBackend.cilium({ version: '1.19' }), [...ADDRESSES, STRIPE]],
  ['admin', EgressBackend.clusterNetworkPolicy({ experimental: true }), [BLOCK, STRIPE]],
  ['baseline', EgressBackend.clusterNetworkPolicy({ tier: PolicyTier.BASELINE }), [BLOCK]],
  ['gke', EgressBackend.gkeFqdn(), [BLOCK, STRIPE]],
  ['eks', EgressBackend.eksAuto(), [BLOCK, STRIPE]],
  ['ovn', EgressBackend.ovnEgressFirewall(), [BLOCK, STRIPE]],
  ['calico', EgressBackend.calico(), ADDRESSES],
  ['istio', EgressBackend.istio(), [STRIPE, Destination.kubernetesApi({ reason }), Destination.namespace('orders', 9090)]],
  ['proxied', EgressBackend.proxy({ namespace: 'forward-proxies', image: 'squid:6' }), [BLOCK, STRIPE]],
  ['led', EgressBackend.egressGateway({ proxyNamespace: 'old-egress', proxyLabels: { app: 'gw' }, proxyPort: 8443 }), [STRIPE]],
];
/** An ambient mesh has no sidecars, by which Istio would hold hosts. */
const backendsIn = (mesh: MeshMode) => BACKENDS.filter(([name]) => name !== 'istio' || mesh === MeshMode.SIDECAR);

const ALLOWANCES = [
  DefaultDenyAllowance.monitoring({ namespace: 'monitoring', ports: [9090] }), DefaultDenyAllowance.telemetry({ namespace: 'observability' }),
  DefaultDenyAllowance.webhooks({ kubernetesApiCidrs: ['10.0.0.0/28'], podLabels: { app: 'hook' }, port: 9443 }),
  DefaultDenyAllowance.acmeSolver({ proxyNamespace: 'edge' }), DefaultDenyAllowance.meshControlPlane(),
];

/** Everything that closes and opens networks, in one app, with all guards in force. */
export class GuardedCompany {
  public readonly app = new App();
  public readonly edge = new OperatorChart(this.app, 'edge', { namespace: 'edge' });
  private readonly gateway: SharedGateway;
  private readonly grants: TeamGrant[] = [];

  public constructor(mesh: MeshMode) {
    // A plugin of which nothing is known may read the policies of every back end.
    const cluster = ClusterProfile.custom({
      name: 'company', networkPlugin: 'own', dns: [{ namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } }], mesh,
      kubernetesApi: [{ cidr: '10.0.0.10/32', ports: [443] }], workloadIdentity: [{ cidr: '169.254.170.23/32', ports: [80] }],
    });
    const platform = new PlatformChart(this.app, 'platform', { cluster });
    const infrastructure = new GatewayInfrastructure(platform, 'class', { implementation: Implementation.istio() });
    this.gateway = new SharedGateway(this.edge, 'edge', {
      infrastructure, listeners: [Listener.httpsPerHostname('*.shop.example', { certificate: TlsCertificate.fromClusterIssuer('letsencrypt') })],
    });
    backendsIn(mesh).forEach(([name, backend, allow]) => this.lockdown(name, backend, [...allow]));
    const isolated = this.grant('isolated', Isolation.NONE);
    const pods = Pods.labelled({ app: 'api' }, 8080);
    new TeamIsolation(this.edge, 'isolation', { team: TeamNamespaces.granted(isolated), gatewayBackends: [pods], allowances: ALLOWANCES });
    const batch = TeamNamespaces.named(new Team('batch'), ['batch'], cluster);
    new TeamIsolation(this.edge, 'batch-isolation', { team: batch, allowances: ALLOWANCES });
    this.grants.forEach((grant, i) => new TeamAccess(this.edge, `access-${i}`, { grants: [grant], mode: GuardMode.ENFORCE }));
    new ClusterGuards(this.edge, 'guards', { grants: this.grants, mode: GuardMode.ENFORCE });
    // What is made after the guards passes as well.
    Neighbour.allow(this.edge, 'way', { client: { namespace: 'batch' }, server: { namespace: 'isolated', pods } });
    const backends = this.grants.flatMap(({ namespaces }) => namespaces.map((namespace) => Destination.namespace(namespace, 8080)));
    new GatewayIsolation(this.edge, 'gateway-isolation', { gateway: this.gateway, backends });
    new EgressGateway(new OperatorChart(this.app, 'ways', { namespace: 'egress' }), 'out', {
      infrastructure, clients: [batch], destinations: [EgressHost.https('api.stripe.com', { reason })],
    });
  }

  /** Whose objects stand in namespaces of the same names. */
  public teams(): string[] {
    return [...this.grants.flatMap(({ namespaces }) => namespaces), 'batch'];
  }

  public manifests(): Manifest[] {
    return this.app.charts.flatMap((chart) => Testing.synth(chart) as Manifest[]);
  }

  private grant(name: string, isolation: Isolation): TeamGrant {
    const grant = this.gateway.admit(new Team(name), { namespaces: [name], hostnames: [`${name}.shop.example`], isolation });
    this.grants.push(grant);
    return grant;
  }

  private lockdown(name: string, backend: EgressBackend, allow: Destination[]): void {
    const grant = this.grant(name, Isolation.BOTH);
    new EgressLockdown(this.edge, `${name}-egress`, { grant, backend, allow, allowances: ALLOWANCES });
    new EgressLockdown(this.edge, `${name}-some`, { grant, backend, pods: { app: 'web' }, allow: [Destination.namespace('orders', 8080)] });
  }
}
