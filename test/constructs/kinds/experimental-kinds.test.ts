import type { ApiObject } from 'cdk8s';
import { App, Chart } from 'cdk8s';
import {
  CookieLifetimeType, SessionPersistenceType, XBackend, XBackendProtocol, type XBackendSpec, XBackendTlsMode, XBackendTrafficPolicy,
  type XBackendTrafficPolicySpec, XBackendType, XMesh, type XMeshSpec,
} from '../../../src';

const chart = (): Chart => new Chart(new App(), 'shop', { namespace: 'shop', disableResourceNameHashes: true });
const messageOf = (make: () => ApiObject): string => {
  try {
    make();
  } catch (error) {
    return (error as Error).message.replace(/^\[shop\/x\] \w+: /, '');
  }
  return 'accepted';
};

describe('XBackend', () => {
  const backendOf = (spec: unknown): XBackend => new XBackend(chart(), 'x', { spec: spec as XBackendSpec });
  const backend = (fields: object): XBackendSpec => ({
    type: XBackendType.EXTERNAL_HOSTNAME, externalHostname: { hostname: 'api.example.com' }, port: { port: 443 }, ...fields,
  });
  const SYSTEM = { hostname: 'api.example.com', wellKnownCaCertificates: 'System' };

  test('every field, in the API\'s names', () => {
    const spec = backend({
      port: { port: 443, name: '' },
      protocol: XBackendProtocol.HTTP2,
      tls: {
        mode: XBackendTlsMode.CLIENT_AND_SERVER, clientCertificateRef: { group: '', kind: 'Secret', name: 'client', namespace: 'pki' }, validation: SYSTEM,
      },
    });
    expect(backendOf(spec).toJson()).toStrictEqual({
      apiVersion: 'gateway.networking.x-k8s.io/v1alpha1',
      kind: 'XBackend',
      metadata: { name: 'shop-x', namespace: 'shop' },
      spec: {
        type: 'ExternalHostname',
        externalHostname: { hostname: 'api.example.com' },
        port: { port: 443, name: '' },
        protocol: 'HTTP2',
        tls: {
          mode: 'ClientAndServer',
          clientCertificateRef: { group: '', kind: 'Secret', name: 'client', namespace: 'pki' },
          validation: { hostname: 'api.example.com', wellKnownCACertificates: 'System' },
        },
      },
    });
  });

  test.each<[unknown, string]>([
    [backend({ type: undefined }), 'spec.type: it is required'],
    [backend({ type: 'Hostname' }), 'spec.type "Hostname": it is none of the values'],
    [backend({ externalHostname: undefined }), 'spec.externalHostname: it is required; write { hostname: "api.example.com" }'],
    [backend({ externalHostname: { hostname: 'a.ns.svc.cluster.local' } }),
      'spec.externalHostname.hostname "a.ns.svc.cluster.local": it names a Service of the cluster; refer to the Service itself'],
    [backend({ externalHostname: { hostname: '*.example.com' } }), 'spec.externalHostname.hostname "*.example.com": a wildcard is not allowed here'],
    [backend({ port: 443 }), 'spec.port 443: it is not an object; write { port, name }'],
    [backend({ port: { port: 0 } }), 'spec.port.port 0: it is outside 1 to 65535'],
    [backend({ port: { port: 443, name: 'https' } }), 'spec.port.name "https": a rule of Gateway API v1.6.1 refuses every name; leave it out'],
    [backend({ protocol: 'GRPC' }), 'spec.protocol "GRPC": it is none of the values'],
    [backend({ tls: {} }), 'spec.tls.mode: it is required'],
    [backend({ tls: { mode: 'ClientAndServer' } }), 'spec.tls.clientCertificateRef: it is required; name the Secret'],
    [backend({ tls: { mode: 'ServerOnly', clientCertificateRef: { name: 'client' } } }),
      'spec.tls.clientCertificateRef {"name":"client"}: mode ServerOnly shows no certificate; leave it out, or write mode "ClientAndServer"'],
    [backend({ tls: { mode: 'ServerOnly', validation: { hostname: 'api.example.com' } } }), 'spec.tls.validation.caCertificateRefs: no authority'],
    [backend({ tls: { mode: 'ServerOnly', validation: { ...SYSTEM, wellKnownCaCertificates: 'x' } } }),
      'spec.tls.validation.wellKnownCaCertificates "x": it is neither System'],
  ])('refused: %j', (spec, message) => {
    expect(messageOf(() => backendOf(spec))).toContain(message);
  });

  test.each<[string, unknown, string]>([
    ['an IP address as hostname', backend({ externalHostname: { hostname: '203.0.113.7' } }),
      'spec.externalHostname.hostname "203.0.113.7": an IP address is not a hostname'],
    ['an IP address as server name', backend({ tls: { mode: 'ServerOnly', validation: { ...SYSTEM, hostname: '203.0.113.7' } } }),
      'spec.tls.validation.hostname "203.0.113.7": an IP address is not a hostname'],
    ['the group core', backend({ tls: { mode: 'ClientAndServer', clientCertificateRef: { group: 'core', name: 'client' } } }),
      'spec.tls.clientCertificateRef.group "core": no API group has this name'],
  ])('refused, as nothing can reach it: %s', (_, spec, message) => {
    expect(messageOf(() => backendOf(spec))).toContain(message);
  });
});

