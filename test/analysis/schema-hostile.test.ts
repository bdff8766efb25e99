import * as vm from 'node:vm';
import { SCHEMAS } from '../../imports/index';
import { BUILTIN } from '../../src/analysis/schema/builtin/index';
import { compilePattern } from '../../src/analysis/schema/patterns';
import { validateStructure } from '../../src/analysis/schema/validate-structure';
import { applyDefaults } from '../util/apply-defaults';

type Json = Record<string, unknown>;

const route = (spec: unknown): Json =>
  ({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'shop' }, spec });

/** The codes and paths of a manifest's problems, after a round that must not throw. */
function found(manifest: unknown): string[] {
  const problems = validateStructure(manifest);
  applyDefaults(manifest as never);
  return problems.map(({ code, path }) => `${code} ${path}`);
}

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { spec: value };
  return value;
}

describe('what is no manifest', () => {
  test.each<[string, unknown, string[]]>([
    ['null', null, ['not-an-object ']],
    ['undefined', undefined, ['not-an-object ']],
    ['text', 'kind: HTTPRoute', ['not-an-object ']],
    ['a list', [route({})], ['not-an-object ']],
    ['an empty object', {}, ['not-an-object apiVersion']],
    ['no kind', { apiVersion: 'v1' }, ['not-an-object kind']],
    ['a kind that is a number', { apiVersion: 'v1', kind: 7 }, ['not-an-object kind']],
    ['an empty apiVersion', { apiVersion: '', kind: 'HTTPRoute' }, ['not-an-object apiVersion']],
    ['metadata that is text', { ...route({}), metadata: 'shop' }, ['type metadata']],
    ['metadata that is missing', { ...route({}), metadata: undefined }, ['name metadata.name']],
    ['a kind named like a method', { apiVersion: 'v1', kind: 'constructor' }, ['unknown-kind kind']],
    ['a kind of a prototype', { apiVersion: '__proto__/v1', kind: '__proto__' }, ['unknown-kind kind']],
    ['no spec', route(undefined), ['required spec']],
  ])('%s', (_what, manifest, expected) => {
    expect(found(manifest)).toEqual(expected);
  });
});

describe('nesting of 100,000 levels', () => {
  const deep = nested(100_001);
  test.each<[string, Json, string[]]>([
    ['in a field of another type', route({ hostnames: deep }), ['type spec.hostnames[0]']],
    ['in an unknown field', route({ deep }), ['unknown-field spec.deep']],
    ['in status', { ...route({}), status: { deep } }, []],
    ['as the key of a list map', route({ rules: [{ matches: [{ headers: [{ name: deep, value: 'a' }, { name: deep, value: 'a' }] }] }] }), [
      'type spec.rules[0].matches[0].headers[0].name', 'type spec.rules[0].matches[0].headers[1].name',
    ]],
    ['in a set', route({ rules: [{ filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: [deep, deep] } }] }] }), [
      'type spec.rules[0].filters[0].requestHeaderModifier.remove[0]', 'type spec.rules[0].filters[0].requestHeaderModifier.remove[1]',
    ]],
    ['as an enum', route({ rules: [{ filters: [{ type: deep }] }] }), ['type spec.rules[0].filters[0].type']],
    ['in the metadata of an unknown kind', { apiVersion: 'v1', kind: 'Widget', metadata: { labels: deep } }, ['unknown-kind kind', 'type metadata.labels']],
    ['as spec', route(deep), ['type spec']],
  ])('%s', (_where, manifest, expected) => {
    expect(found(manifest)).toEqual(expected);
  });
});

