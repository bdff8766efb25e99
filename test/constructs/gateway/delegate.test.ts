import { Testing } from 'cdk8s';
import {
  ClusterProfile, Destination, Findings, GatewayInfrastructure, HttpRedirect, Implementation, type ISharedGateway, Isolation, Listener, OperatorChart,
  PlatformChart, RouteKind, SharedGateway, Team, type TeamGrant,
} from '../../../src';
import { Edge, https, perHostname, secret } from './edge';

const shop = new Team('shop');
const bank = new Team('bank');
const delegateShop = (gateway: ISharedGateway, options: object = {}): TeamGrant =>
  gateway.delegate(shop, { namespaces: ['shop-prod'], hostnames: ['shop.company.com'], ...options });

describe('a delegation', () => {
  test('holds the team, its hostnames, ports and kinds, and names no listener of the gateway', () => {
    const edge = new Edge();
    const data = delegateShop(edge.gateway(), {
      namespaces: ['shop-prod', 'shop-jobs'], hostnames: ['shop.company.com', '*.dev.company.com'],
      routeKinds: [RouteKind.TLS_ROUTE, RouteKind.HTTP_ROUTE],
    })._data();
    const { team, namespaces, gateway, sections, hostnames, routeKinds, delegation, isolation, egress } = data;
    expect({ team, namespaces, gateway, sections, hostnames, routeKinds, delegation, isolation, egress }).toStrictEqual({
      team: { name: 'shop', subjects: [] },
      namespaces: ['shop-prod', 'shop-jobs'],
      gateway: { name: 'company-gateway', namespace: 'gateway-system' },
      sections: [],
      hostnames: [
        { hostname: 'shop.company.com', sections: [], prefixes: ['/'] },
        { hostname: '*.dev.company.com', sections: [], prefixes: ['/'] },
      ],
      routeKinds: ['HTTPRoute', 'TLSRoute'],
      delegation: { ports: [443], clearTextPorts: [] },
      isolation: { ingress: false, egress: false },
      egress: [],
    });
  });

  test('has ports for clear text where they are named, and others for TLS than the implementation\'s where those are', () => {
    const edge = new Edge();
    const gateway = edge.gateway();
    expect(delegateShop(gateway, { clearTextPorts: [80] })._data().delegation).toStrictEqual({ ports: [443], clearTextPorts: [80] });
    const other = gateway.delegate(bank, { namespaces: ['bank'], hostnames: ['bank.company.com'], ports: [8443, 443, 8443] });
    expect(other._data().delegation).toStrictEqual({ ports: [443, 8443], clearTextPorts: [] });
  });

  test('isolates the namespaces as admit does', () => {
    const edge = new Edge();
    const gateway = edge.gateway();
    const egress = [Destination.cidr('203.0.113.0/24', 443, { reason: 'payment' })];
    const grant = delegateShop(gateway, { isolation: Isolation.BOTH, egress });
    expect(gateway.node.findChild('ingress-isolation-shop-prod')).toBeDefined();
    expect(grant._data().egress).toHaveLength(1);
  });
});

