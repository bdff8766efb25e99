import type { Channel } from '../../src/analysis/schema/schema-node';
import { validateStructure } from '../../src/analysis/schema/validate-structure';
import { applyDefaults } from '../util/apply-defaults';

type Json = Record<string, unknown>;

const GATEWAY_API = 'gateway.networking.k8s.io/v1';
const route = (rule: Json, spec: Json = {}): Json =>
  ({ apiVersion: GATEWAY_API, kind: 'HTTPRoute', metadata: { name: 'shop' }, spec: { ...spec, rules: [rule] } });
const gateway = (spec: Json): Json => ({
  apiVersion: GATEWAY_API,
  kind: 'Gateway',
  metadata: { name: 'edge' },
  spec: { gatewayClassName: 'envoy', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }], ...spec },
});
const named = (metadata: Json, kind = 'ReferenceGrant'): Json => ({
  apiVersion: GATEWAY_API,
  kind,
  metadata,
  spec: {
    from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }],
    to: [{ group: '', kind: 'Service' }],
  },
});

/** The problems of a manifest as `code path: reason; fix`. */
function problems(manifest: unknown, channel?: Channel): string[] {
  return validateStructure(manifest, { channel }).map(({ code, path, reason, fix }) => `${code} ${path}: ${reason}; ${fix}`);
}

describe('a good manifest', () => {
  test('has no problems, also with nulls, status and defaults left out', () => {
    const good = route({ matches: null, backendRefs: [{ name: 'products', port: 8080, filters: null }] });
    expect(problems({ ...good, status: { parents: 'anything' } })).toEqual([]);
  });

  test('is judged with code points, not code units', () => {
    const value = '😀'.repeat(1024);
    const query = (text: string): Json => route({ matches: [{ queryParams: [{ name: 'q', value: text }] }] });
    expect(problems(query(value))).toEqual([]);
    expect(problems(query(`${value}x`))).toEqual([
      'length spec.rules[0].matches[0].queryParams[0].value: it has 1025 characters, and 1024 is the limit; '
      + 'shorten it to at most 1024 characters',
    ]);
  });
});

describe('a problem', () => {
  test('is plain data with code, path, reason, fix and value', () => {
    expect(validateStructure(route({ backendRefs: [{ name: 'a', port: 80 }, { name: 'b', port: 70_000 }] }))).toStrictEqual([{
      code: 'range',
      path: 'spec.rules[0].backendRefs[1].port',
      reason: 'it is not a whole number from 1 to 65535',
      fix: 'write a whole number from 1 to 65535',
      value: 70_000,
    }]);
  });

  test('comes with all others of the manifest', () => {
    const codes = validateStructure(route({ backendRefs: [{ port: 0 }], filters: {}, nmae: 'x' }, { hostnames: ['A'] }));
    expect(codes.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'pattern spec.hostnames[0]',
      'range spec.rules[0].backendRefs[0].port',
      'required spec.rules[0].backendRefs[0].name',
      'type spec.rules[0].filters',
      'unknown-field spec.rules[0].nmae',
    ]);
  });
});

describe('types', () => {
  test.each<[string, unknown, string]>([
    ['a quoted number', '8080', 'it is text, and a whole number belongs here; write 8080 without quotes'],
    ['a fraction', 80.5, 'it is the fraction 80.5, and a whole number belongs here; write a whole number from 1 to 65535'],
    ['NaN', NaN, 'it is NaN, which JSON cannot hold, and a whole number belongs here; write a whole number from 1 to 65535'],
    ['Infinity', Infinity, 'it is Infinity, which JSON cannot hold, and a whole number belongs here; write a whole number from 1 to 65535'],
    ['a list', [80], 'it is a list, and a whole number belongs here; write a whole number from 1 to 65535'],
    ['more than 64 bits', 1e30, 'it is a number of more than 64 bits, and a whole number belongs here; write a whole number from 1 to 65535'],
  ])('a port that is %s', (_what, port, message) => {
    expect(problems(route({ backendRefs: [{ name: 'a', port }] }))).toEqual([`type spec.rules[0].backendRefs[0].port: ${message}`]);
  });

  test.each<[string, Json, string]>([
    ['a number for text', { name: 7 }, 'spec.rules[0].name: it is a whole number, and text belongs here; write "7", in quotes'],
    ['true for text', { name: true }, 'spec.rules[0].name: it is a boolean, and text belongs here; write "true", in quotes'],
    ['text for a list', { matches: '/api' }, 'spec.rules[0].matches: it is text, and a list belongs here; write a list, with the value as its item'],
    ['an object for a list', { matches: {} }, 'spec.rules[0].matches: it is an object, and a list belongs here; write a list, with the value as its item'],
    ['text for an object', { timeouts: '10s' }, 'spec.rules[0].timeouts: it is text, and an object belongs here; write an object'],
    ['null as an item', { backendRefs: [null] }, 'spec.rules[0].backendRefs[0]: it is empty (null), and an object belongs here; write an object with `name`'],
    ['text for true', { filters: [{ type: 'CORS', cors: { allowCredentials: 'true' } }] },
      'spec.rules[0].filters[0].cors.allowCredentials: it is text, and true or false belongs here; write true without quotes'],
  ])('%s', (_what, rule, message) => {
    expect(problems(route(rule))).toEqual([`type ${message}`]);
  });
});

