import { ApiObject, App, Testing } from 'cdk8s';
import {
  ClusterProfile, type Finding, Findings, Gateway, GatewayInfrastructure, Implementation, Listener, ListenerProtocol, OperatorChart,
  PlatformChart, SecretReferrer, SharedConfigMap, SharedGateway, SharedSecret, Team, TeamAccess, TeamChart, TlsCertificate,
} from '../../../src';
import { testGrant } from '../../util/grants';
import { Edge } from './edge';

const GROUP = 'gateway.networking.k8s.io';
const wildcard = { name: 'wildcard-tls', namespace: 'certificates' };
const from = (namespace: string, ...kinds: string[]): object[] => kinds.map((kind) => ({ group: GROUP, kind, namespace }));

/** An app with a gateway in gateway-system, whose certificate is kept in another namespace. */
function edgeWithSecretElsewhere(): { edge: Edge; gateway: SharedGateway } {
  const edge = new Edge();
  const certificate = TlsCertificate.fromSecret('wildcard-tls', { namespace: 'certificates' });
  return { edge, gateway: edge.gateway({ listeners: [Listener.https('*.company.com', { certificate })] }) };
}

/** A gateway of some namespace, on a cluster with some Gateway API. */
function gatewayIn(namespace: string, gatewayApiVersion = '1.6'): SharedGateway {
  const app = new App();
  const platform = new PlatformChart(app, 'platform', { cluster: ClusterProfile.kubeadm({ gatewayApiVersion }) });
  const infrastructure = new GatewayInfrastructure(platform, 'public', { implementation: Implementation.envoyGateway() });
  return new SharedGateway(new OperatorChart(app, 'edge', { namespace }), 'gateway', {
    infrastructure, listeners: [Listener.https('*.company.com', { certificate: TlsCertificate.fromSecret('a') })],
  });
}

