import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import {
  BackendTlsPolicy, Gateway, GatewayClass, GrpcRoute, HttpRoute, ListenerProtocol, ListenerSet, ReferenceGrant, TcpRoute, TlsRoute, UdpRoute,
  XBackend, XBackendTrafficPolicy, XBackendType, XMesh,
} from '../../src';
import type { Channel, SchemaNode } from '../../src/analysis/schema/schema-node';
import { coverageOf, exceptionProblems } from '../../tools/field-coverage/coverage';
import { fieldsIn, fieldsOf } from '../../tools/field-coverage/fields';
import { type GatewayKind, gatewayKinds } from '../../tools/field-coverage/gateway-kinds';
import { Recorder } from '../../tools/field-coverage/recorder';

/** Every form that a schema has, small. */
const SPEC: SchemaNode = {
  type: 'object',
  properties: {
    gate: { type: 'object', properties: { width: { type: 'integer', enum: [1, 2] } } },
    names: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } },
    rules: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
    labels: { type: 'object', values: { type: 'string' } },
  },
};
const ALL = [
  'spec', 'spec.gate', 'spec.gate.width', 'spec.gate.width=1', 'spec.gate.width=2', 'spec.names[]', 'spec.names[]=a', 'spec.names[]=b',
  'spec.rules[]', 'spec.rules[].name', 'spec.labels{}',
];

describe('the names of fields', () => {
  test('a schema has one for each field, and one for each value of an enumeration', () => {
    expect(fieldsOf(SPEC, 'spec')).toEqual(ALL);
  });

  test('a condition on a value adds none', () => {
    expect(fieldsOf({ ...SPEC, oneOf: [{ properties: { gate: { enum: ['x'] } } }] }, 'spec')).toEqual(ALL);
  });

  test('a value that holds everything has them all', () => {
    const full = { gate: { width: 1 }, names: ['a', 'b'], rules: [{ name: 'x' }], labels: { any: 'y' } };
    expect(new Set([...fieldsIn(SPEC, full, 'spec'), ...fieldsIn(SPEC, { gate: { width: 2 } }, 'spec')])).toEqual(new Set(ALL));
  });

  test.each<[string, unknown, string[]]>([
    ['nothing', {}, ['spec']],
    ['an empty list and an empty map hold nothing', { names: [], labels: {} }, ['spec']],
    ['undefined is not set', { gate: undefined }, ['spec']],
    ['an empty object is set', { gate: {} }, ['spec', 'spec.gate']],
    ['a value outside of an enumeration is no value of it', { gate: { width: 3 } }, ['spec', 'spec.gate', 'spec.gate.width']],
    ['an unknown field has no name', { other: 1 }, ['spec']],
    ['what every object inherits is not set', { gate: Object.create({ width: 1 }) as unknown }, ['spec', 'spec.gate']],
    ['each item of a list counts', { rules: [{}, { name: 'x' }] }, ['spec', 'spec.rules[]', 'spec.rules[]', 'spec.rules[].name']],
  ])('%s', (_, value, expected) => {
    expect(fieldsIn(SPEC, value, 'spec')).toEqual(expected);
  });
});