describe('fields', () => {
  test('a required one that is missing is described', () => {
    expect(problems(gateway({ listeners: [{ name: 'http' }] }))).toEqual([
      'required spec.listeners[0].port: it is required and missing; add `port`: a whole number from 1 to 65535',
      'required spec.listeners[0].protocol: it is required and missing; add `protocol`: a protocol (HTTP, HTTPS, TLS, TCP, UDP, '
      + 'or an implementation\'s own as domain/name), such as "HTTPS"',
    ]);
  });

  test('a null one is a missing one', () => {
    expect(problems({ ...gateway({}), spec: null })).toEqual([
      'required spec: it is required and missing; add `spec`: an object with `gatewayClassName`, `listeners`',
    ]);
  });

  test('an unknown one is a problem of its own, with the nearest name', () => {
    expect(problems(route({ backendRef: [] }))).toEqual([
      'unknown-field spec.rules[0].backendRef: no such field exists here, and the API server drops it; write `backendRefs`',
    ]);
  });

  test('an unknown one that resembles none gets the list', () => {
    expect(problems(route({ timeouts: { somethingElse: '1s' } }))).toEqual([
      'unknown-field spec.rules[0].timeouts.somethingElse: no such field exists here, and the API server drops it; '
      + 'remove it; the fields here are backendRequest, request',
    ]);
  });

  test('one of the experimental channel is unknown in the standard one, and the reason says so', () => {
    const retry = route({ retry: { attempts: 3 } });
    expect(problems(retry, 'experimental')).toEqual([]);
    expect(problems(retry)).toEqual([
      'unknown-field spec.rules[0].retry: the field exists only in the experimental channel of Gateway API; '
      + 'set the channel to experimental where the cluster has it, or remove the field',
    ]);
  });
});

