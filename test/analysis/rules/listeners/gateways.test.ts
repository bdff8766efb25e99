import { checkEntries } from '../../../../src/analysis/check-entries';
import type { Finding } from '../../../../src/manifest/finding';
import type { Manifest } from '../../../../src/manifest/manifest';
import { finding, found, gateway, gatewayClass, http, https, listenerSet, object } from './judged';

const API = 'gateway.networking.k8s.io/v1';
const refs = (...more: object[]): object => ({ validation: { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca', ...more[0] }], ...more[1] } });
const frontend = (tls: object, listeners: object[] = [https('https', 'a.com')], more: object = {}): Manifest =>
  gateway({ listeners, tls: { frontend: tls }, ...more });
const configMap = (data: object): Manifest => object('v1', 'ConfigMap', 'ca', data, 'infra');
const inApp = (code: string, manifest: Manifest): Finding[] =>
  checkEntries([{ manifest, construct: 'app/edge' }], { channel: 'standard' }).filter((one) => one.code === code);
const GOOD = configMap({ data: { 'ca.crt': '-----BEGIN CERTIFICATE-----' } });

describe('GW132', () => {
  test('a port without a listener', () => {
    expect(found('GW132', [frontend({ default: {}, perPort: [{ port: 443, tls: refs() }, { port: 9999, tls: refs() }] })])).toStrictEqual([{
      severity: 'error', name: 'edge', path: 'spec.tls.frontend.perPort[1].port', fix: 'write the port of an HTTPS listener, or leave the entry out',
      message: '9999: no listener of the Gateway has the port; no client is asked for a certificate by it',
    }]);
  });

  test('a warning in an app, where listeners come with teams', () => {
    const manifest = frontend({ default: {}, perPort: [{ port: 9999, tls: refs() }] });
    expect(inApp('GW132', manifest)).toMatchObject([{ severity: 'warning' }]);
  });

  test('a port for another protocol is a warning', () => {
    expect(found('GW132', [frontend({ default: {}, perPort: [{ port: 80, tls: refs() }] }, [http(), https('https')])])).toEqual([
      finding('spec.tls.frontend.perPort[0].tls.validation', /^the listener on port 80 is for HTTP/, { severity: 'warning' }),
    ]);
  });

  test('no HTTPS listener at all is a warning', () => {
    expect(found('GW132', [frontend({ default: refs() }, [http()])])).toEqual([
      finding('spec.tls.frontend.default.validation', /^no listener of the Gateway is for HTTPS/, { severity: 'warning' }),
    ]);
  });

  const open = { allowedListeners: { namespaces: { from: 'All' } } };
  const perPort = { default: {}, perPort: [{ port: 8443, tls: refs() }] };

  test('a port that a ListenerSet may bring is unknown, and an error in a closed world', () => {
    expect(found('GW132', [frontend(perPort, [https('https')], open)])).toEqual([
      finding('spec.tls.frontend.perPort[0].tls.validation', /^no listener here has port 8443/, { severity: 'unknown' }),
    ]);
    expect(found('GW132', [frontend(perPort, [https('https')], open)], true)).toMatchObject([{ severity: 'error' }]);
  });

  test('a port that a ListenerSet brings: nothing', () => {
    expect(found('GW132', [frontend(perPort, [http()], open), listenerSet(https('own', 'b.com', 'x', { port: 8443 }))], true)).toEqual([]);
  });
});

describe('GW133', () => {
  test.each<[string, object, RegExp]>([
    ['another key', { data: { 'root.pem': 'x' } }, /^ConfigMap infra\/ca has no key ca\.crt; without an authority/],
    ['other content', { data: { 'ca.crt': 'Hello' } }, /holds no certificate in PEM form under ca\.crt/],
  ])('%s', (_, data, message) => {
    expect(found('GW133', [configMap(data), frontend({ default: refs() })])).toEqual([
      finding('spec.tls.frontend.default.validation.caCertificateRefs[0].name', message, { severity: 'error' }),
    ]);
  });

  test('what is not here is unknown, and an error in a closed world', () => {
    const manifests = [frontend({ default: {}, perPort: [{ port: 443, tls: refs() }] })];
    const at = 'spec.tls.frontend.perPort[0].tls.validation.caCertificateRefs[0].name';
    expect(found('GW133', manifests)).toEqual([finding(at, /^ConfigMap infra\/ca is not here/, { severity: 'unknown' })]);
    expect(found('GW133', manifests, true)).toMatchObject([{ severity: 'error' }]);
  });

  test('another kind is a warning', () => {
    expect(found('GW133', [frontend({ default: refs({ kind: 'Secret' }) })])).toEqual([
      finding('spec.tls.frontend.default.validation.caCertificateRefs[0].kind', /^Secret of the core group as an authority/, { severity: 'warning' }),
    ]);
  });

  test.each<[string, Manifest[]]>([
    ['a good one', [GOOD, frontend({ default: refs() })]],
    ['a good one in binary', [configMap({ binaryData: { 'ca.crt': 'eA==' } }), frontend({ default: refs() })]],
    ['a bundle of trust-manager', [object('trust.cert-manager.io/v1alpha1', 'Bundle', 'ca'), frontend({ default: refs() })]],
  ])('%s: nothing', (_, manifests) => {
    expect(found('GW133', manifests, true)).toEqual([]);
  });
});

describe('GW134', () => {
  const insecure = refs({}, { mode: 'AllowInsecureFallback' });

  test('on every port, and on one', () => {
    expect(found('GW134', [GOOD, frontend({ default: insecure, perPort: [{ port: 443, tls: insecure }] })])).toEqual([
      finding('spec.tls.frontend.default.validation.mode', /on every port without its own: connections without a client certificate/, { severity: 'warning' }),
      finding('spec.tls.frontend.perPort[0].tls.validation.mode', /on port 443:/),
    ]);
  });

  test('AllowValidOnly and the default: nothing', () => {
    expect(found('GW134', [frontend({ default: refs({}, { mode: 'AllowValidOnly' }), perPort: [{ port: 443, tls: refs() }] })])).toEqual([]);
  });
});

describe('GW135', () => {
  const manifest = gateway({ listeners: [http()], tls: { backend: { clientCertificateRef: { name: 'tls' } } } });
  const policy = object(API, 'BackendTLSPolicy', 'p', { spec: { targetRefs: [], validation: {} } }, 'shop');

  test('without a policy it is unknown, and a warning in a closed world', () => {
    expect(found('GW135', [manifest])).toEqual([finding('spec.tls.backend.clientCertificateRef', /no BackendTLSPolicy is here/, { severity: 'unknown' })]);
    expect(found('GW135', [manifest], true)).toMatchObject([{ severity: 'warning' }]);
  });

  test('with a policy, and without a certificate: nothing', () => {
    expect(found('GW135', [manifest, policy])).toEqual([]);
    expect(found('GW135', [gateway({ listeners: [http()] })])).toEqual([]);
  });

  test('nothing in an app, which is a part of what the cluster holds', () => {
    expect(inApp('GW135', manifest)).toEqual([]);
  });
});

describe('GW136', () => {
  test('keys of the API', () => {
    const infrastructure = {
      labels: { 'gateway.networking.k8s.io/gateway-name': 'x', team: 'edge' }, annotations: { 'gateway.networking.k8s.io/x': 'y', 'k8s.io/x': 'y' },
    };
    expect(found('GW136', [gateway({ listeners: [http()], infrastructure })])).toEqual([
      finding('spec.infrastructure.labels["gateway.networking.k8s.io/gateway-name"]', /the implementation sets keys of .* itself/, { severity: 'error' }),
      finding('spec.infrastructure.annotations["gateway.networking.k8s.io/x"]', /./),
    ]);
  });
});

describe('GW137', () => {
  const addressed = (...addresses: unknown[]): Manifest => gateway({ listeners: [http()], addresses });

  test.each<[string, object, RegExp, string]>([
    ['a type that only begins like one', { type: 'IPAddresses', value: '10.0.0.1' }, /^"IPAddresses": it is neither .*; the Gateway is not accepted$/, 'error'],
    ['an address as a hostname', { type: 'Hostname', value: '10.0.0.1' }, /^"10\.0\.0\.1" is an IP address, and is given as a hostname/, 'error'],
    ['a name of an implementation', { type: 'NamedAddress', value: 'edge' }, /^type "NamedAddress" is deprecated/, 'warning'],
  ])('%s', (_, address, message, severity) => {
    expect(found('GW137', [addressed({ value: '10.0.0.9' }, address)])).toEqual([finding('spec.addresses[1].type', message, { severity })]);
  });

  test('the types of the API, and one with a domain: nothing', () => {
    const addresses = [{ type: 'IPAddress', value: '10.0.0.1' }, { type: 'Hostname', value: 'a.com' }, { type: 'example.com/pool', value: 'x' }];
    expect(found('GW137', [addressed(...addresses)])).toEqual([]);
  });
});

const EG = 'gateway.envoyproxy.io/gatewayclass-controller';
const proxy = (more: object = {}): object => ({ group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: 'edge', ...more });

describe('GW138', () => {
  test.each<[string, string, object, RegExp]>([
    ['a kind of Kubernetes without a namespace', 'x.io/c', { group: '', kind: 'ConfigMap', name: 'a' }, /^ConfigMap stands in a namespace; the class is not accepted/],
    ['a cluster-scoped one with', 'x.io/c', { group: '', kind: 'Node', name: 'a', namespace: 'b' }, /^"b": Node is cluster-scoped/],
    ['what the implementation reads, without', EG, proxy(), /^EnvoyProxy stands in a namespace; the class/],
  ])('%s', (_, controller, parametersRef, message) => {
    expect(found('GW138', [gatewayClass(controller, { parametersRef })])).toEqual([finding('spec.parametersRef.namespace', message, { severity: 'error' })]);
  });

  test('with its namespace, and what is not known: nothing', () => {
    expect(found('GW138', [gatewayClass(EG, { parametersRef: proxy({ namespace: 'infra' }) })])).toEqual([]);
    expect(found('GW138', [gatewayClass('x.io/c', { parametersRef: { group: 'x.io', kind: 'Thing', name: 'edge' } })])).toEqual([]);
  });
});

describe('GW139', () => {
  const withParameters = (parametersRef: object): Manifest => gateway({ listeners: [http()], infrastructure: { parametersRef } });
  const local = { group: '', kind: 'ConfigMap', name: 'a' };

  test('a class with another kind', () => {
    expect(found('GW139', [gatewayClass(EG, { parametersRef: { ...local, namespace: 'b' } })])).toStrictEqual([{
      severity: 'error', name: 'class', path: 'spec.parametersRef.kind', fix: 'write { group: "gateway.envoyproxy.io", kind: EnvoyProxy }',
      message: 'Envoy Gateway reads EnvoyProxy of gateway.envoyproxy.io as parameters of a GatewayClass, not ConfigMap of the core group; '
        + 'it takes the class for invalid, or serves it as if nothing were written',
    }]);
  });

  test('a class that has none to read, with where they are read', () => {
    expect(found('GW139', [gatewayClass('istio.io/gateway-controller', { parametersRef: { ...local, namespace: 'b' } })])).toMatchObject([{
      message: expect.stringMatching(/^Istio reads no parameters of a GatewayClass/), fix: 'write it as spec.infrastructure.parametersRef of the Gateway',
    }]);
  });

  test('a Gateway, by its class', () => {
    const deployment = { group: 'projectcontour.io', kind: 'ContourDeployment', name: 'a' };
    expect(found('GW139', [gatewayClass('projectcontour.io/gateway-controller'), withParameters(deployment)]))
      .toEqual([finding('spec.infrastructure.parametersRef.kind', /^Contour reads no parameters of a Gateway/, { fix: 'write it as parametersRef of the GatewayClass' })]);
    expect(found('GW139', [gatewayClass('networking.gke.io/gateway'), withParameters(local)])).toMatchObject([{ fix: 'leave parametersRef out' }]);
  });

  test('parameters that are not here are said in a closed world', () => {
    const manifests = [gatewayClass(EG), withParameters(proxy())];
    expect(found('GW139', manifests)).toEqual([]);
    expect(found('GW139', manifests, true)).toEqual([finding('spec.infrastructure.parametersRef', /^EnvoyProxy infra\/edge is not here/, { severity: 'error' })]);
    expect(found('GW139', [...manifests, object('gateway.envoyproxy.io/v1alpha1', 'EnvoyProxy', 'edge', {}, 'infra')], true)).toEqual([]);
  });

  test.each<[string, Manifest[]]>([
    ['the kind that is read', [gatewayClass(EG, { parametersRef: proxy({ namespace: 'infra' }) }), withParameters(proxy())]],
    ['a controller that is not known', [gatewayClass('x.io/c', { parametersRef: { ...local, namespace: 'b' } }), withParameters(local)]],
    ['a class that is not here', [withParameters(local)]],
  ])('%s: nothing', (_, manifests) => {
    expect(found('GW139', manifests)).toEqual([]);
  });
});

describe('whatever stands there', () => {
  const odd = [undefined, null, 5, 'x', [], {}, [null], [5, 'x', {}, []], { a: [] }];
  const specs = odd.flatMap((value) => [
    value, { listeners: value, addresses: value, tls: value, infrastructure: value, allowedListeners: value, parametersRef: value, parentRef: value },
    { listeners: [{ name: value, port: value, protocol: value, hostname: value, tls: value, allowedRoutes: value }] },
    { listeners: [{ protocol: 'HTTPS', tls: { certificateRefs: value, mode: value, options: value }, allowedRoutes: { namespaces: value, kinds: value } }] },
    { listeners: [{ protocol: 'TLS', allowedRoutes: { namespaces: { from: 'Selector', selector: value } } }] },
    { listeners: [{ allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: value, matchExpressions: value } } } }] },
    { tls: { frontend: value, backend: value } }, { tls: { frontend: { default: value, perPort: value } } },
    { tls: { frontend: { default: { validation: value }, perPort: [{ port: value, tls: { validation: { caCertificateRefs: value } } }] } } },
  ]);

  const groups = new Map([
    ['Certificate', 'cert-manager.io/v1'], ['Secret', 'v1'], ['Namespace', 'v1'], ['ValidatingAdmissionPolicy', 'admissionregistration.k8s.io/v1'],
  ]);

  test.each(['Gateway', 'ListenerSet', 'GatewayClass', 'HTTPRoute', ...groups.keys()])('no rule crashes on a %s', (kind) => {
    const manifests = specs.flatMap((spec) => odd.slice(0, 6).map((metadata) => ({
      apiVersion: groups.get(kind) ?? API, kind, metadata, spec, data: spec, stringData: spec,
    }) as Manifest));
    const named = specs.map((spec) => ({ ...gateway({}), kind, apiVersion: groups.get(kind) ?? API, spec }) as Manifest);
    const findings = checkEntries([...manifests, ...named].map((manifest) => ({ manifest })), { channel: 'standard', closedWorld: true });
    expect(findings.filter(({ message }) => message.includes('could not judge'))).toEqual([]);
  });
});