describe('the gateway of a delegation', () => {
  const allowed = (edge: Edge): unknown => edge.emitted('Gateway')[0].spec.allowedListeners;

  test('takes ListenerSets of the delegated namespaces alone, by name and in order', () => {
    const edge = new Edge();
    const gateway = edge.gateway();
    gateway.admit(new Team('www'), { namespaces: ['www'], hostnames: ['www.company.com'] });
    delegateShop(gateway, { namespaces: ['shop-prod', 'shop-jobs'] });
    gateway.delegate(bank, { namespaces: ['bank-prod'], hostnames: ['bank.company.com'] });
    delegateShop(gateway, { hostnames: ['more.company.com'] });
    expect(allowed(edge)).toStrictEqual({
      namespaces: {
        from: 'Selector',
        selector: {
          matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['bank-prod', 'shop-jobs', 'shop-prod'] }],
        },
      },
    });
  });

  test('takes none while nobody is delegated', () => {
    const edge = new Edge();
    edge.gateway().admit(shop, { namespaces: ['shop-prod'], hostnames: ['shop.company.com'] });
    expect(edge.emitted('Gateway')[0].spec).not.toHaveProperty('allowedListeners');
  });

  test('gets no listener and no certificate by it', () => {
    const edge = new Edge();
    delegateShop(edge.gateway());
    expect(edge.listeners().map(({ name }) => name)).toEqual(['http']);
    expect(edge.emitted('Certificate')).toEqual([]);
  });

  test('redirects the delegated hostnames from clear text beside its own, but not those that have clear text', () => {
    const edge = new Edge();
    const gateway = edge.gateway();
    gateway.admit(new Team('www'), { namespaces: ['www'], hostnames: ['www.company.com'] });
    delegateShop(gateway);
    gateway.delegate(bank, { namespaces: ['bank'], hostnames: ['bank.company.com'], clearTextPorts: [80] });
    gateway.delegate(new Team('far'), { namespaces: ['far'], hostnames: ['far.company.com'], ports: [8443] });
    expect(edge.emitted('HTTPRoute').map(({ spec }) => spec.hostnames)).toEqual([['shop.company.com', 'www.company.com']]);
  });

  test('redirects no hostname of a team that only has listeners for TLS: nothing there answers HTTPS', () => {
    const edge = new Edge();
    const gateway = edge.gateway();
    gateway.admit(new Team('www'), { namespaces: ['www'], hostnames: ['www.company.com'] });
    delegateShop(gateway, { routeKinds: [RouteKind.TLS_ROUTE] });
    expect(edge.emitted('HTTPRoute').map(({ spec }) => spec.hostnames)).toEqual([['www.company.com']]);
  });

  test('redirects no delegated hostname to a port where the team has no listener', () => {
    const edge = new Edge();
    const gateway = edge.gateway({
      listeners: [Listener.https('www.company.com', { certificate: secret('www'), port: 8443 })], httpRedirect: HttpRedirect.toHttps({ httpsPort: 8443 }),
    });
    delegateShop(gateway);
    gateway.delegate(bank, { namespaces: ['bank'], hostnames: ['bank.company.com'], ports: [8443] });
    expect(edge.emitted('HTTPRoute').map(({ spec }) => spec.hostnames)).toEqual([['bank.company.com', 'www.company.com']]);
  });

  test('needs a listener of its own, which the schema says at synth', () => {
    const edge = new Edge();
    delegateShop(edge.gateway({ httpRedirect: HttpRedirect.off('a load balancer redirects') }));
    expect(Findings.of(edge.app)).toContainEqual(expect.objectContaining({ code: 'GW001', path: 'spec.listeners', construct: 'edge/company-gateway' }));
  });

  test('may be one that runs already, which emits nothing', () => {
    const edge = new Edge();
    const gateway = SharedGateway.existing(edge.chart, 'old', {
      name: 'old', infrastructure: edge.infrastructure, listeners: [https('www.company.com')],
    });
    expect(delegateShop(gateway)._data().gateway).toEqual({ name: 'old', namespace: 'gateway-system' });
    expect(Testing.synth(edge.chart)).toEqual([]);
    expect(() => delegateShop(gateway, { hostnames: ['www.company.com'] })).toThrow(/the gateway itself has listener "https-www-company-com"/);
  });

  test('is of a bundle that has ListenerSets', () => {
    const delegateIn = (gatewayApiVersion: string): string[] => {
      const edge = new Edge();
      const platform = new PlatformChart(edge.app, 'old', { cluster: ClusterProfile.eks({ networkPlugin: 'cilium', gatewayApiVersion }) });
      const infrastructure = new GatewayInfrastructure(platform, 'old-class', { implementation: Implementation.envoyGateway() });
      delegateShop(new SharedGateway(new OperatorChart(edge.app, 'older', { namespace: 'gateways' }), 'gw', { infrastructure, listeners: [perHostname()] }));
      return Findings.of(edge.app).filter(({ construct }) => construct === 'older/gw').map(({ code, path }) => `${code} ${path}`);
    };
    expect(() => delegateIn('1.4')).toThrow('[older/gw] SharedGateway.delegate: listeners of a team: ListenerSet is not in the standard channel of '
      + 'Gateway API 1.4, which cluster "eks" has installed; it is in both channels from 1.5; install that bundle and give the profile '
      + 'gatewayApiVersion: "1.5", or admit the team to listeners of the gateway with SharedGateway.admit(…)');
    expect(delegateIn('1.5')).toEqual([]);
  });
});