describe('XBackendTrafficPolicy', () => {
  const TARGET = { group: '', kind: 'Service', name: 'product-api' };
  const policyOf = (spec: unknown): XBackendTrafficPolicy => new XBackendTrafficPolicy(chart(), 'x', { spec: spec as XBackendTrafficPolicySpec });
  const policy = (fields: object): unknown => ({ targetRefs: [TARGET], ...fields });
  const budget = (fields: object): unknown => policy({ retryConstraint: { budget: fields } });
  const rate = (fields: object): unknown => policy({ retryConstraint: { minRetryRate: fields } });

  test('every field', () => {
    const spec: XBackendTrafficPolicySpec = {
      targetRefs: [TARGET],
      retryConstraint: { budget: { percent: 0, interval: '1h' }, minRetryRate: { count: 1, interval: '1ms' } },
      sessionPersistence: {
        sessionName: 'shop', absoluteTimeout: '12h', type: SessionPersistenceType.COOKIE, cookieConfig: { lifetimeType: CookieLifetimeType.PERMANENT },
      },
    };
    expect(policyOf(spec).toJson()).toStrictEqual({
      apiVersion: 'gateway.networking.x-k8s.io/v1alpha1',
      kind: 'XBackendTrafficPolicy',
      metadata: { name: 'shop-x', namespace: 'shop' },
      spec: {
        targetRefs: [TARGET],
        retryConstraint: { budget: { percent: 0, interval: '1h' }, minRetryRate: { count: 1, interval: '1ms' } },
        sessionPersistence: { sessionName: 'shop', absoluteTimeout: '12h', type: 'Cookie', cookieConfig: { lifetimeType: 'Permanent' } },
      },
    });
  });

  test.each<[unknown, string]>([
    [{}, 'spec.targetRefs: it is required'],
    [{ targetRefs: [] }, 'spec.targetRefs []: it is empty'],
    [{ targetRefs: new Array(17).fill(TARGET) }, 'it has 17 entries, and 16 is the limit'],
    [{ targetRefs: [TARGET, TARGET] }, 'spec.targetRefs[0] has the same target'],
    [{ targetRefs: [{ ...TARGET, sectionName: 'http' }] }, 'spec.targetRefs[0].sectionName "http": the field is unknown'],
    [budget({ percent: 101 }), 'spec.retryConstraint.budget.percent 101: it is outside 0 to 100'],
    [budget({ interval: '999ms' }), 'spec.retryConstraint.budget.interval "999ms": an interval is a second to an hour; write one such as "10s"'],
    [budget({ interval: '1h1ms' }), 'spec.retryConstraint.budget.interval "1h1ms": an interval is a second to an hour'],
    [rate({ count: 0 }), 'spec.retryConstraint.minRetryRate.count 0: it is outside 1 to 1000000'],
    [rate({ count: 1_000_001 }), 'spec.retryConstraint.minRetryRate.count 1000001: it is outside 1 to 1000000'],
    [rate({ interval: '0s' }), 'spec.retryConstraint.minRetryRate.interval "0s": an interval is longer than zero, and up to an hour'],
    [rate({ interval: '61m' }), 'spec.retryConstraint.minRetryRate.interval "61m": an interval is longer than zero'],
    [rate({ interval: '1d' }), 'spec.retryConstraint.minRetryRate.interval "1d": a duration is up to four whole numbers'],
    [policy({ sessionPersistence: { cookieConfig: { lifetimeType: 'Permanent' } } }), 'spec.sessionPersistence.absoluteTimeout: it is required'],
    [policy({ sessionPersistence: { type: 'Header', cookieConfig: {} } }), 'spec.sessionPersistence.cookieConfig {}: sessions are kept by type "Header"'],
  ])('refused: %j', (spec, message) => {
    expect(messageOf(() => policyOf(spec))).toContain(message);
  });

  test('refused, as it reaches no backend: the group core', () => {
    expect(messageOf(() => policyOf({ targetRefs: [{ ...TARGET, group: 'core' }] }))).toContain('spec.targetRefs[0].group "core": no API group has this name');
  });
});

describe('XMesh', () => {
  const meshOf = (spec: unknown): XMesh => new XMesh(chart(), 'x', { spec: spec as XMeshSpec });
  const CONTROLLER = { controllerName: 'example.com/mesh' };

  test('every field, without the namespace of the chart', () => {
    const spec: XMeshSpec = {
      ...CONTROLLER, description: 'Public', parametersRef: { group: 'example.com', kind: 'Parameters', name: 'p', namespace: 'infra' },
    };
    expect(meshOf(spec).toJson()).toStrictEqual({
      apiVersion: 'gateway.networking.x-k8s.io/v1alpha1',
      kind: 'XMesh',
      metadata: { name: 'shop-x' },
      spec: {
        controllerName: 'example.com/mesh', description: 'Public',
        parametersRef: { group: 'example.com', kind: 'Parameters', name: 'p', namespace: 'infra' },
      },
    });
  });

  test.each<[unknown, string]>([
    [{}, 'spec.controllerName: it is required'],
    [{ controllerName: 'mesh' }, 'spec.controllerName "mesh": it is not a domain'],
    [{ ...CONTROLLER, description: 'x'.repeat(65) }, 'it has 65 characters, and 64 is the limit'],
    [{ ...CONTROLLER, parametersRef: { group: '', kind: 'ConfigMap' } }, 'spec.parametersRef.name: it is required'],
  ])('refused: %j', (spec, message) => {
    expect(messageOf(() => meshOf(spec))).toContain(message);
  });

  test('refused, as no controller can use it: parameters without their namespace', () => {
    const spec = { ...CONTROLLER, parametersRef: { group: '', kind: 'ConfigMap', name: 'p' } };
    expect(messageOf(() => meshOf(spec))).toContain('spec.parametersRef.namespace: ConfigMap stands in a namespace; write which');
  });

  test('a namespace is refused', () => {
    const make = () => new XMesh(chart(), 'x', { metadata: { namespace: 'shop' }, spec: CONTROLLER });
    expect(messageOf(make)).toBe('metadata.namespace "shop": XMesh is cluster-scoped; leave the namespace out');
  });
});
