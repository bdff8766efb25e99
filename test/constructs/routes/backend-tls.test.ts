import { ApiObject, App, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  Backend, BackendTls, type BackendTlsProps, Findings, OperatorChart, PlatformChart, Pods, RouteFilter, SubjectAltName, TeamChart, type TeamGrant, TlsAuthority,
} from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import { implementationFacts } from '../../../src/manifest/implementation-table';
import { grantData, testGrant } from '../../util/grants';
import { shopChart, specOf } from './shop';

const accounts = (): Backend => Backend.service('accounts', 8443);
const MINIMAL: BackendTlsProps = { backend: accounts(), hostname: 'accounts.company.com', authority: TlsAuthority.system() };
const TARGET = { group: '', kind: 'Service', name: 'accounts' };

/** A policy in a chart of its own, of team ecommerce unless grants say otherwise. */
function policyWith(props: Partial<BackendTlsProps> = {}, ...grants: TeamGrant[]): BackendTls {
  return new BackendTls(shopChart(...grants), 'tls', { ...MINIMAL, ...props });
}

const validationOf = (policy: BackendTls): unknown => specOf(policy).validation;

/** A Service in a team's chart. */
function serviceIn(chart: TeamChart, ports: object[], namespace = 'ecommerce-prod'): ApiObject {
  return new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'accounts', namespace }, spec: { ports } });
}

describe('BackendTls', () => {
  test('is the BackendTLSPolicy of one Service', () => {
    // GIVEN
    const chart = shopChart();

    // WHEN
    new BackendTls(chart, 'accounts-tls', {
      backend: accounts(), portName: 'https', hostname: 'accounts.company.com', authority: TlsAuthority.configMap('internal-ca'),
      subjectAltNames: [SubjectAltName.hostname('*.company.com'), SubjectAltName.uri('spiffe://company.com/ns/ecommerce-prod/sa/accounts')],
      options: { 'example.com/min-version': '1.3' },
      metadata: { name: 'accounts', labels: { app: 'accounts' } },
    });

    // THEN
    expect(Testing.synth(chart)).toStrictEqual([{
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'BackendTLSPolicy',
      metadata: { name: 'accounts', namespace: 'ecommerce-prod', labels: { app: 'accounts' } },
      spec: {
        targetRefs: [{ ...TARGET, sectionName: 'https' }],
        validation: {
          caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'internal-ca' }],
          hostname: 'accounts.company.com',
          subjectAltNames: [
            { type: 'Hostname', hostname: '*.company.com' },
            { type: 'URI', uri: 'spiffe://company.com/ns/ecommerce-prod/sa/accounts' },
          ],
        },
        options: { 'example.com/min-version': '1.3' },
      },
    }]);
    expect(Findings.of(chart)).toMatchObject([{ code: 'GW025', severity: 'unknown', path: 'spec.targetRefs[0].sectionName' }]);
  });

  test('without options it is for the whole Service', () => {
    expect(specOf(policyWith())).toStrictEqual({
      targetRefs: [TARGET], validation: { wellKnownCACertificates: 'System', hostname: 'accounts.company.com' },
    });
  });

  test('several authorities stand side by side', () => {
    expect(validationOf(policyWith({ authority: TlsAuthority.configMaps(['old-ca', 'new-ca']) }))).toStrictEqual({
      caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'old-ca' }, { group: '', kind: 'ConfigMap', name: 'new-ca' }],
      hostname: 'accounts.company.com',
    });
  });

  test('pods that the backend names say nothing here', () => {
    const backend = Backend.service('accounts', 8443, { pods: Pods.labelled({ app: 'accounts' }, 8443) });
    expect(specOf(policyWith({ backend })).targetRefs).toStrictEqual([TARGET]);
  });

  test('what the caller changes later changes no manifest', () => {
    const options: Record<string, string> = { 'example.com/a': 'b' };
    const policy = policyWith({ options });
    options['example.com/c'] = 'd';
    expect(specOf(policy).options).toStrictEqual({ 'example.com/a': 'b' });
  });

  test('an operator writes one in its own namespace', () => {
    const chart = new OperatorChart(new App(), 'edge', { namespace: 'shared' });
    const policy = new BackendTls(chart, 'tls', MINIMAL);
    expect(policy.metadata.namespace).toBe('shared');
    expect(Findings.of(chart)).toEqual([]);
  });
});