describe('SharedSecret', () => {
  test('opens one Secret by name to Gateways of the gateway\'s namespace', () => {
    // GIVEN
    const { gateway } = edgeWithSecretElsewhere();
    const chart = new OperatorChart(new App(), 'certificates');

    // WHEN
    const shared = new SharedSecret(chart, 'wildcard', { ...wildcard, metadata: { labels: { part: 'edge' } } });
    shared.grantToGateway(gateway);

    // THEN
    expect(Testing.synth(chart)).toStrictEqual([{
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'ReferenceGrant',
      metadata: {
        name: expect.stringMatching(/^certificates-wildcard-from-gateway-system-/), namespace: 'certificates', labels: { part: 'edge' },
      },
      spec: { from: from('gateway-system', 'Gateway'), to: [{ group: '', kind: 'Secret', name: 'wildcard-tls' }] },
    }]);
    expect(shared.manifests().map((object) => object.toJson() as object)).toStrictEqual(Testing.synth(chart));
  });

  test('the certificate of a gateway in another namespace is flagged without it, and not with it', () => {
    const { edge, gateway } = edgeWithSecretElsewhere();
    expect(Findings.of(edge.app)).toEqual([expect.objectContaining({
      code: 'GW022', severity: 'unknown', path: 'spec.listeners[1].tls.certificateRefs[0]', construct: 'edge/company-gateway',
      message: expect.stringMatching(/^Secret certificates\/wildcard-tls is in another namespace, .*without one the Gateway does not use it$/),
      fix: 'have the owner of namespace "certificates" write a ReferenceGrant there, from Gateway of namespace "gateway-system" '
        + 'to Secret "wildcard-tls" (SharedSecret makes it)',
    })]);

    new SharedSecret(edge.chart, 'wildcard', wildcard).grantToGateway(gateway);
    expect(Findings.of(edge.app)).toEqual([]);
  });

  test('a grant for another Secret does not count', () => {
    const { edge, gateway } = edgeWithSecretElsewhere();
    new SharedSecret(edge.chart, 'other', { ...wildcard, name: 'other-tls' }).grantToGateway(gateway);
    expect(Findings.of(edge.app)).toMatchObject([{ code: 'GW022', severity: 'unknown' }]);
  });

  test('a grant to ListenerSets does not count for the Gateway', () => {
    const { edge } = edgeWithSecretElsewhere();
    new SharedSecret(edge.chart, 'wildcard', wildcard).grantToNamespace('gateway-system', [SecretReferrer.LISTENER_SET]);
    expect(Findings.of(edge.app)).toMatchObject([{ code: 'GW022', severity: 'error', message: expect.stringMatching(/does not name kind Gateway/) }]);
  });

  test('the certificate of a ListenerSet is flagged without a grant of its own, and not with it', () => {
    const { edge, gateway } = edgeWithSecretElsewhere();
    const shared = new SharedSecret(edge.chart, 'wildcard', wildcard);
    shared.grantToGateway(gateway);
    gateway.delegate(new Team('partners'), { namespaces: ['partners'], hostnames: ['partners.example.com'] });
    new ApiObject(edge.chart, 'partners', {
      apiVersion: `${GROUP}/v1`, kind: 'ListenerSet', metadata: { name: 'partners', namespace: 'partners' },
      spec: {
        parentRef: { name: 'company-gateway', namespace: 'gateway-system' },
        listeners: [{ name: 'https', port: 443, protocol: 'HTTPS', hostname: 'partners.example.com', tls: { certificateRefs: [wildcard] } }],
      },
    });
    // The Gateway admits no ListenerSets, which is said by GW020 and is not what this is about.
    const references = (): Finding[] => Findings.of(edge.app).filter(({ code }) => code === 'GW022');
    expect(references()).toMatchObject([{
      severity: 'error', path: 'spec.listeners[0].tls.certificateRefs[0]', message: expect.stringMatching(/does not name namespace "partners"/),
    }]);

    shared.grantToNamespace('partners', [SecretReferrer.LISTENER_SET]);
    expect(references()).toEqual([]);
  });

  test('each namespace gets a grant of its own, and what is granted twice stands once', () => {
    const shared = new SharedSecret(new OperatorChart(new App(), 'edge'), 'wildcard', wildcard);
    shared.grantToGateway(gatewayIn('gateway-system'));
    shared.grantToGateway(gatewayIn('gateway-system'));
    shared.grantToNamespace('partners', [SecretReferrer.LISTENER_SET]);
    shared.grantToNamespace('gateway-system', [SecretReferrer.GATEWAY, SecretReferrer.LISTENER_SET]);
    expect(shared.manifests().map((object) => object.toJson() as object)).toEqual([
      expect.objectContaining({ spec: expect.objectContaining({ from: from('gateway-system', 'Gateway', 'ListenerSet') }) }),
      expect.objectContaining({ spec: expect.objectContaining({ from: from('partners', 'ListenerSet') }) }),
    ]);
  });

  test('the chart\'s namespace is the default, and a gateway there needs no grant', () => {
    const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
    const shared = new SharedSecret(chart, 'wildcard', { name: 'wildcard-tls' });
    shared.grantToGateway(gatewayIn('gateway-system'));
    shared.grantToNamespace('gateway-system', [SecretReferrer.LISTENER_SET]);
    expect(shared.manifests()).toEqual([]);
  });

  test('a gateway that runs already may refer to it', () => {
    const edge = new Edge();
    const gateway = SharedGateway.existing(edge.chart, 'running', {
      infrastructure: edge.infrastructure, name: 'running', namespace: 'ingress', listeners: [Listener.http({ hostname: 'a.company.com' })],
    });
    const shared = new SharedSecret(edge.chart, 'wildcard', wildcard);
    shared.grantToGateway(gateway);
    expect(shared.manifests().map((object) => object.toJson() as object)).toMatchObject([{ spec: { from: from('ingress', 'Gateway') } }]);
  });

  test.each([['1.4', 'v1beta1'], ['1.5', 'v1']])('a cluster with Gateway API %s gets ReferenceGrant %s', (version, expected) => {
    const chart = new OperatorChart(new App(), 'edge');
    const byGateway = new SharedSecret(chart, 'by-gateway', wildcard);
    byGateway.grantToGateway(gatewayIn('gateway-system', version));
    const byNamespace = new SharedSecret(chart, 'by-namespace', wildcard);
    byNamespace.grantToNamespace('gateway-system', [SecretReferrer.GATEWAY], { cluster: ClusterProfile.kubeadm({ gatewayApiVersion: version }) });
    expect([...byGateway.manifests(), ...byNamespace.manifests()].map(({ apiVersion }) => apiVersion))
      .toEqual([`${GROUP}/${expected}`, `${GROUP}/${expected}`]);
  });
});