describe('coverage', () => {
  const KEY = 'example.com/Gate';
  const kind: GatewayKind = {
    key: KEY, apiVersion: 'example.com/v1', kind: 'Gate',
    specs: new Map<Channel, SchemaNode>([
      ['standard', { type: 'object', properties: { a: {} } }],
      ['experimental', { type: 'object', properties: { a: {}, b: {} } }],
    ]),
  };
  const exception = { kind: KEY, field: 'spec.b', reason: 'it is ignored' };

  test('counts each channel for itself, and names what is not emitted', () => {
    expect(coverageOf([kind], { [KEY]: ['spec', 'spec.a'] }, [])).toEqual([
      { channel: 'standard', key: KEY, all: 2, covered: 2, uncovered: [] },
      { channel: 'experimental', key: KEY, all: 3, covered: 2, uncovered: ['spec.b'] },
    ]);
  });

  test('a kind that no construct emits is uncovered as a whole', () => {
    expect(coverageOf([kind], {}, [])[0]).toEqual({ channel: 'standard', key: KEY, all: 2, covered: 0, uncovered: ['spec', 'spec.a'] });
  });

  test('a kind is left out where a channel does not serve it', () => {
    const standard = { ...kind, specs: new Map([...kind.specs].slice(0, 1)) };
    expect(coverageOf([standard], {}, []).map(({ channel }) => channel)).toEqual(['standard']);
  });

  test('a field that several files emit is counted once', () => {
    expect(coverageOf([kind], { [KEY]: ['spec', 'spec.a', 'spec', 'spec.a'] }, [])[0]).toMatchObject({ all: 2, covered: 2 });
  });

  test('no schema has a name twice', () => {
    for (const { specs } of gatewayKinds()) {
      for (const spec of specs.values()) expect(new Set(fieldsOf(spec, 'spec')).size).toBe(fieldsOf(spec, 'spec').length);
    }
  });

  test('an exception excuses its field, and does not count it as emitted', () => {
    const [, experimental] = coverageOf([kind], { [KEY]: ['spec', 'spec.a'] }, [exception]);
    expect(experimental).toEqual({ channel: 'experimental', key: KEY, all: 3, covered: 2, uncovered: [] });
    expect(exceptionProblems([kind], {}, [exception])).toEqual([]);
  });

  test.each([
    ['is emitted', { [KEY]: ['spec.b'] }, exception, 'exception example.com/Gate spec.b: a construct emits it; take it out'],
    ['no schema has', {}, { ...exception, field: 'spec.c' }, 'exception example.com/Gate spec.c: no schema has this field; take it out'],
    ['is of no kind', {}, { ...exception, kind: 'example.com/G' }, 'exception example.com/G spec.b: no schema has this field; take it out'],
    ['has no reason', {}, { ...exception, reason: ' ' }, 'exception example.com/Gate spec.b: it gives no reason; write one'],
  ])('an exception whose field %s is a problem', (_, recorded, bad, problem) => {
    expect(exceptionProblems([kind], recorded, [bad])).toEqual([problem]);
  });

  test('the kinds are those of Gateway API, each in the version that is emitted', () => {
    const versions = Object.fromEntries(gatewayKinds().map(({ key, apiVersion, specs }) => [key, [apiVersion, ...specs.keys()]]));
    expect(Object.keys(versions)).toHaveLength(13);
    expect(versions['gateway.networking.k8s.io/ReferenceGrant']).toEqual(['gateway.networking.k8s.io/v1', 'standard', 'experimental']);
    expect(versions['gateway.networking.x-k8s.io/XMesh']).toEqual(['gateway.networking.x-k8s.io/v1alpha1', 'experimental']);
  });
});