describe('a delegation is refused', () => {
  test.each<[string, object, RegExp]>([
    ['without hostnames', { hostnames: undefined }, /^\[edge\/company-gateway\] SharedGateway\.delegate: hostnames undefined: it is not a list/],
    ['without namespaces', { namespaces: [] }, /namespaces is empty, which grants nothing/],
    ['in the gateway\'s own namespace', { namespaces: ['gateway-system'] }, /it is the gateway's own namespace/],
    ['for a hostname that is none', { hostnames: ['Shop'] }, /hostnames\[0\] "Shop": a hostname is lower case/],
    ['for an empty list of ports', { ports: [] }, /ports \[\]: a listener stands on a port; write \[443\]/],
    ['for a port that is none', { ports: [0] }, /ports\[0\] 0/],
    ['for ports that are no list', { ports: 443 }, /ports 443: a listener stands on a port/],
    ['for clear text without ports', { clearTextPorts: [] }, /clearTextPorts \[\]: a listener stands on a port; write \[80\]/],
    ['for clear text on a port for TLS', { clearTextPorts: [443] }, /clearTextPorts 443: a port is either clear text or TLS, and ports holds it too; leave it out/],
    ['for routes without hostnames', { routeKinds: [RouteKind.HTTP_ROUTE, RouteKind.TCP_ROUTE] }, /routeKinds "TCPRoute": its listeners have no hostnames.*SharedGateway\.admit/],
    ['for a kind of routes that is no text', { routeKinds: [Object.create(null)] }, /routeKinds\[0\] \{\}: it is none of Gateway API's kinds of routes; write "HTTPRoute"/],
    ['for options that nothing reads', { prefixes: ['/shop'] }, /prefixes is no option here/],
    ['for a port that the gateway has for clear text', { ports: [80] }, /ports 80: the gateway's listener "http" \(HTTP 80, every hostname\) takes the port for HTTP; delegate another/],
  ])('%s', (_, options, message) => {
    const edge = new Edge();
    const gateway = edge.gateway();
    expect(() => delegateShop(gateway, options)).toThrow(message);
    expect(edge.emitted('Gateway')[0].spec).not.toHaveProperty('allowedListeners');
  });

  test('for what is no team', () => {
    const gateway = new Edge().gateway();
    expect(() => gateway.delegate('shop' as never, { namespaces: ['shop'], hostnames: ['shop.company.com'] })).toThrow(/SharedGateway\.delegate: team "shop": it is not a Team/);
  });

  test('where the implementation takes no ListenerSets, with who does', () => {
    expect(() => delegateShop(new Edge(Implementation.istio()).gateway({ listeners: [https('www.company.com')] })))
      .toThrow(/Istio does not support it \(ListenerSet in its conformance report\); remove it, admit the team .* or use an implementation that does: .*Envoy Gateway/);
  });

  test('where certificates of Secrets are not read', () => {
    const gateway = new Edge(Implementation.awsLoadBalancerController()).gateway({ listeners: [Listener.http()] });
    expect(() => delegateShop(gateway)).toThrow(/AWS Load Balancer Controller takes certificates from .* alone, which is not the team's; admit/);
  });

  test.each<[string, Listener, object]>([
    ['equal', https('shop.company.com'), {}],
    ['under a delegated wildcard', https('shop.company.com'), { hostnames: ['*.company.com'] }],
    ['equal, for TLS', Listener.tlsPassthrough('shop.company.com'), {}],
  ])('for a hostname of a listener of the gateway: %s', (_, listener, options) => {
    expect(() => delegateShop(new Edge().gateway({ listeners: [listener] }), options))
      .toThrow(/hostnames\[0\] ".*": the gateway itself has listener ".*shop-company-com" .*which wins over one of the team; remove that listener/);
  });

  test('for a port that takes all that arrives', () => {
    const gateway = new Edge().gateway({ listeners: [https('www.company.com'), Listener.tcp(8443)] });
    expect(() => delegateShop(gateway, { ports: [8443] })).toThrow(/listener "tcp-8443" \(TCP 8443\) takes the port for TCP/);
  });

  test('but not for another port, or a hostname beside the gateway\'s', () => {
    const gateway = new Edge().gateway({ listeners: [https('shop.company.com'), https('*.company.com', 'wildcard-tls'), Listener.udp(443)] });
    expect(delegateShop(gateway, { ports: [8443] }).hostnames).toEqual(['shop.company.com']);
    expect(delegateShop(gateway, { hostnames: ['a.company.com'] }).hostnames).toEqual(['a.company.com']);
  });
});

describe('ports of delegations and of other teams', () => {
  const bankAt = (options: object): object => ({ namespaces: ['bank'], hostnames: ['bank.company.com'], ...options });

  test('are for clear text or for TLS, as the older listener of two teams would take the port from the other', () => {
    const gateway = new Edge().gateway();
    delegateShop(gateway);
    expect(() => gateway.delegate(bank, bankAt({ ports: [8443], clearTextPorts: [443] }) as never))
      .toThrow(/port 443 \(HTTP\) for team "bank" belongs to team "shop": a port is either clear text or TLS; give each team a port of its own/);
    expect(gateway.delegate(bank, bankAt({ clearTextPorts: [8080] }) as never).hostnames).toEqual(['bank.company.com']);
  });

  test('do not meet clear text on a listener that another team is admitted to', () => {
    const gateway = new Edge().gateway();
    delegateShop(gateway, { ports: [8443], clearTextPorts: [443] });
    expect(() => gateway.admit(bank, bankAt({}) as never))
      .toThrow(/listener "https-bank-company-com" \(HTTPS 443\) for team "bank" belongs to team "shop": a port is either clear text or TLS/);
  });
});

describe('hostnames of delegations and of other teams', () => {
  const taken = /hostname ".*" for team ".*" overlaps ".*" of team ".*": team "(shop|bank)" has listeners of its own for it/;
  const bankWith = (hostname: string) => ({ namespaces: ['bank'], hostnames: [hostname] });

  test.each([
    ['the same', 'shop.company.com', 'shop.company.com'],
    ['a wildcard over another\'s', '*.company.com', 'shop.company.com'],
    ['one under another\'s wildcard', 'a.company.com', '*.company.com'],
  ])('do not overlap: %s', (_, mine, theirs) => {
    const gateway = new Edge().gateway();
    gateway.delegate(bank, bankWith(theirs));
    expect(() => delegateShop(gateway, { hostnames: [mine], ports: [8443] })).toThrow(taken);
    const other = new Edge().gateway({ listeners: [Listener.http()] });
    other.admit(bank, bankWith(theirs));
    expect(() => delegateShop(other, { hostnames: [mine] })).toThrow(taken);
  });

  test('do not overlap where the delegation was first', () => {
    const gateway = new Edge().gateway();
    delegateShop(gateway);
    expect(() => gateway.admit(bank, bankWith('shop.company.com'))).toThrow(taken);
  });

  test('stand side by side where they are others', () => {
    const gateway = new Edge().gateway();
    delegateShop(gateway);
    expect(gateway.admit(bank, bankWith('bank.company.com')).hostnames).toEqual(['bank.company.com']);
  });

  test('do not meet at one port within a team either', () => {
    const gateway = new Edge().gateway();
    delegateShop(gateway, { hostnames: ['*.shop.company.com'] });
    expect(() => gateway.admit(shop, { namespaces: ['shop-prod'], hostnames: ['a.shop.company.com'] }))
      .toThrow(/hostname "a\.shop\.company\.com" is delegated to team "shop" on port 443, where listener "https-a-shop-company-com" of the gateway/);
    expect(gateway.admit(shop, { namespaces: ['shop-prod'], hostnames: ['shop.company.com'] }).hostnames).toEqual(['shop.company.com']);
  });
});
