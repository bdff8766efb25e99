import { App, Testing } from 'cdk8s';
import {
  Backend, ClusterProfile, Destination, EgressGateway, EgressHost, EgressLockdown, Findings, GatewayInfrastructure,
  GatewayIsolation, Implementation, Isolation, Listener, MeshMode, Neighbour,
  OperatorChart, PlatformChart, Pods, RouteMatch, SharedGateway, Team, TeamChart, TeamIsolation, TeamNamespaces, TeamRoute, TlsCertificate,
} from '../../../src';
import type { Emitted } from '../egress/backends/lock';

const PROBES = { ipBlock: { cidr: '169.254.7.127/32' } };
const LEDGER = { namespace: 'ledger-prod', pods: Pods.labelled({ app: 'ledger' }, 5432) };

/** A team behind a gateway, on a cluster with or without an ambient mesh. */
class Company {
  public readonly app = new App();
  public readonly cluster: ClusterProfile;
  public readonly infrastructure: GatewayInfrastructure;
  public readonly edge = new OperatorChart(this.app, 'edge', { namespace: 'gateway-system' });

  public constructor(mesh?: MeshMode) {
    this.cluster = ClusterProfile.eks({ networkPlugin: 'cilium', mesh });
    this.infrastructure = new GatewayInfrastructure(new PlatformChart(this.app, 'platform', { cluster: this.cluster }), 'class', {
      implementation: Implementation.istio(),
    });
  }

  public grant(isolation = Isolation.BOTH) {
    const gateway = new SharedGateway(this.edge, 'edge', {
      infrastructure: this.infrastructure, listeners: [Listener.https('shop.example', { certificate: TlsCertificate.fromSecret('shop') })],
    });
    return gateway.admit(new Team('shop'), { namespaces: ['shop-prod'], hostnames: ['shop.example'], isolation });
  }

  public isolate(name: string): void {
    const team = TeamNamespaces.named(new Team(name), [`${name}-prod`], this.cluster);
    new TeamIsolation(this.edge, `${name}-isolation`, { team });
  }

  public neighbour(mesh?: MeshMode): void {
    Neighbour.allow(this.edge, 'way', { client: { namespace: 'shop-prod' }, server: LEDGER, mesh });
  }

  public policies(id?: string, chart = this.edge): Emitted[] {
    return (Testing.synth(chart) as Emitted[]).filter(({ kind, metadata }) => kind === 'NetworkPolicy' && (id === undefined || metadata.name.includes(id)));
  }
}

const portsOf = (policies: Emitted[]) => policies.map(({ spec }) =>
  [...(spec.ingress ?? []) as { ports: { port: number }[] }[], ...(spec.egress ?? []) as { ports: { port: number }[] }[]]
    .flatMap(({ ports }) => ports.map(({ port }) => port)));
const late = ({ app }: Company) => Findings.of(app).filter(({ code }) => code === 'GW537').map(({ message }) => message);

test.each([
  [MeshMode.AMBIENT, [5432, 15008]], [MeshMode.SIDECAR, [5432]], [undefined, [5432]],
])('neighbours in mode %s are opened on both sides', (mesh, ports) => {
  const company = new Company(mesh);
  company.isolate('shop');
  company.isolate('ledger');
  company.neighbour();
  expect(portsOf(company.policies('-way-'))).toEqual([ports, ports]);
  expect(late(company)).toEqual([]);
});

test('GW537: a way that was made before its cluster was known, or told another mode', () => {
  const company = new Company(MeshMode.AMBIENT);
  company.neighbour();
  company.isolate('shop');
  expect(late(company)).toEqual([expect.stringMatching(/the cluster of namespace "ledger-prod" has an ambient mesh, whose traffic arrives on 15008, and this policy does not/)]);
  const told = new Company(MeshMode.AMBIENT);
  told.neighbour(MeshMode.AMBIENT);
  told.isolate('shop');
  expect(late(told)).toEqual([]);
  expect(() => new Company().neighbour('mesh' as never)).toThrow(/\[edge\/way\] Neighbour\.allow: mesh "mesh": it is no mode of a mesh/);
});

test('an isolation lets the health checks of the nodes in', () => {
  const probing = (mesh?: MeshMode) => {
    const company = new Company(mesh);
    company.isolate('shop');
    return company.policies().filter(({ spec }) => JSON.stringify(spec).includes('169.254.7.127')).map(({ spec }) => spec);
  };
  expect(probing(MeshMode.AMBIENT)).toEqual([{ podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [PROBES], ports: [{ protocol: 'TCP' }] }] }]);
  expect(probing()).toEqual([]);
});

test('a grant that isolates ingress lets them in too, and its routes open 15008 beside the pods\' port', () => {
  const company = new Company(MeshMode.AMBIENT);
  const grant = company.grant(Isolation.INGRESS);
  const shop = new TeamChart(company.app, 'shop', { grants: [grant] });
  const backends = [Backend.service('web', 80, { pods: Pods.labelled({ app: 'web' }, 8080) })];
  new TeamRoute(shop, 'web', { rules: [{ matches: [RouteMatch.pathPrefix('/')], backends }] });
  expect(company.policies('ingress-isolation')[0].spec.ingress).toEqual([{ from: [{ podSelector: {} }] }, { from: [PROBES] }]);
  expect(portsOf(company.policies(undefined, shop as never))).toEqual([[8080, 15008]]);
  // The team's own guard and rule take the policy as the gateway's way.
  expect(Findings.of(company.app).filter(({ code }) => code === 'GW017')).toEqual([]);
});

test('a gateway\'s proxies send on it, and those of an egress gateway take it', () => {
  const company = new Company(MeshMode.AMBIENT);
  const gateway = new SharedGateway(company.edge, 'edge', { infrastructure: company.infrastructure, listeners: [Listener.http()] });
  new GatewayIsolation(company.edge, 'proxies', { gateway, backends: [Destination.namespace('shop-prod', 8080)] });
  expect(portsOf(company.policies('proxies-backends'))).toEqual([[8080, 15008]]);
  const out = new OperatorChart(company.app, 'out', { namespace: 'egress' });
  new EgressGateway(out, 'gateway', {
    infrastructure: company.infrastructure, destinations: [EgressHost.https('api.stripe.com', { reason: 'payments' })],
    clients: [TeamNamespaces.named(new Team('shop'), ['shop-prod'], company.cluster)],
  });
  expect(portsOf(company.policies('-ingress-', out))).toEqual([[80, 15008, 15021]]);
});

test('a lockdown opens 15008 to pods, and says that the port is not held', () => {
  const company = new Company(MeshMode.AMBIENT);
  const lockdown = new EgressLockdown(company.edge, 'egress', { grant: company.grant(), allow: [Destination.namespace('ledger-prod', 5432)] });
  expect(portsOf(company.policies('egress-shop-prod-allow'))).toEqual([[5432, 15008]]);
  expect(lockdown.guarantees()).toEqual([expect.objectContaining({ network: expect.stringMatching(/these pods; not the port, .*15008/) as string })]);
});