describe('keys with a meaning in JavaScript', () => {
  const parse = (text: string): unknown => JSON.parse(text);

  test('are unknown fields like any other', () => {
    const spec = parse('{"__proto__": {"rules": []}, "constructor": 1, "toString": null, "hasOwnProperty": 1, "rules": [{"__proto__": {"x": 1}}]}');
    expect(found(route(spec)).sort()).toEqual([
      'unknown-field spec.__proto__', 'unknown-field spec.constructor', 'unknown-field spec.hasOwnProperty',
      'unknown-field spec.rules[0].__proto__', 'unknown-field spec.toString',
    ]);
  });

  test('do not stand in for required fields', () => {
    expect(found(parse('{"apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": {"name": "a"}, "__proto__": {"spec": {}}}')))
      .toEqual(['unknown-field __proto__', 'required spec']);
  });

  test('survive defaulting without touching a prototype', () => {
    const given = parse('{"__proto__": {"polluted": true}, "rules": [{"name": null, "__proto__": {"matches": []}}]}');
    const spec = applyDefaults(route(given) as never).spec as Json;
    expect(Object.getPrototypeOf(spec)).toBe(Object.prototype);
    expect(JSON.stringify(spec)).toBe('{"__proto__":{"polluted":true},'
      + '"rules":[{"__proto__":{"matches":[]},"matches":[{"path":{"type":"PathPrefix","value":"/"}}]}]}');
    expect(({} as Json).polluted).toBeUndefined();
  });

  test('are refused as labels', () => {
    const manifest = { ...route({}), metadata: parse('{"name": "a", "labels": {"__proto__": "x"}}') };
    expect(found(manifest)).toEqual(['label metadata.labels.__proto__']);
  });
});

test('long lists of repeats and long texts are read once', () => {
  const hostnames = Array.from({ length: 50_000 }, () => 'a'.repeat(300));
  const remove = Array.from({ length: 50_000 }, () => 'X-A');
  const spec = { hostnames, rules: [{ name: 'x'.repeat(5_000_000), filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove } }] }] };
  const problems = validateStructure(route(spec));
  expect(problems).toHaveLength(1 + 50_000 + 1 + 1 + 49_999);
});

describe('patterns', () => {
  const patterns = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      if (key === 'pattern' && typeof child === 'string') patterns.add(child);
      else collect(child);
    }
  };
  [...[...SCHEMAS.values()].map((load) => load()), ...BUILTIN.values()].forEach(collect);

  // A pattern that backtracks exponentially would not come back; the time limit only ends it.
  test.each([...patterns])('%s answers hostile text', (pattern) => {
    const { source, flags } = compilePattern(pattern);
    const seeds = ['a', '1', 'a.', 'a-', '-', '1s', '*.', 'a/', '!', 'a ', 'http://a.', '%41', 'aA_', ':', '//'];
    const texts = seeds.flatMap((seed) => ['\u0001', '', '.'].map((end) => `${seed.repeat(2000 / seed.length)}${end}`));
    const run = `${JSON.stringify(texts)}.map((text) => new RegExp(${JSON.stringify(source)}, ${JSON.stringify(flags)}).test(text)).length`;
    expect(vm.runInNewContext(run, {}, { timeout: 20_000 })).toBe(texts.length);
  });

  test.each([
    ['^[!-~]+([\\t ]?[!-~]+)*$', ['a', ' ', '\t', '\u0001']],
    ['^([-a-zA-Z0-9_*]+[.]?)+$', ['a', '.', '*', ' ']],
    ['^([-a-zA-Z0-9_]+[.]?)+$', ['a', '.', '*', '-']],
    ['^(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[0-9]{1,4})|([a-zA-Z0-9]-?)*[a-zA-Z](-?[a-zA-Z0-9])*$',
      ['a', '-', '6', '.']],
  ])('the linear form of %s takes what the original takes', (original, letters) => {
    const texts = Array.from({ length: 4 ** 6 }, (_, n) => Array.from({ length: 6 }, (_unused, i) => letters[Math.floor(n / 4 ** i) % 4]).join(''));
    const short = [0, 1, 2, 3, 4, 5, 6].flatMap((length) => texts.map((text) => text.slice(0, length)));
    const linear = compilePattern(original);
    expect(short.filter((text) => linear.test(text) !== new RegExp(original).test(text))).toEqual([]);
    expect(linear.source).not.toBe(original);
  });
});