describe('SharedConfigMap', () => {
  const clients = { name: 'partner-ca', namespace: 'certificates' };

  /** A Gateway that holds client certificates against a ConfigMap, and shows a certificate to backends; both are kept elsewhere. */
  function mutualTls(edge: Edge): Gateway {
    const authority = { validation: { caCertificateRefs: [{ group: '', kind: 'ConfigMap', ...clients }] } };
    return new Gateway(edge.chart, 'mutual', {
      metadata: { name: 'mutual' },
      spec: {
        gatewayClassName: 'public',
        listeners: [{ name: 'https', port: 443, protocol: ListenerProtocol.HTTPS, tls: { certificateRefs: [{ name: 'own' }] } }],
        tls: {
          backend: { clientCertificateRef: { name: 'client-tls', namespace: 'certificates' } },
          frontend: { defaults: authority, perPort: [{ port: 443, tls: authority }] },
        },
      },
    });
  }

  test('opens one ConfigMap by name to Gateways of a namespace', () => {
    const shared = new SharedConfigMap(new OperatorChart(new App(), 'edge'), 'partners', clients);
    shared.grantToGateway(gatewayIn('gateway-system'));
    shared.grantToNamespace('partners');
    expect(shared.manifests().map((object) => (object.toJson() as { spec: object }).spec)).toStrictEqual([
      { from: from('gateway-system', 'Gateway'), to: [{ group: '', kind: 'ConfigMap', name: 'partner-ca' }] },
      { from: from('partners', 'Gateway'), to: [{ group: '', kind: 'ConfigMap', name: 'partner-ca' }] },
    ]);
  });

  test('client authorities and the client certificate of a gateway are flagged without grants, and not with them', () => {
    const edge = new Edge();
    mutualTls(edge);
    expect(Findings.of(edge.app).map(({ code, path, fix }) => [code, path, fix])).toEqual([
      ['GW022', 'spec.tls.backend.clientCertificateRef', expect.stringMatching(/to Secret "client-tls" \(SharedSecret makes it\)/)],
      ['GW022', 'spec.tls.frontend.default.validation.caCertificateRefs[0]', expect.stringMatching(/to ConfigMap "partner-ca" \(SharedConfigMap makes it\)/)],
      ['GW022', 'spec.tls.frontend.perPort[0].tls.validation.caCertificateRefs[0]', expect.stringMatching(/to ConfigMap "partner-ca" \(SharedConfigMap makes it\)/)],
    ]);

    new SharedConfigMap(edge.chart, 'partners', clients).grantToNamespace('gateway-system');
    new SharedSecret(edge.chart, 'client', { name: 'client-tls', namespace: 'certificates' }).grantToNamespace('gateway-system', [SecretReferrer.GATEWAY]);
    expect(Findings.of(edge.app)).toEqual([]);
  });
});