describe('texts', () => {
  test('an enum names what is allowed, and the nearest', () => {
    const path = (type: string): Json => route({ matches: [{ path: { type, value: '/' } }] });
    const reason = 'enum spec.rules[0].matches[0].path.type: it is not one of "Exact", "PathPrefix", "RegularExpression"';
    expect(problems(path('Prefix'))).toEqual([`${reason}; write one of "Exact", "PathPrefix", "RegularExpression"`]);
    expect(problems(path('pathPrefix'))).toEqual([`${reason}; write "PathPrefix"`]);
  });

  test.each<[string, Json, string]>([
    ['hostname', route({}, { hostnames: ['shop.company.com:443'] }),
      'spec.hostnames[0]: a hostname has no port; write "shop.company.com"; ports belong to listeners'],
    ['header name', route({ matches: [{ headers: [{ name: 'X Mobile', value: 'true' }] }] }),
      'spec.rules[0].matches[0].headers[0].name: it is not a header name (letters, digits, "-" and the other token characters of HTTP; '
      + 'no space, ":" or "/"); write one such as "X-Request-Id"'],
    ['duration', route({ timeouts: { request: '1.5s' } }),
      'spec.rules[0].timeouts.request: it is not a duration (whole numbers with h, m, s or ms, up to four of them); write one such as "1m30s"'],
    ['controller name', { ...named({ name: 'a' }, 'GatewayClass'), spec: { controllerName: 'envoy' } },
      'spec.controllerName: it is not a controller name (a DNS name, "/" and a path); write one such as "gateway.example.com/controller"'],
    ['label value', gateway({ infrastructure: { labels: { 'example.com/team': 'a b' } } }),
      'spec.infrastructure.labels["example.com/team"]: it is not a label value (letters, digits, "-", "_" and ".", '
      + 'a letter or digit at both ends); write one such as "shop"'],
  ])('a bad %s is told in words', (_what, manifest, message) => {
    expect(problems(manifest)).toEqual([`pattern ${message}`]);
  });

  test('an empty one and one beyond its limit are told by length, once', () => {
    expect(problems(route({ name: '' }, { hostnames: [`a${'.b'.repeat(200)}!`] }))).toEqual([
      'length spec.hostnames[0]: it has 402 characters, and 253 is the limit; shorten it to at most 253 characters',
      'length spec.rules[0].name: it is empty; write a DNS name (lower case letters, digits, "-" and "."), such as "shop.company.com"',
    ]);
  });

  test('an address of type IPAddress is an address', () => {
    expect(problems(gateway({ addresses: [{ value: '203.0.113.10' }, { value: '2001:db8::1' }, { type: 'Hostname', value: 'x.com' }] }))).toEqual([]);
    expect(problems(gateway({ addresses: [{ value: '203.0.113.300' }] }))).toEqual([
      'form spec.addresses[0]: none of the allowed forms fits: value: it is not an IPv4 address, and it is not an IPv6 address; '
      + 'type: it is "IPAddress"; write an IPv4 address, such as "203.0.113.10"; or write an IPv6 address, such as "2001:db8::10"; '
      + 'or type: Hostname where the value is a name',
    ]);
  });
});

describe('lists', () => {
  test('limits', () => {
    const rules = Array.from({ length: 17 }, () => ({}));
    const long = route({ backendRefs: Array.from({ length: 17 }, (_, i) => ({ name: `s${i}`, port: 80 })) });
    expect(problems(long)).toEqual(['items spec.rules[0].backendRefs: it has 17 items, and 16 is the limit; split it, with at most 16 items each']);
    expect(problems({ ...long, spec: { rules } })).toEqual(['items spec.rules: it has 17 items, and 16 is the limit; split it, with at most 16 items each']);
    expect(problems({ ...long, spec: { rules: [] } })).toEqual(['items spec.rules: it has no items; write at least 1']);
  });

  test('items of a list map with the same key are told with both places', () => {
    const listener = { name: 'web', port: 80, protocol: 'HTTP' };
    expect(problems(gateway({ listeners: [listener, { ...listener, name: 'api' }, listener] }))).toEqual([
      'duplicate spec.listeners[2]: item 0 of this list has the same name "web"; give each item a name of its own, or remove one',
    ]);
  });

  test('keys that the API server fills in count', () => {
    const target = { kind: 'Service', name: 'a' };
    const policy = { apiVersion: 'gateway.networking.x-k8s.io/v1alpha1', kind: 'XBackendTrafficPolicy', metadata: { name: 'p' } };
    expect(problems({ ...policy, spec: { targetRefs: [{ ...target, group: '' }, { ...target, group: '' }] } }, 'experimental')).toEqual([
      'duplicate spec.targetRefs[1]: item 0 of this list has the same group "", kind "Service", name "a"; '
      + 'give each item a group/kind/name of its own, or remove one',
    ]);
  });

  test('a set holds each value once', () => {
    const remove = ['X-A', 'X-B', 'X-A'];
    expect(problems(route({ filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove } }] }))).toEqual([
      'duplicate spec.rules[0].filters[0].requestHeaderModifier.remove[2]: "X-A" stands in this list already, as item 0; remove one of them',
    ]);
  });
});

