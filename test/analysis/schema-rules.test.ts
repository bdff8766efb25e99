import { NODE_RULES } from '../../src/analysis/schema/rules/index';
import type { RuleProblem } from '../../src/analysis/schema/rules/node-rule';
import { validateStructure } from '../../src/analysis/schema/validate-structure';
import type { Manifest } from '../../src/manifest/manifest';
import { applyDefaults } from '../util/apply-defaults';
import { RULE_CASES, SHADOWED } from './rule-cases/index';
import { http, listeners, path } from './rule-cases/objects';

const told = (object: Manifest, channel: 'standard' | 'experimental' = 'experimental'): string[] =>
  validateStructure(object, { channel }).map(({ code, path: at }) => `${code} ${at}`);

/** The value at a field path. */
function valueAt(object: unknown, at: string): unknown {
  return at.split(/[.[\]]+/).filter(Boolean).reduce((value, step) => (value as Record<string, unknown>)[step], object);
}

const messages = (object: Manifest): string[] => validateStructure(object, { channel: 'experimental' })
  .map(({ path: at, value, reason, fix }) => `${at} ${JSON.stringify(value)}: ${reason}; ${fix}`);

describe.each(Object.entries(RULE_CASES))('%s', (name, { node, refused, accepted, channel }) => {
  const objects = refused.flatMap(([below, ...all]) => all.map((object) => [below, object] as const));

  test('refuses what breaks it alone, at the value that is wrong', () => {
    for (const [below, object] of objects) {
      expect([object, told(object, channel)]).toEqual([object, [`rule ${node}${below}`]]);
      expect(NODE_RULES.get(name)!(valueAt(object, node))).toEqual(expect.objectContaining({ reason: expect.stringMatching(/./), fix: expect.stringMatching(/./) }));
    }
  });

  test('takes what is beside the border', () => {
    for (const object of accepted) expect([object, told(object, channel)]).toEqual([object, []]);
    expect(accepted).not.toEqual([]);
  });

  test('says the same of objects with their defaults', () => {
    for (const [below, object] of objects) {
      expect(told(applyDefaults(object, { channel }), channel)).toEqual([`rule ${node}${below}`]);
    }
    for (const object of accepted) expect([object, told(applyDefaults(object, { channel }), channel)]).toEqual([object, []]);
  });
});

describe('every rule', () => {
  test('has cases, and all but those about changes and those in the shadow of the schema one that it refuses', () => {
    expect([...Object.keys(RULE_CASES), 'immutable'].sort()).toEqual([...NODE_RULES.keys()].sort());
    const harmless = Object.entries(RULE_CASES).filter(([, { refused }]) => refused.length === 0).map(([name]) => name);
    expect(harmless.sort()).toEqual(Object.keys(SHADOWED).sort());
  });

  test.each<[string, RuleProblem['at'], unknown[]]>([
    ['listener-names-distinct', [1, 'name'], [[{ name: 'a' }, { name: 'a' }]]],
    ['frontend-ports-distinct', [2, 'port'], [[{ port: 1 }, { port: 2 }, { port: 1 }]]],
    ['server-names-form', [1], [['a.com', 'A.com']]],
    ['server-names-wildcard-form', [0], [['a.*.com']]],
    ['path-type-known', ['type'], [{ type: 'Prefix', value: '/a' }]],
    ['immutable', undefined, ['b', 'a']],
  ])('also those that only the function itself shows: %s', (name, at, [value, old]) => {
    expect(NODE_RULES.get(name)!(value, old)?.at).toEqual(at);
    expect(NODE_RULES.get(name)!(value, old)).toEqual(expect.objectContaining({ reason: expect.stringMatching(/./) }));
  });

  test.each(Object.entries(SHADOWED))('%s is in the shadow of the schema', (_name, objects) => {
    for (const object of objects) expect(validateStructure(object).map(({ code }) => code)).not.toContain('rule');
    for (const object of objects) expect(told(object)).not.toEqual([]);
  });
});

describe('a problem of a rule', () => {
  test('is plain data with code, path, reason, fix and value', () => {
    expect(validateStructure(listeners({}, { port: 81, protocol: 'UDP', hostname: 'a.com' }))).toStrictEqual([{
      code: 'rule',
      path: 'spec.listeners[1].hostname',
      reason: 'protocol UDP carries no hostname',
      fix: 'remove it',
      value: 'a.com',
    }]);
  });

  test('that several rules have against one value is told once', () => {
    expect(messages(path({ value: '/a/./../b' }))).toEqual([
      'spec.rules[0].matches[0].path.value "/a/./../b": ".", ".." and "%2f" are resolved before matching, or refused; '
      + 'write the path that they lead to',
    ]);
  });

  test('is not told of a value whose form is wrong, and is told beside it', () => {
    const rules = [{ backendRefs: [{ name: 1 }] }, { backendRefs: [{ name: 'a' }] }];
    expect(told(http({}, { rules }))).toEqual(['type spec.rules[0].backendRefs[0].name', 'rule spec.rules[1].backendRefs[0].port']);
  });

  test('is told of an object with fields that are not known', () => {
    expect(told(http({ backendRefs: [{ name: 'a', prot: 80 }] }))).toEqual([
      'unknown-field spec.rules[0].backendRefs[0].prot', 'rule spec.rules[0].backendRefs[0].port',
    ]);
  });
});

describe('channels and versions', () => {
  const twoParents = http({}, { parentRefs: [{ name: 'a', port: 80 }, { name: 'a', port: 81 }] });
  const twoNames = http({}, { rules: [{ name: 'a' }, { name: 'a' }] });

  test('have their own rules', () => {
    expect([told(twoParents, 'standard'), told(twoParents, 'experimental')]).toEqual([['rule spec.parentRefs[1]'], []]);
    expect([told(twoNames, 'standard'), told(twoNames, 'experimental')]).toEqual([[], ['rule spec.rules[1].name']]);
  });

  test.each([['HTTPRoute', 'v1beta1'], ['TCPRoute', 'v1alpha2'], ['UDPRoute', 'v1alpha2'], ['TLSRoute', 'v1alpha2']])('%s %s', (kind, version) => {
    const spec = { parentRefs: [{ name: 'a' }, { name: 'a' }], rules: [{ backendRefs: [{ name: 'a', port: 80 }] }] };
    const object = { apiVersion: `gateway.networking.k8s.io/${version}`, kind, metadata: { name: 'a' }, spec };
    expect(told(object)).toEqual(['rule spec.parentRefs[1]']);
  });
});

test('a rule is judged beside a text that does not match its pattern, as the API server does, and not about that text', () => {
  const both = [
    { name: 'http', port: 80, protocol: 'HTTP', tls: { mode: 'Terminate', certificateRefs: [{ name: 'a' }] } },
    { name: 'BAD', port: 81, protocol: 'HTTP' },
  ];
  const gateway = {
    apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'a' }, spec: { gatewayClassName: 'a', listeners: both },
  };
  expect(validateStructure(gateway).map((problem) => `${problem.code} ${problem.path}`)).toEqual([
    'pattern spec.listeners[1].name', 'rule spec.listeners[0].tls',
  ]);
});
