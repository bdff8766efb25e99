import { foundIn, said } from '../../../util/check';

const service = (name: string, spec: string, namespace = 'shop'): string => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
---`;

const route = (backend: string, kind = 'HTTPRoute'): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: shop, namespace: shop }
spec: { rules: [{ backendRefs: [${backend}] }] }
---`;

const withFilter = (filter: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop, namespace: shop }
spec: { rules: [{ filters: [${filter}], backendRefs: [{ name: web, port: 80 }] }] }
---`;

const WEB = service('web', '{ ports: [{ port: 80, targetPort: 8080 }, { port: 81, targetPort: "9090" }] }');

describe('GW021: the port', () => {
  test('is said to be the pod\'s, where it is', () => {
    const [finding] = foundIn('GW021', WEB + route('{ name: web, port: 8080 }'));
    expect(finding.message).toBe('Service shop/web has no port 8080: 8080 is the pod\'s port behind its port 80, so its share of the requests gets 500');
    expect(finding.fix).toBe('write 80');
  });

  test('of the pod in quotes is recognized', () => {
    expect(foundIn('GW021', WEB + route('{ name: web, port: 9090 }'))).toMatchObject([{ fix: 'write 81' }]);
  });

  test('that nothing has lists those that there are', () => {
    expect(foundIn('GW021', WEB + route('{ name: web, port: 70 }'))).toMatchObject([{ fix: 'write 80 or 81', path: 'spec.rules[0].backendRefs[0].port' }]);
  });

  test.each([
    ['HTTPRoute', /its share of the requests gets 500$/], ['GRPCRoute', /its share of the calls gets UNAVAILABLE$/],
    ['TLSRoute', /its share of the connections is reset$/], ['TCPRoute', /its share of the connections is reset$/],
  ])('says what a %s loses', (kind, loss) => {
    expect(said('GW021', WEB + route('{ name: web, port: 70 }', kind))).toEqual([expect.stringMatching(loss)]);
  });

  test('of a mirror is judged, and costs no request', () => {
    const mirror = withFilter('{ type: RequestMirror, requestMirror: { backendRef: { name: web, port: 8080 } } }');
    expect(said('GW021', WEB + mirror)).toEqual([expect.stringMatching(/filters\[0\]\.requestMirror\.backendRef\.port: .*no request is copied there/)]);
  });

  test('of an external check is judged', () => {
    const check = withFilter('{ type: ExternalAuth, externalAuth: { protocol: HTTP, backendRef: { name: web, port: 8080 } } }');
    expect(said('GW021', WEB + check)).toEqual([expect.stringMatching(/externalAuth\.backendRef\.port: .*nobody can say which requests may pass/)]);
  });
});

describe('GW300: group core', () => {
  test.each([
    ['a backend', route('{ group: core, kind: Service, name: web, port: 80 }'), 'spec.rules[0].backendRefs[0].group'],
    ['a mirror', withFilter('{ type: RequestMirror, requestMirror: { backendRef: { group: core, name: web, port: 80 } } }'),
      'spec.rules[0].filters[0].requestMirror.backendRef.group'],
    ['a filter',
      withFilter('{ type: ExtensionRef, extensionRef: { group: core, kind: ConfigMap, name: web } }'), 'spec.rules[0].filters[0].extensionRef.group'],
    ['a parent', route('{ name: web, port: 80 }').replace('spec: {', 'spec: { parentRefs: [{ group: core, kind: Service, name: web }],'),
      'spec.parentRefs[0].group'],
    ['a grant', `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: web, namespace: shop }
spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: a }], to: [{ group: core, kind: Service, name: web }] }`, 'spec.to[0].group'],
  ])('in %s', (_, yaml, path) => {
    expect(foundIn('GW300', WEB + yaml)).toMatchObject([{ severity: 'error', path, fix: 'write ""' }]);
  });

  test('is said alone: the backend is not also missing, nor of a wrong kind', () => {
    const yaml = route('{ group: core, kind: Service, name: web, port: 80 }');
    expect([...foundIn('GW301', yaml), ...foundIn('GW309', yaml)]).toEqual([]);
  });
});

describe('GW301: a backend that is not here', () => {
  test('is unknown, and an error in a closed world', () => {
    const yaml = route('{ name: web, port: 80 }');
    expect(foundIn('GW301', yaml)).toMatchObject([{ severity: 'unknown', path: 'spec.rules[0].backendRefs[0].name' }]);
    expect(foundIn('GW301', yaml, { closedWorld: true })).toMatchObject([{ severity: 'error' }]);
  });

  test('may be one of another namespace', () => {
    expect(said('GW301', service('web', '{}', 'other') + route('{ name: web, port: 80 }')))
      .toEqual([expect.stringMatching(/Service shop\/web is not here; there is one in namespace "other"; if the cluster has none/)]);
  });

  test('may be a mistyped one', () => {
    expect(said('GW301', service('product-api', '{}') + route('{ name: produkt-api, port: 80 }')))
      .toEqual([expect.stringMatching(/its namespace has one that is called "product-api"/)]);
  });

  test('of an implementation\'s kind is looked for too', () => {
    const backend = '{ group: gateway.envoyproxy.io, kind: Backend, name: out }';
    const there = 'apiVersion: gateway.envoyproxy.io/v1alpha1\nkind: Backend\nmetadata: { name: out, namespace: shop }\n---';
    expect(foundIn('GW301', route(backend))).toHaveLength(1);
    expect(foundIn('GW301', there + route(backend))).toEqual([]);
  });
});

describe('a backend of another namespace', () => {
  const other = service('web', '{ ports: [{ port: 80 }] }', 'shared');
  const foreign = route('{ name: web, namespace: shared, port: 8080 }');

  test('that a grant does not open is said to be just that', () => {
    const grant = `
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: web, namespace: shared }
spec: { from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: elsewhere }], to: [{ group: "", kind: Service, name: web }] }
---`;
    expect(foundIn('GW022', other + grant + foreign)).toMatchObject([{ severity: 'error' }]);
    expect([...foundIn('GW301', grant + foreign), ...foundIn('GW021', other + grant + foreign)]).toEqual([]);
  });

  test('without a grant in a closed world is not permitted, and nothing else', () => {
    const options = { closedWorld: true };
    expect(foundIn('GW022', foreign, options)).toMatchObject([{ severity: 'error' }]);
    expect([...foundIn('GW301', foreign, options), ...foundIn('GW021', other + foreign, options)]).toEqual([]);
  });

  test('whose grant may be elsewhere is still judged by what is here', () => {
    expect(foundIn('GW021', other + foreign)).toMatchObject([{ severity: 'error' }]);
  });
});

describe('GW302 to GW304: what the Service is', () => {
  test('an ExternalName is refused, and its ports are not looked at', () => {
    const yaml = service('web', '{ type: ExternalName, externalName: example.com }') + route('{ name: web, port: 80 }');
    expect(said('GW302', yaml)).toEqual([expect.stringMatching(/^error spec\.rules\[0\]\.backendRefs\[0\]\.name: .*CVE-2021-25740/)]);
    expect([...foundIn('GW021', yaml), ...foundIn('GW303', yaml)]).toEqual([]);
  });

  test('a port for both transports suits both', () => {
    const both = service('dns', '{ ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }] }');
    expect([...foundIn('GW303', both + route('{ name: dns, port: 53 }', 'UDPRoute')), ...foundIn('GW303', both + route('{ name: dns, port: 53 }', 'TCPRoute'))])
      .toEqual([]);
  });

  test.each([
    ['GRPCRoute', 'kubernetes.io/ws', ['error']], ['GRPCRoute', 'kubernetes.io/wss', ['error']], ['GRPCRoute', 'kubernetes.io/h2c', []],
    ['HTTPRoute', 'kubernetes.io/ws', []], ['HTTPRoute', 'kubernetes.io/wss', ['unknown']], ['HTTPRoute', 'http', []], ['TLSRoute', 'kubernetes.io/wss', []],
  ])('a %s to %s: %p', (kind, appProtocol, severities) => {
    const yaml = service('web', `{ ports: [{ name: web, port: 80, appProtocol: ${appProtocol} }] }`) + route('{ name: web, port: 80 }', kind);
    expect(foundIn('GW304', yaml).map(({ severity }) => severity)).toEqual(severities);
  });

  test.each(['', ', sectionName: web'])('a HTTPRoute reaches wss by a BackendTLSPolicy%s', (section) => {
    const policy = `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: web, namespace: shop }