describe('the recorder', () => {
  const KEY = 'gateway.networking.k8s.io/GatewayClass';
  const CLASS = { controllerName: 'example.com/controller' };
  const chart = (): Chart => new Chart(new App(), 'c');
  const record = (object: ApiObject): unknown => {
    const recorder = new Recorder();
    recorder.record(object, object.toJson() as object);
    return recorder.recorded;
  };

  test('counts what a class of this library emits, and a class that is made of it', () => {
    class CompanyClass extends GatewayClass {}
    expect(record(new GatewayClass(chart(), 'x', { spec: CLASS }))).toEqual({ [KEY]: ['spec', 'spec.controllerName'] });
    expect(record(new CompanyClass(chart(), 'x', { spec: CLASS }))).toEqual({ [KEY]: ['spec', 'spec.controllerName'] });
  });

  test('does not count a raw ApiObject', () => {
    const raw = new ApiObject(chart(), 'x', { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass', ...{ spec: CLASS } });
    expect(record(raw)).toEqual({});
  });

  test('does not count what a JSON patch adds, and leaves the object as it was', () => {
    const patched = new GatewayClass(chart(), 'x', { spec: CLASS });
    patched.addJsonPatch(JsonPatch.add('/spec/description', 'by hand'));
    expect(record(patched)).toEqual({ [KEY]: ['spec', 'spec.controllerName'] });
    expect((patched.toJson() as { spec: unknown }).spec).toEqual({ ...CLASS, description: 'by hand' });
  });

  test('collects over objects, by kind', () => {
    // GIVEN
    const recorder = new Recorder();
    const scope = chart();
    const gateway = (id: string, protocol: string): Gateway =>
      new Gateway(scope, id, { spec: { gatewayClassName: 'c', listeners: [{ name: 'a', port: 80, protocol }] } });
    const grant = new ReferenceGrant(scope, 'g', {
      spec: { referrers: [{ group: '', kind: 'A', namespace: 'n' }], to: [{ group: '', kind: 'B' }] },
    });
    // WHEN
    for (const object of [gateway('a', ListenerProtocol.HTTP), gateway('b', ListenerProtocol.TCP), grant]) {
      recorder.record(object, object.toJson() as object);
    }
    // THEN
    expect(recorder.recorded).toEqual({
      'gateway.networking.k8s.io/Gateway': [
        'spec', 'spec.gatewayClassName', 'spec.listeners[]', 'spec.listeners[].name', 'spec.listeners[].port', 'spec.listeners[].protocol',
      ],
      'gateway.networking.k8s.io/ReferenceGrant': [
        'spec', 'spec.from[]', 'spec.from[].group', 'spec.from[].kind', 'spec.from[].namespace', 'spec.to[]', 'spec.to[].group', 'spec.to[].kind',
      ],
    });
  });

  test('counts the construct of every kind', () => {
    // GIVEN
    const recorder = new Recorder();
    const scope = chart();
    const listeners = [{ name: 'a', port: 80, protocol: ListenerProtocol.HTTP }];
    const rules = [{ backendRefs: [{ name: 'a', port: 80 }] }];
    const targetRefs = [{ group: '', kind: 'Service', name: 'a' }];
    // WHEN
    const objects = [
      new GatewayClass(scope, 'class', { spec: CLASS }), new Gateway(scope, 'gateway', { spec: { gatewayClassName: 'a', listeners } }),
      new ListenerSet(scope, 'set', { spec: { parentRef: { name: 'a' }, listeners } }),
      new HttpRoute(scope, 'http', { spec: { rules } }), new GrpcRoute(scope, 'grpc', { spec: { rules } }),
      new TlsRoute(scope, 'tls', { spec: { hostnames: ['a.com'], rules } }),
      new TcpRoute(scope, 'tcp', { spec: { rules } }), new UdpRoute(scope, 'udp', { spec: { rules } }),
      new ReferenceGrant(scope, 'grant', { spec: { referrers: [{ group: '', kind: 'A', namespace: 'n' }], to: [{ group: '', kind: 'B' }] } }),
      new BackendTlsPolicy(scope, 'policy', { spec: { targetRefs, validation: { hostname: 'a.com', wellKnownCaCertificates: 'System' } } }),
      new XBackend(scope, 'backend', {
        spec: { type: XBackendType.EXTERNAL_HOSTNAME, externalHostname: { hostname: 'a.com' }, port: { port: 443 } },
      }),
      new XBackendTrafficPolicy(scope, 'traffic', { spec: { targetRefs } }), new XMesh(scope, 'mesh', { spec: CLASS }),
    ];
    for (const object of objects) recorder.record(object, object.toJson() as object);
    // THEN
    expect(Object.keys(recorder.recorded).sort()).toEqual(gatewayKinds().map(({ key }) => key).sort());
  });

  test('counts a prop of another name as the field that it writes, and as nothing else', () => {
    const policy = new BackendTlsPolicy(chart(), 'x', {
      spec: { targetRefs: [{ group: '', kind: 'Service', name: 'a' }], validation: { hostname: 'a.com', wellKnownCaCertificates: 'System' } },
    });
    expect(record(policy)).toEqual({
      'gateway.networking.k8s.io/BackendTLSPolicy': [
        'spec', 'spec.targetRefs[]', 'spec.targetRefs[].group', 'spec.targetRefs[].kind', 'spec.targetRefs[].name', 'spec.validation',
        'spec.validation.hostname', 'spec.validation.wellKnownCACertificates',
      ],
    });
  });
});