describe('the port', () => {
  test('of a Service of the app goes by the name that the Service gives it', () => {
    const chart = shopChart();
    const service = serviceIn(chart, [{ name: 'web', port: 80 }, { name: 'https', port: 443 }]);
    const policy = new BackendTls(chart, 'tls', { ...MINIMAL, backend: Backend.of(service, { port: 443 }) });
    expect(specOf(policy).targetRefs).toStrictEqual([{ ...TARGET, sectionName: 'https' }]);
    expect(Findings.of(chart)).toEqual([]);
  });

  test('of a cdk8s-plus Service too', () => {
    const chart = shopChart();
    const service = new kplus.Service(chart, 'accounts', { metadata: { name: 'accounts' }, ports: [{ name: 'https', port: 443 }] });
    const policy = new BackendTls(chart, 'tls', { ...MINIMAL, backend: Backend.of(service) });
    expect(specOf(policy).targetRefs).toStrictEqual([{ ...TARGET, sectionName: 'https' }]);
  });

  test('without a name is the only one, so the policy is for the Service', () => {
    const chart = shopChart();
    const policy = new BackendTls(chart, 'tls', { ...MINIMAL, backend: Backend.of(serviceIn(chart, [{ port: 443 }])) });
    expect(specOf(policy).targetRefs).toStrictEqual([TARGET]);
  });

  test('with its name written as the Service has it is taken', () => {
    const chart = shopChart();
    const backend = Backend.of(serviceIn(chart, [{ name: 'https', port: 443 }]));
    expect(specOf(new BackendTls(chart, 'tls', { ...MINIMAL, backend, portName: 'https' })).targetRefs).toStrictEqual([{ ...TARGET, sectionName: 'https' }]);
  });

  test.each([
    ['another name', [{ name: 'https', port: 443 }], { portName: 'web' }, /portName "web": port 443 of Service accounts is called "https"; leave it out/],
    ['a name where it has none', [{ port: 443 }], { portName: 'web' }, /portName "web": port 443 of Service accounts has no name/],
    ['a UDP port', [{ name: 'dns', port: 53, protocol: 'UDP' }], {}, /backend: Service accounts has no TCP port/],
  ])('%s is refused', (_, ports, props, message) => {
    const chart = shopChart();
    const backend = Backend.of(serviceIn(chart, ports));
    expect(() => new BackendTls(chart, 'tls', { ...MINIMAL, backend, ...props })).toThrow(message);
  });

  test('of several has to be said', () => {
    const chart = shopChart();
    const service = serviceIn(chart, [{ name: 'web', port: 80 }, { name: 'https', port: 443 }]);
    expect(() => new BackendTls(chart, 'tls', { ...MINIMAL, backend: Backend.of(service) })).toThrow(/several ports: 80 \(web\), 443 \(https\)/);
  });

  test('a UDP port of the same number does not lend its name', () => {
    const chart = shopChart();
    const service = serviceIn(chart, [{ name: 'quic', port: 443, protocol: 'UDP' }, { name: 'https', port: 443 }]);
    const policy = new BackendTls(chart, 'tls', { ...MINIMAL, backend: Backend.of(service, { port: 443 }) });
    expect(specOf(policy).targetRefs).toStrictEqual([{ ...TARGET, sectionName: 'https' }]);
  });

  test('of a Service that cannot be read yet needs its name', () => {
    const chart = shopChart();
    const service = new kplus.Service(chart, 'accounts', { metadata: { name: 'accounts' } });
    const backend = Backend.of(service, { port: 443 });
    expect(() => new BackendTls(chart, 'tls', { ...MINIMAL, backend })).toThrow(
      /backend: Service accounts cannot be read yet \(.*\), so the name of port 443 is not known; complete the Service before, or write portName/);
    expect(specOf(new BackendTls(chart, 'tls', { ...MINIMAL, backend, portName: 'https' })).targetRefs).toStrictEqual([{ ...TARGET, sectionName: 'https' }]);
  });

  test('that gets another name afterwards is found at synth', () => {
    const chart = shopChart();
    const service = serviceIn(chart, [{ name: 'https', port: 443 }]);
    new BackendTls(chart, 'tls', { ...MINIMAL, backend: Backend.of(service) });
    service.addJsonPatch(JsonPatch.replace('/spec/ports/0/name', 'web'));
    expect(Findings.of(chart)).toMatchObject([{ code: 'GW025', severity: 'error', fix: 'write "web"' }]);
  });
});