spec: { targetRefs: [{ group: "", kind: Service, name: web${section} }], validation: { hostname: a.com, wellKnownCACertificates: System } }
---`;
    const yaml = service('web', '{ ports: [{ name: web, port: 80, appProtocol: kubernetes.io/wss }] }') + route('{ name: web, port: 80 }');
    expect(foundIn('GW304', policy + yaml)).toEqual([]);
  });
});

describe('GW309: kinds that take no traffic', () => {
  test.each([
    ['{ kind: Services, name: a, port: 80 }', 'write "Service"'], ['{ kind: Pod, name: a, port: 80 }', expect.stringMatching(/^route to the Service/)],
    ['{ group: gateway.networking.k8s.io, kind: HTTPRoute, name: a }', expect.stringMatching(/^route to the Service/)],
    ['{ group: gateway.networking.x-k8s.io, kind: XBackends, name: a }', 'write "XBackend"'],
  ])('%s', (backend, fix) => {
    expect(foundIn('GW309', route(backend))).toMatchObject([{ severity: 'error', fix }]);
  });

  test.each([
    '{ group: multicluster.x-k8s.io, kind: ServiceImport, name: a, port: 80 }', '{ group: gateway.networking.x-k8s.io, kind: XBackend, name: a }',
    '{ group: inference.networking.k8s.io, kind: InferencePool, name: a }', '{ name: a, port: 80 }',
  ])('%s takes traffic, or may', (backend) => {
    expect(foundIn('GW309', route(backend))).toEqual([]);
  });
});

describe('GW308: filters of implementations', () => {
  const filter = withFilter('{ type: ExtensionRef, extensionRef: { group: traefik.io, kind: Middleware, name: auth } }');
  const middleware = (namespace: string): string => `apiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: { name: auth, namespace: ${namespace} }\n---`;

  test('one of the own namespace is found', () => {
    expect(foundIn('GW308', middleware('shop') + filter)).toEqual([]);
  });

  test('one of another namespace is not, and a namespace in the reference changes nothing', () => {
    for (const yaml of [filter, filter.replace('name: auth', 'name: auth, namespace: other')]) {
      expect(said('GW308', middleware('other') + yaml)).toEqual([expect.stringMatching(/^unknown .*shop\/auth is not here; there is one in namespace "other"/)]);
    }
  });

  test('a kind of Kubernetes is no filter', () => {
    expect(foundIn('GW308', withFilter('{ type: ExtensionRef, extensionRef: { group: "", kind: Secret, name: a } }')))
      .toMatchObject([{ severity: 'error', path: 'spec.rules[0].filters[0].extensionRef.kind' }]);
  });

  test('filters of a backend are looked at too', () => {
    const yaml = route('{ name: web, port: 80, filters: [{ type: ExtensionRef, extensionRef: { group: traefik.io, kind: Middleware, name: auth } }] }');
    expect(foundIn('GW308', yaml)).toMatchObject([{ path: 'spec.rules[0].backendRefs[0].filters[0].extensionRef.name' }]);
  });
});
