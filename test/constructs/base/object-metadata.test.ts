import { App, Chart, Duration, Testing } from 'cdk8s';
import {
  Backend, BackendTls, Gateway, GatewayClass, HttpRoute, ListenerProtocol, RouteMatch, SharedService, TeamChart, TeamRoute, TlsAuthority,
} from '../../../src';
import { testGrant } from '../../util/grants';

const chart = (): Chart => new Chart(new App(), 'edge', { disableResourceNameHashes: true });
const team = (): TeamChart => new TeamChart(Testing.app(), 'shop', { grants: [testGrant()] });
const rules = [{ matches: [RouteMatch.pathPrefix('/')], backends: [Backend.service('web', 80)] }];

function cyclic(): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  value.self = value;
  return value;
}

const BAD: [string, unknown, string][] = [
  ['a cyclic object', cyclic(), 'metadata.self [object Object]: it is none of the fields of metadata that a manifest sets; '
    + 'write one of name, namespace, labels, annotations, finalizers, ownerReferences; what else'],
  ['an unknown field', { a: 1 }, 'metadata.a 1: it is none of the fields'],
  ['a field that the API server fills', { uid: 'x' }, 'metadata.uid "x": it is none of the fields'],
  ['a Duration', Duration.seconds(1), 'metadata {"amount":1,'],
  ['a Date', new Date(0), 'metadata "1970-01-01T00:00:00.000Z": it is not a plain object; write { '],
  ['a Map', new Map([['name', 'a']]), 'metadata {}: it is not a plain object'],
  ['a list', [], 'metadata []: it is not an object'],
  ['a Map of labels', { labels: new Map() }, 'metadata.labels {}: it is not a map'],
  ['null as annotations', { annotations: null }, 'metadata.annotations null: it is not a map'],
  ['finalizers that are no list', { finalizers: 'a' }, 'metadata.finalizers "a": it is not a list; write it in [ ]'],
  ['a finalizer that is no text', { finalizers: [cyclic()] },
    'metadata.finalizers[0] [object Object]: it is not text; write a name such as "example.com/cleanup"'],
  ['a finalizer with a space', { finalizers: ['a b'] }, 'metadata.finalizers[0] "a b": it is not the name of a finalizer'],
  ['an owner without uid', { ownerReferences: [{ apiVersion: 'v1', kind: 'A', name: 'a' }] },
    'metadata.ownerReferences[0].uid undefined: it is required; write it'],
  ['an owner that is cyclic', { ownerReferences: [cyclic()] }, 'metadata.ownerReferences[0].apiVersion undefined: it is required'],
];

describe('metadata that would fail at synth, or pass unread, is refused', () => {
  test.each(BAD)('%s of a kind', (_, metadata, message) => {
    expect(() => new HttpRoute(chart(), 'r', { metadata, spec: {} } as never)).toThrow(`[edge/r] HttpRoute: ${message}`);
  });

  test.each(BAD)('%s of a route of a team', (_, metadata, message) => {
    expect(() => new TeamRoute(team(), 'r', { metadata, rules } as never)).toThrow(`[shop/r] TeamRoute: ${message}`);
  });

  test.each(BAD)('%s of a BackendTls', (_, metadata, message) => {
    const props = { backend: Backend.service('web', 443), hostname: 'a.com', authority: TlsAuthority.system(), metadata };
    expect(() => new BackendTls(team(), 'r', props as never)).toThrow(`[shop/r] BackendTls: ${message}`);
  });

  test.each(BAD)('%s of what several manifests share', (_, metadata, message) => {
    expect(() => new SharedService(team(), 's', { service: Backend.service('web', 80), metadata } as never))
      .toThrow(`[shop/s] SharedService: ${message}`);
  });
});

test.each<[string, unknown, string]>([
  ['3n', BigInt(3), 'metadata.name 3: it is not text'],
  ['what is cyclic', cyclic(), 'metadata.name [object Object]: it is not text'],
])('the name of a Gateway or GatewayClass is not %s', (_, name, message) => {
  const spec = { gatewayClassName: 'a', listeners: [{ name: 'http', port: 80, protocol: ListenerProtocol.HTTP }] };
  expect(() => new Gateway(chart(), 'g', { metadata: { name } as never, spec })).toThrow(`[edge/g] Gateway: ${message}`);
  expect(() => new GatewayClass(chart(), 'g', { metadata: { name } as never, spec: { controllerName: 'example.com/c' } }))
    .toThrow(`[edge/g] GatewayClass: ${message}`);
});

test('finalizers, owners, and objects without prototype are emitted', () => {
  const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop', uid: 'u1', controller: true };
  const labels = Object.assign(Object.create(null) as Record<string, string>, { team: 'shop' });
  const metadata = { name: 'r', finalizers: ['example.com/cleanup', 'orphan'], ownerReferences: [owner], labels };
  expect((new HttpRoute(chart(), 'r', { metadata, spec: {} }).toJson() as { metadata: unknown }).metadata).toStrictEqual({
    name: 'r', finalizers: ['example.com/cleanup', 'orphan'], ownerReferences: [owner], labels: { team: 'shop' },
  });
});

test('props of a kind that nothing reads are refused', () => {
  expect(() => new HttpRoute(chart(), 'r', { spec: {}, metdata: {} } as never))
    .toThrow('[edge/r] HttpRoute: metdata is no option here, and would have no effect; write one of metadata or spec');
});