describe('the namespace', () => {
  const two = testGrant({ namespaces: ['ecommerce-a', 'ecommerce-b'] });

  test.each<[string, Partial<BackendTlsProps>, string]>([
    ['the one written', { metadata: { namespace: 'ecommerce-b' } }, 'ecommerce-b'],
    ['the Service\'s', { backend: Backend.service('accounts', 8443, { namespace: 'ecommerce-a' }) }, 'ecommerce-a'],
  ])('of several granted ones is %s', (_, props, namespace) => {
    expect(policyWith(props, two).metadata.namespace).toBe(namespace);
  });

  test('of a chart comes first', () => {
    const chart = new TeamChart(new App(), 'shop', { grants: [two], namespace: 'ecommerce-b' });
    expect(new BackendTls(chart, 'tls', MINIMAL).metadata.namespace).toBe('ecommerce-b');
  });

  test.each<[string, Partial<BackendTlsProps>, TeamGrant, RegExp]>([
    ['of several that nobody chose', {}, two, /\[shop\/tls\] BackendTls: its namespace is not known; write metadata: \{ namespace: … \}/],
    ['that was not granted', { metadata: { namespace: 'payments' } }, testGrant(),
      /its namespace "payments": it was not granted to the team; write one of "ecommerce-prod" as metadata\.namespace/],
    ['of a Service of others', { backend: Backend.service('accounts', 8443, { namespace: 'identity-prod' }) }, testGrant(),
      /the Service's namespace "identity-prod": the policy stands in "ecommerce-prod", .*no ReferenceGrant changes that; have the Service's owner write the policy/],
    ['of a Service beside it', { backend: Backend.service('accounts', 8443, { namespace: 'ecommerce-a' }), metadata: { namespace: 'ecommerce-b' } }, two,
      /the policy stands in "ecommerce-b".*write metadata: \{ namespace: "ecommerce-a" \}/],
  ])('%s is refused', (_, props, grant, message) => {
    expect(() => policyWith(props, grant)).toThrow(message);
  });

  test('of a Service elsewhere is refused to operators as well, and they are told where to write it', () => {
    const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
    const backend = Backend.service('accounts', 8443, { namespace: 'shared' });
    expect(() => new BackendTls(chart, 'tls', { ...MINIMAL, backend })).toThrow(/write metadata: \{ namespace: "shared" \}/);
    expect(new BackendTls(chart, 'tls', { ...MINIMAL, backend, metadata: { namespace: 'shared' } }).metadata.namespace).toBe('shared');
  });
});