describe('metadata', () => {
  test.each<[string, Json, string[]]>([
    ['no name', {}, ['name metadata.name: it is required and missing; add `name`: a DNS name such as "shop"']],
    ['a generated name', { generateName: 'shop-' }, []],
    ['a name of 300 characters', { name: 'a'.repeat(300) }, [
      'name metadata.name: it has 300 characters, and 253 is the limit; shorten it to at most 253 characters']],
    ['a namespace that is no DNS label', { name: 'a', namespace: 'a.b' }, [
      expect.stringMatching(/^name metadata\.namespace: a DNS label holds .*; write "?.+$/) as unknown as string]],
    ['a label key', { name: 'a', labels: { 'a b': 'c' } }, [expect.stringMatching(/^label metadata\.labels\["a b"\]: a key's name has/) as unknown as string]],
    ['a label value', { name: 'a', labels: { team: 'a b' } }, [expect.stringMatching(/^label metadata\.labels\.team: a label value has/) as unknown as string]],
    ['a label that is a number', { name: 'a', labels: { team: 7 } }, [
      'type metadata.labels.team: it is a whole number, and text belongs here; write "7", in quotes']],
    ['an unknown field', { name: 'a', lables: {} }, [
      'unknown-field metadata.lables: no such field exists here, and the API server drops it; write `labels`']],
    ['an annotation key in upper case', { name: 'a', annotations: { 'Example.com/Team': 'x' } }, []],
  ])('%s', (_what, metadata, expected) => {
    expect(problems(named(metadata))).toEqual(expected);
  });

  test('annotations beyond 256 KiB together are told once, at the one that is too much', () => {
    const text = 'é'.repeat(50_000);
    expect(problems(named({ name: 'a', annotations: { a: text, b: text, c: text, d: text } }))).toEqual([
      'annotation metadata.annotations.c: with it, the annotations of this object hold more than 262144 bytes, which is the limit '
      + '(Kubernetes API, ObjectMeta); shorten the annotations, or keep the text in a ConfigMap',
    ]);
  });
});

describe('kinds', () => {
  test('an unknown one is not accepted, and its labels are still checked', () => {
    expect(problems({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { labels: { 'a b': 'c' } }, anything: 1 })).toEqual([
      'unknown-kind kind: nothing is known of the fields of Widget in example.com/v1, so they were not checked; '
      + 'check the spelling of kind and apiVersion, or let the API server judge it',
      expect.stringMatching(/^label metadata\.labels/),
    ]);
  });

  test.each<[string, string, Channel, string]>([
    ['TLSRoute', 'gateway.networking.k8s.io/v1alpha2', 'standard',
      'the standard channel serves no TLSRoute of this version; write gateway.networking.k8s.io/v1'],
    ['XMesh', 'gateway.networking.x-k8s.io/v1alpha1', 'standard',
      'the standard channel serves no XMesh of this version; write gateway.networking.x-k8s.io/v1alpha1 '
      + 'for a cluster that has the experimental channel'],
    ['GatewayClass', 'gateway.networking.k8s.io/v2', 'experimental',
      'the experimental channel serves no GatewayClass of this version; '
      + 'write gateway.networking.k8s.io/v1 or gateway.networking.k8s.io/v1beta1'],
  ])('%s of %s is not served by the %s channel', (kind, apiVersion, channel, message) => {
    expect(problems({ apiVersion, kind, metadata: { name: 'a' }, spec: {} }, channel)).toEqual([`not-served apiVersion: ${message}`]);
  });
});

describe('defaults', () => {
  test('are those of the API server, also inside of defaults', () => {
    const given = route({ backendRefs: [{ name: 'products', port: 8080, namespace: null }] }, { parentRefs: [{ name: 'edge' }] });
    expect(applyDefaults(given as never)).toStrictEqual({
      apiVersion: GATEWAY_API,
      kind: 'HTTPRoute',
      metadata: { name: 'shop' },
      spec: {
        parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' }],
        rules: [{
          backendRefs: [{ group: '', kind: 'Service', name: 'products', port: 8080, weight: 1 }],
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        }],
      },
    });
  });

  test('leave the input as it is, and hand out no part of the table', () => {
    const given = route({});
    const first = applyDefaults(given as never) as Json;
    ((first.spec as { rules: { matches: { path: Json }[] }[] }).rules[0].matches[0].path).value = '/changed';
    expect(given).toStrictEqual(route({}));
    expect(applyDefaults(given as never)).toMatchObject({ spec: { rules: [{ matches: [{ path: { value: '/' } }] }] } });
  });

  test('leave an unknown kind alone', () => {
    const widget = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'a' }, spec: { a: null } };
    expect(applyDefaults(widget)).toStrictEqual(widget);
  });
});
