import * as fs from 'node:fs';
import { type Verdict, verdictOf } from '../../src/analysis/verdict';
import type { Manifest } from '../../src/manifest/manifest';
import { describeWithFacts, fact, filesBelow } from '../util/facts';
import { gateway, http, listener, named, object } from './rule-cases/index';
import { UPDATE_CASES } from './update-cases';

const said = ({ outcome, problems }: Verdict): string[] => [outcome, ...problems.map(({ code, path }) => `${code} ${path}`)];

/** As the API server keeps it: with what it sets itself. */
const stored = (manifest: Manifest): Manifest => named(manifest,
  { uid: 'a', resourceVersion: '7', generation: 1, creationTimestamp: '2026-01-31T12:00:00Z' });

describe('a new object', () => {
  const known: [string, unknown, string[]][] = [
    ['is accepted', http({ backendRefs: [{ name: 'a', port: 80 }] }), ['accepted']],
    ['is accepted without the fields that are not known', http({ nmae: 'a' }), ['pruned', 'unknown-field spec.rules[0].nmae']],
    ['is refused for its structure', http({ name: 1 }), ['refused', 'type spec.rules[0].name']],
    ['is refused for a rule', http({ backendRefs: [{ name: 'a' }] }), ['refused', 'rule spec.rules[0].backendRefs[0].port']],
    ['is refused in a version that is not served', object('TCPRoute', {}, 'gateway.networking.k8s.io/v1alpha2'), ['refused', 'not-served apiVersion']],
    ['of an unknown kind is not judged', object('Widget', {}, 'example.com/v1'), ['unknown', 'unknown-kind kind']],
    ['of a kind that its group never had is refused', object('WebRoute', {}), ['refused', 'no-such-kind kind']],
    ['of a kind in other letter case is refused', object('HttpRoute', {}), ['refused', 'no-such-kind kind']],
    ['of an unknown kind is refused for its labels', named(object('Widget', {}, 'example.com/v1'), { labels: { 'a b': 'c' } }),
      ['refused', 'unknown-kind kind', 'label metadata.labels["a b"]']],
    ['of a kind whose structure alone is known is not judged where that is right', object('Service', {}, 'v1'), ['unknown']],
    ['of such a kind is refused for its structure', object('Service', { ports: 1 }, 'v1'), ['refused', 'type spec.ports']],
    ['has no status: what comes with it is passed over, but for its fields', { ...gateway(), status: { addresses: 1, adresses: [] } },
      ['pruned', 'unknown-field status.adresses']],
    ['that is none is refused', 'a', ['refused', 'not-an-object ']],
  ];
  test.each(known)('%s', (_what, manifest, expected) => {
    expect(said(verdictOf(manifest))).toEqual(expected);
  });
});

describe('an update changes', () => {
  test.each(UPDATE_CASES.map((one) => [one.what, one] as const))('%s', (_what, { old, next, refused, subresource }) => {
    const { outcome, problems } = verdictOf(next, { old: stored(old), ...(subresource && { subresource }) });
    expect(problems.map(({ path }) => path)).toEqual(refused);
    expect(outcome).toBe(refused.length > 0 ? 'refused' : 'accepted');
  });

  test.each<[string, Manifest, Manifest, string[]]>([
    ['the name', gateway(), named(gateway(), { name: 'other' }), ['refused', 'immutable metadata.name']],
    ['the namespace', gateway(), named(gateway(), { namespace: 'other' }), ['refused', 'immutable metadata.namespace']],
    ['no namespace, where it leaves it out', gateway(), named(gateway(), { namespace: undefined }), ['accepted']],
    ['the kind', gateway(), http(), ['refused', 'immutable kind']],
    ['the version of the API', http(), { ...http(), apiVersion: 'gateway.networking.k8s.io/v1beta1' }, ['accepted']],
    ['finalizers of what is being deleted', named(gateway(), { deletionTimestamp: '2026-01-31T12:00:00Z', finalizers: ['example.com/a'] }),
      named(gateway(), { finalizers: ['example.com/a', 'example.com/b'] }), ['refused', 'immutable metadata.finalizers[1]']],
    ['the time of deletion', gateway(), named(gateway(), { deletionTimestamp: '2026-01-31T12:00:00Z' }), ['refused', 'immutable metadata.deletionTimestamp']],
    ['fields that are not known', http(), http({ nmae: 'a' }), ['pruned', 'unknown-field spec.rules[0].nmae']],
    ['fields that are not known, in the status too', gateway(), { ...gateway(), status: { adresses: [] } }, ['pruned', 'unknown-field status.adresses']],
  ])('%s', (_what, old, next, expected) => {
    expect(said(verdictOf(next, { old: stored(old) }))).toEqual(expected);
  });

  test('and forgives nothing of kinds that are built in', () => {
    const policy = object('NetworkPolicy', { podSelector: {}, egress: [{ ports: [{ port: 0 }] }] }, 'networking.k8s.io/v1');
    expect(said(verdictOf(policy, { old: stored(policy) }))).toEqual(['refused', 'range spec.egress[0].ports[0].port']);
  });

  test('the value that it is told of', () => {
    const { problems } = verdictOf(gatewayClassOf('b'), { old: stored(gatewayClassOf('a')) });
    expect(problems).toStrictEqual([{
      code: 'rule',
      path: 'spec.controllerName',
      value: 'example.com/b',
      reason: 'it is "example.com/a" in the cluster, and cannot be changed',
      fix: 'write "example.com/a", or create another object',
    }]);
  });

  const gatewayClassOf = (name: string): Manifest => object('GatewayClass', { controllerName: `example.com/${name}` });
});

test('what an old object is, is data: no value of it makes a verdict fail', () => {
  const values: unknown[] = [null, 1, 'a', [], {}, { apiVersion: 1 }, { ...gateway(), metadata: 1, spec: [] },
    { ...gateway(), spec: { listeners: [null, 1, listener()] }, status: 1 }];
  for (const old of values) {
    for (const subresource of [undefined, 'status'] as const) {
      expect(verdictOf({ ...gateway(), status: { addresses: [null] } }, { old, subresource }).outcome).toMatch(/^(accepted|pruned|refused)$/);
      expect(verdictOf(old, { old: gateway(), subresource }).outcome).toBe('refused');
    }
  }
});

describeWithFacts('gateway-api/cel-cases')('upstream\'s cases of changes', () => {
  const cases = fs.existsSync(fact('gateway-api/cel-cases'))
    ? filesBelow(fact('gateway-api/cel-cases'), '.json').map((file) => JSON.parse(fs.readFileSync(file, 'utf8'))).filter(({ operation }) => operation)
    : [];

  test('are judged as they say', () => {
    expect(cases.length).toBeGreaterThanOrEqual(2);
    for (const { name, object: next, operation, before, wantErrors, channels } of cases) {
      const subresource = operation === 'updateStatus' ? 'status' as const : undefined;
      for (const channel of channels) {
        const { outcome } = verdictOf(next, { channel, old: before.at(-1).object, subresource });
        expect([name, outcome]).toEqual([name, wantErrors.length > 0 ? 'refused' : 'accepted']);
      }
    }
  });
});