describe('the implementation', () => {
  const on = (name: Parameters<typeof implementationFacts>[0], overrides: Partial<GrantData> = {}): TeamGrant => {
    const { name: called, controllerName, unsupportedFeatures } = implementationFacts(name);
    return testGrant({ implementation: { ...grantData().implementation, name: called, controllerName, unsupportedFeatures }, ...overrides });
  };
  const names = { subjectAltNames: [SubjectAltName.hostname('accounts.company.com')] };

  test('that has no such policy is refused, and those that have it are named', () => {
    expect(() => policyWith({}, on('awsLoadBalancerController'))).toThrow(
      /\[shop\/tls\] BackendTls: a BackendTLSPolicy: AWS Load Balancer Controller does not support it \(BackendTLSPolicy in its conformance report\); remove it, or use an implementation that does: .*Envoy Gateway/);
  });

  test('that does not compare other names is refused them alone', () => {
    expect(() => policyWith(names, on('traefik'))).toThrow(/subjectAltNames: Traefik does not support it \(BackendTLSPolicySANValidation in/);
    expect(validationOf(policyWith({}, on('traefik')))).toStrictEqual({ wellKnownCACertificates: 'System', hostname: 'accounts.company.com' });
  });

  test('of other namespaces does not count', () => {
    const elsewhere = on('awsLoadBalancerController', { namespaces: ['ecommerce-staging'] });
    const policy = policyWith({ ...names, metadata: { namespace: 'ecommerce-prod' } }, testGrant(), elsewhere);
    expect(validationOf(policy)).toMatchObject({ subjectAltNames: [{ type: 'Hostname', hostname: 'accounts.company.com' }] });
  });

  test('of any grant of the namespace counts', () => {
    expect(() => policyWith({}, testGrant(), on('haproxyIngress'))).toThrow(/HAProxy Ingress does not support it/);
  });
});

describe('what is refused', () => {
  test.each<[string, object, RegExp]>([
    ['a weight', { backend: Backend.service('accounts', 8443, { weight: 3 }) }, /\[shop\/tls\] BackendTls: backend\.weight 3: TLS is spoken to the Service in every rule/],
    ['filters', { backend: Backend.service('accounts', 8443, { filters: [RouteFilter.rewrite({ hostname: 'a.io' })] }) },
      /backend\.filters: TLS changes no request, so they would have no effect; leave them out/],
    ['no backend', { backend: undefined }, /backend undefined: it is not a Backend/],
    ['no hostname', { hostname: undefined }, /hostname undefined: it is not text/],
    ['a wildcard as hostname', { hostname: '*.company.com' }, /hostname "\*\.company\.com": a wildcard is not allowed here/],
    ['an address as hostname', { hostname: '10.0.0.1' }, /hostname "10\.0\.0\.1": an IP address is not a hostname; write a DNS name of its certificate$/],
    ['an IPv6 address as hostname', { hostname: 'fd00::1' }, /hostname "fd00::1": an IP address is not a hostname; write a DNS name of its certificate$/],
    ['no authority', { authority: undefined }, /authority undefined: it is not a TlsAuthority; write TlsAuthority\.configMap/],
    ['text as authority', { authority: 'internal-ca' }, /authority "internal-ca": it is not a TlsAuthority/],
    ['a name that is text', { subjectAltNames: ['a.company.com'] }, /subjectAltNames\[0\] "a\.company\.com": it is not a SubjectAltName/],
    ['names that are no list', { subjectAltNames: 'a.company.com' }, /subjectAltNames "a\.company\.com": it is not a list/],
    ['six names', { subjectAltNames: [...'abcdef'].map((name) => SubjectAltName.hostname(name)) }, /spec\.validation\.subjectAltNames .*it has 6 entries, and 5 is the limit/],
    ['a port name that is none', { portName: 'Https' }, /portName "Https": a DNS label holds/],
    ['a number as port name', { portName: 443 }, /portName 443: it is not text/],
    ['an option without domain', { options: { ciphers: 'x' } }, /options key "ciphers": options of an implementation have its domain.*write a key such as "example\.com\/min-version"/],
    ['options that are no map', { options: 'x' }, /options "x": it is not a map/],
    ['a number as option', { options: { 'example.com/a': 1 } }, /spec\.options\["example\.com\/a"\] 1: it is not text/],
    ['17 options', { options: Object.fromEntries(Array.from({ length: 17 }, (__, i) => [`example.com/${i}`, 'x'])) }, /spec\.options .*17 entries, and 16 is the limit/],
    ['a misspelled option', { subjectAltName: [] }, /subjectAltName is no option here, and would have no effect/],
    ['metadata that is none', { metadata: 'tls' }, /metadata "tls": it is not an object/],
    ['a name that is none', { metadata: { name: 'A' } }, /metadata\.name "A"/],
  ])('%s', (_, props, message) => {
    const chart = shopChart();
    expect(() => new BackendTls(chart, 'tls', { ...MINIMAL, ...props } as never)).toThrow(message);
    expect(chart.node.children).toEqual([]);
  });

  test('no props', () => {
    expect(() => new BackendTls(shopChart(), 'tls', undefined as never)).toThrow(/\[shop\/tls\] BackendTls: props undefined: it is not an object/);
  });

  test('the platform\'s scope, and a second construct of one id', () => {
    expect(() => new BackendTls(new PlatformChart(new App(), 'platform'), 'tls', MINIMAL)).toThrow(
      /\[platform\/tls\] BackendTls: it stands in a scope of the infrastructure provider, and only the application team or the cluster operator can make it/);
    const chart = shopChart();
    new BackendTls(chart, 'tls', MINIMAL);
    expect(() => new BackendTls(chart, 'tls', MINIMAL)).toThrow(/already holds a construct named "tls"/);
  });

  test('an ExternalName', () => {
    const chart = shopChart();
    const service = new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', spec: { type: 'ExternalName', externalName: 'a.example.com' } });
    expect(() => new BackendTls(chart, 'tls', { ...MINIMAL, backend: Backend.of(service) })).toThrow(/is an ExternalName/);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['a ConfigMap without name', () => TlsAuthority.configMap(''), /^TlsAuthority\.configMap: name "": it is empty/],
    ['no ConfigMaps', () => TlsAuthority.configMaps([]), /^TlsAuthority\.configMaps: names \[\]: it is not a list of 1 to 8 names/],
    ['nine ConfigMaps', () => TlsAuthority.configMaps([...'abcdefghi']), /it is not a list of 1 to 8 names/],
    ['ConfigMaps that are no list', () => TlsAuthority.configMaps('a' as never), /names "a": it is not a list/],
    ['a ConfigMap in the list without name', () => TlsAuthority.configMaps(['a', 'B']), /names\[1\] "B"/],
    ['a ConfigMap twice', () => TlsAuthority.configMaps(['a', 'a']), /names\[1\] "a": it stands there twice; leave one out/],
    ['an address as name', () => SubjectAltName.hostname('10.0.0.1'), /hostname "10\.0\.0\.1": an IP address is not a hostname; write a DNS name of its certificate$/],
    ['an address of IPv6 as name', () => SubjectAltName.hostname('2001:db8::1'), /an IP address is not a hostname; write a DNS name of its certificate$/],
    ['a URI of a scheme alone', () => SubjectAltName.uri('spiffe://'), /^SubjectAltName\.uri: uri "spiffe:\/\/": it names nothing behind "\/\/"; write one such as "spiffe:/],
    ['a URI without scheme', () => SubjectAltName.uri('company.com/accounts'), /^SubjectAltName\.uri: uri "company\.com\/accounts": it is not a URI with a scheme/],
    ['no URI', () => SubjectAltName.uri(undefined as never), /uri undefined: it is not text/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('two policies', () => {
  const policy = (chart: TeamChart, id: string, portName?: string): BackendTls => new BackendTls(chart, id, { ...MINIMAL, portName });

  test('for one Service are found at synth', () => {
    const chart = shopChart();
    const first = policy(chart, 'a');
    policy(chart, 'b');
    expect(Findings.of(chart)).toMatchObject([{
      code: 'GW024', severity: 'error', construct: 'shop/b', path: 'spec.targetRefs[0]',
      message: `BackendTLSPolicy ${first.name} is for every port of Service ecommerce-prod/accounts already; only the older of the two counts, and the other is not accepted`,
    }]);
  });

  test('for one port are found at synth', () => {
    const chart = shopChart();
    policy(chart, 'a', 'https');
    policy(chart, 'b', 'https');
    expect(Findings.of(chart).filter(({ severity }) => severity === 'error')).toMatchObject([{
      code: 'GW024', construct: 'shop/b', message: expect.stringMatching(/is for port "https" of Service ecommerce-prod\/accounts already/),
    }]);
  });

  test('for the Service and for a port of it stand side by side', () => {
    const chart = shopChart();
    policy(chart, 'a');
    policy(chart, 'b', 'https');
    policy(chart, 'c', 'admin');
    expect(Findings.of(chart).map(({ code, severity }) => [code, severity])).toEqual([['GW025', 'unknown'], ['GW025', 'unknown']]);
  });
});
