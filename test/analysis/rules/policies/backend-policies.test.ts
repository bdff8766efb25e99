import { foundIn, said } from '../../../util/check';

const service = (name: string, spec = '{ ports: [{ port: 443 }] }', namespace = 'shop'): string => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
---`;

const tls = (targets: string, validation = '{ hostname: a.com, wellKnownCACertificates: System }', version = 'v1'): string => `
apiVersion: gateway.networking.k8s.io/${version}
kind: BackendTLSPolicy
metadata: { name: tls, namespace: shop }
spec: { targetRefs: [${targets}], validation: ${validation} }
---`;

const WEB = '{ group: "", kind: Service, name: web }';

const traffic = (name: string, spec: string, targets = WEB): string => `
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackendTrafficPolicy
metadata: { name: ${name}, namespace: shop }
spec: { targetRefs: [${targets}], ${spec} }
---`;

const SESSIONS = 'sessionPersistence: { sessionName: shop }';

const route = (...rules: string[]): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop, namespace: shop }
spec: { rules: [${rules.join(', ')}] }
---`;

test('a target is in the namespace of its policy, whatever stands there', () => {
  const elsewhere = WEB.replace(' }', ', namespace: pay }');
  expect(said('GW341', tls(elsewhere), { closedWorld: true })).toEqual([
    expect.stringMatching(/^error spec\.targetRefs\[0\]\.name: Service shop\/web is not here/),
  ]);
  expect(foundIn('GW341', tls(elsewhere) + service('web'), { closedWorld: true })).toEqual([]);
  expect(foundIn('GW341', tls(elsewhere) + service('web', undefined, 'pay'), { closedWorld: true })).toHaveLength(1);
});

describe('GW340: names of certificates', () => {
  test('an address is none, in every version', () => {
    for (const version of ['v1', 'v1alpha3']) {
      const names = '[{ type: Hostname, hostname: 10.0.0.2 }, { type: URI, uri: "spiffe://" }]';
      expect(foundIn('GW340', tls(WEB, `{ hostname: 10.0.0.1, subjectAltNames: ${names} }`, version))).toMatchObject([{ path: 'spec.validation.hostname' }, { path: 'spec.validation.subjectAltNames[0].hostname' }, { path: 'spec.validation.subjectAltNames[1].uri' }]);
    }
  });

  test('of an XBackend too, whose host is judged by GW310', () => {
    const backend = `
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackend
metadata: { name: out, namespace: shop }
spec:
  type: ExternalHostname
  port: { port: 443 }
  externalHostname: { hostname: 10.0.0.1 }
  tls: { mode: ServerOnly, validation: { hostname: 10.0.0.1, wellKnownCACertificates: System } }`;
    expect(foundIn('GW340', backend)).toMatchObject([{ path: 'spec.tls.validation.hostname' }]);
    expect(foundIn('GW310', backend)).toMatchObject([{ path: 'spec.externalHostname.hostname', category: 'security' }]);
  });
});

