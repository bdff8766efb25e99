import { App, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  Backend, BackendTls, type BackendTlsProps, Findings, OperatorChart, Pods, SubjectAltName, TeamChart, type TeamGrant, TlsAuthority,
} from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import { implementationFacts } from '../../../src/manifest/implementation-table';
import { grantData, testGrant } from '../../util/grants';
import { accounts, MINIMAL, policyWith, serviceIn, TARGET, validationOf } from './backend-tls-cases';
import { shopChart, specOf } from './shop';

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