describe('what is refused', () => {
  const chart = (): OperatorChart => new OperatorChart(new App(), 'edge');
  const secret = (): SharedSecret => new SharedSecret(chart(), 'wildcard', wildcard);

  test.each([
    ['a team\'s scope', () => new SharedSecret(new TeamChart(new App(), 'shop', { grants: [testGrant()] }), 'a', wildcard),
      /\[shop\/a\] SharedSecret: it stands in a scope of the application team "ecommerce", and only the cluster operator can make it/],
    ['the same for a ConfigMap', () => new SharedConfigMap(new TeamChart(new App(), 'shop', { grants: [testGrant()] }), 'a', wildcard),
      /\[shop\/a\] SharedConfigMap: it stands in a scope of the application team/],
    ['no props', () => new SharedSecret(chart(), 'a', undefined as never), /\[edge\/a\] SharedSecret: props undefined: it is not an object; write \{ name, namespace \}/],
    ['no name', () => new SharedSecret(chart(), 'a', { namespace: 'b' } as never), /name undefined: it is not text/],
    ['a bad name', () => new SharedConfigMap(chart(), 'a', { name: 'A b', namespace: 'b' }), /SharedConfigMap: name "A b": .*write "a-b"/],
    ['no namespace', () => new SharedSecret(chart(), 'a', { name: 'tls' }), /the namespace of Secret "tls" is not known; write namespace/],
    ['a bad namespace', () => new SharedSecret(chart(), 'a', { name: 'tls', namespace: 'a.b' }), /namespace "a\.b": a DNS label holds/],
    ['a name for all manifests', () => new SharedSecret(chart(), 'a', { ...wildcard, metadata: { name: 'x' } }), /metadata\.name "x": it would be that of several/],
    ['an unknown option', () => new SharedSecret(chart(), 'a', { ...wildcard, kind: 'x' } as never), /kind is no option here/],
    ['no gateway', () => secret().grantToGateway(undefined as never), /\[edge\/wildcard\] SharedSecret: gateway undefined: it is no shared gateway/],
    ['something else as gateway', () => secret().grantToGateway({ gatewayNamespace: 'x' } as never), /infrastructure is not the platform's/],
    ['no kinds', () => secret().grantToNamespace('a', []), /kinds \[\]: it is no list of kinds that refer to Secrets; write \[SecretReferrer\.LISTENER_SET\]/],
    ['another kind', () => secret().grantToNamespace('a', ['HTTPRoute' as never]), /kinds \["HTTPRoute"\]: it is no list of kinds/],
    ['kinds that are no list', () => secret().grantToNamespace('a', 'Gateway' as never), /kinds "Gateway": it is no list of kinds/],
    ['a namespace that is none', () => secret().grantToNamespace('*', [SecretReferrer.GATEWAY]), /namespace "\*": a DNS label holds/],
    ['options that are none', () => secret().grantToNamespace('a', [SecretReferrer.GATEWAY], 5 as never), /options 5: it is not an object; write \{ cluster \}/],
    ['an unknown option of a grant', () => secret().grantToNamespace('a', [SecretReferrer.GATEWAY], { version: '1.4' } as never), /SharedSecret: version is no option/],
    ['a cluster that is none', () => secret().grantToNamespace('a', [SecretReferrer.GATEWAY], { cluster: {} as never }), /cluster \{\}: it is not a ClusterProfile/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('a namespace that a TeamAccess guards, whichever comes first', () => {
    const edge = new Edge();
    const grant = edge.gateway().admit(new Team('shop'), { namespaces: ['shop-prod'], hostnames: ['shop.company.com'] });
    new SharedSecret(edge.chart, 'early', wildcard);
    new TeamAccess(edge.chart, 'access', { grants: [grant] });
    expect(() => new SharedSecret(edge.chart, 'late', { name: 'shop-tls', namespace: 'shop-prod' })).toThrow(
      /\[edge\/late\] SharedSecret: namespace "shop-prod" is guarded by edge\/access, .*keep the Secret in a namespace of the operators/);

    const other = new Edge();
    const grants = [other.gateway().admit(new Team('shop'), { namespaces: ['shop-prod'], hostnames: ['shop.company.com'] })];
    new SharedConfigMap(other.chart, 'shop', { name: 'ca', namespace: 'shop-prod' });
    expect(() => new TeamAccess(other.chart, 'access', { grants })).toThrow(
      /\[edge\/access\] TeamAccess: namespace "shop-prod" holds what edge\/shop opens to gateways, .*keep such Secrets and ConfigMaps/);
  });

  test('leaves nothing behind', () => {
    const edge = chart();
    expect(() => new SharedSecret(edge, 'a', { name: 'tls' })).toThrow();
    expect(edge.node.children).toEqual([]);
    const shared = new SharedSecret(edge, 'wildcard', wildcard);
    expect(() => shared.grantToNamespace('a', [])).toThrow();
    expect(shared.manifests()).toEqual([]);
  });
});