describe('GW341: targets that are not here', () => {
  test('are unknown, and errors in a closed world', () => {
    expect(foundIn('GW341', tls(WEB))).toMatchObject([{ severity: 'unknown', path: 'spec.targetRefs[0].name' }]);
    expect(foundIn('GW341', traffic('a', SESSIONS), { closedWorld: true })).toMatchObject([{ severity: 'error' }]);
    expect(foundIn('GW341', service('web') + tls(WEB) + traffic('a', SESSIONS))).toEqual([]);
  });

  test('may stand in another namespace, which no grant changes', () => {
    expect(said('GW341', service('web', '{}', 'other') + tls(WEB))).toEqual([expect.stringMatching(/there is one in namespace "other"; if the policy's own/)]);
  });

  test('with a port are left to GW025, which is an error in a closed world too', () => {
    const yaml = tls('{ group: "", kind: Service, name: web, sectionName: https }');
    expect(foundIn('GW341', yaml)).toEqual([]);
    expect([foundIn('GW025', yaml)[0].severity, foundIn('GW025', yaml, { closedWorld: true })[0].severity]).toEqual(['unknown', 'error']);
  });
});

describe('GW342 and GW343: which targets', () => {
  test.each([
    '{ group: gateway.networking.k8s.io, kind: Gateway, name: a }', '{ group: apps, kind: Deployment, name: a }', '{ group: "", kind: Pod, name: a }',
    '{ group: gateway.networking.x-k8s.io, kind: XBackend, name: a }',
  ])('%s is none', (target) => {
    expect(foundIn('GW342', tls(target))).toMatchObject([{ severity: 'error', path: 'spec.targetRefs[0].kind' }]);
    expect(foundIn('GW341', tls(target))).toEqual([]);
  });

  test('an implementation\'s own kind may be one', () => {
    expect(foundIn('GW342', tls('{ group: gateway.envoyproxy.io, kind: Backend, name: a }'))).toEqual([]);
  });

  test('several are a warning at the second, for TLS alone', () => {
    expect(foundIn('GW343', tls(`${WEB}, { group: "", kind: Service, name: b }`))).toMatchObject([{ severity: 'warning', path: 'spec.targetRefs[1]' }]);
    expect(foundIn('GW343', tls(WEB) + traffic('a', SESSIONS, `${WEB}, { group: "", kind: Service, name: b }`))).toEqual([]);
  });
});

describe('GW344: authorities', () => {
  const by = (...refs: string[]): string => tls(WEB, `{ hostname: a.com, caCertificateRefs: [${refs.join(', ')}] }`);
  const CA = '{ group: "", kind: ConfigMap, name: ca }';
  const map = (data: string, namespace = 'shop'): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ca, namespace: ${namespace} }\n${data}\n---`;
  const PEM = '"-----BEGIN CERTIFICATE-----"';

  test.each([
    ['a good one', map(`data: { ca.crt: ${PEM} }`) + by(CA), []],
    ['a binary one', map('binaryData: { ca.crt: LS0tLS0= }') + by(CA), []],
    ['another key', map(`data: { tls.crt: ${PEM} }`) + by(CA), [/^error .*caCertificateRefs\[0\]\.name: ConfigMap shop\/ca has no key ca\.crt/]],
    ['no data', map('data:') + by(CA), [/^error .*has no key ca\.crt/]],
    ['no PEM', map('data: { ca.crt: MIIB }') + by(CA), [/^error .*holds no certificate in PEM form/]],
    ['nothing here', by(CA), [/^unknown .*ConfigMap shop\/ca is not here; if the policy/]],
    ['one elsewhere', map(`data: { ca.crt: ${PEM} }`, 'other') + by(CA), [/^unknown .*there is one in namespace "other"/]],
    ['a Secret', by('{ group: "", kind: Secret, name: ca }'), [/^warning .*caCertificateRefs\[0\]\.kind: /]],
    ['a Service', by('{ group: "", kind: Service, name: ca }'), [/^error .*holds no certificate of an authority/]],
    ['a kind of an implementation', by('{ group: x.io, kind: Authority, name: ca }'), []],
  ])('%s', (_, yaml, messages) => {
    expect(said('GW344', yaml)).toEqual(messages.map((message) => expect.stringMatching(message)));
  });

  test('several are a warning', () => {
    expect(foundIn('GW344', map(`data: { ca.crt: ${PEM} }`) + by(CA, CA))).toMatchObject([{ severity: 'warning', category: 'portability' }]);
  });
});

describe('GW345 to GW347: sessions', () => {
  const sticky = service('web', '{ sessionAffinity: ClientIP, ports: [{ port: 80 }] }');
  const kept = '{ sessionPersistence: { sessionName: a }, backendRefs: [{ name: web, port: 80 }] }';
  const free = '{ backendRefs: [{ name: web, port: 80 }] }';

  test('of a policy for a Service that has its own', () => {
    expect(foundIn('GW345', sticky + traffic('a', SESSIONS))).toMatchObject([{ severity: 'error', path: 'spec.targetRefs[0]' }]);
    expect(foundIn('GW345', sticky + traffic('a', 'retryConstraint: {}'))).toEqual([]);
  });

  test('of the rule of a route, and of no other rule', () => {
    expect(foundIn('GW345', sticky + route(free, kept))).toMatchObject([{ path: 'spec.rules[1].backendRefs[0]' }]);
  });

  test('a rule overrides a policy that says something of them', () => {
    expect(foundIn('GW346', traffic('a', SESSIONS) + route(free, kept))).toMatchObject([{ severity: 'warning', path: 'spec.rules[1].sessionPersistence' }]);
    expect(foundIn('GW346', traffic('a', 'retryConstraint: {}') + route(kept))).toEqual([]);
  });

  test('the second policy for a target is found, and one object twice is left to GW003', () => {
    expect(foundIn('GW347', traffic('a', SESSIONS) + traffic('b', SESSIONS)).map(({ resource }) => resource.name)).toEqual(['b']);
    expect(foundIn('GW347', traffic('a', SESSIONS) + traffic('a', SESSIONS))).toEqual([]);
  });
});
