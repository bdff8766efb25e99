import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Channel } from '../../src/analysis/schema/schema-node';
import { validateStructure } from '../../src/analysis/schema/validate-structure';
import { applyDefaults } from '../util/apply-defaults';
import { describeWithFacts, fact, filesBelow } from '../util/facts';

const EXAMPLES = fact('gateway-api/examples');
const CASES = fact('gateway-api/cel-cases');

interface Case {
  readonly name: string;
  readonly object: Record<string, unknown>;
  readonly wantErrors: string[];
  readonly channels: Channel[];
  readonly operation?: string;
}

interface Example {
  readonly file: string;
  readonly channel: Channel;
  readonly objects: Record<string, unknown>[];
}

function examples(kind: 'valid' | 'invalid'): Example[] {
  return filesBelow(path.join(EXAMPLES, kind), '.yaml').map((file) => {
    const documents = parseAllDocuments(fs.readFileSync(file, 'utf8')).map((document) => document.toJS() as Record<string, unknown> | null);
    return {
      file: path.relative(EXAMPLES, file),
      channel: file.includes(`${path.sep}experimental${path.sep}`) ? 'experimental' : 'standard',
      objects: documents.filter((object) => object !== null),
    };
  });
}

/** Problems of kinds that are known; Namespaces and the like are nobody's here. */
function refusals(object: unknown, channel: Channel): string[] {
  return validateStructure(object, { channel })
    .filter(({ code }) => code !== 'unknown-kind')
    .map(({ code, path: at, reason }) => `${code} ${at}: ${reason}`);
}

/** Verdicts that the API server draws from the OpenAPI schema; the others come from CEL. */
const STRUCTURAL = /in body should|should match|Unsupported value|Too long|Required value|Duplicate value|Too many/;

type Parts = Record<string, unknown>;

/** Every object inside of a manifest's spec. */
function partsOf(value: unknown): Parts[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Parts, ...Object.values(value).flatMap(partsOf)];
}

const filterField = (type: unknown): string => {
  const name = String(type);
  return name === 'URLRewrite' ? 'urlRewrite' : `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
};

/** Conditions between fields: only CEL rules can say them, and a structural schema accepts what breaks them. */
const CEL_ONLY: Record<string, (part: Parts) => boolean> = {
  'a hostname on a listener without hostnames': ({ protocol, hostname }) => protocol === 'UDP' && hostname !== undefined,
  'an HTTPS listener that passes TLS through': ({ protocol, tls }) => protocol === 'HTTPS' && (tls as Parts)?.mode === 'Passthrough',
  'a Service without port': ({ kind, group, port }) => kind === 'Service' && group === '' && port === undefined,
  'a filter without the field of its type': (part) => 'type' in part && !('value' in part) && !(filterField(part.type) in part),
  'a path with characters that are not of a path': ({ type, value }) => type === 'PathPrefix' && /[[\]]/.test(String(value)),
  'a redirect beside backends': ({ filters, backendRefs }) =>
    backendRefs !== undefined && partsOf(filters).some(({ type }) => type === 'RequestRedirect'),
};

describeWithFacts('gateway-api/examples')("upstream's examples", () => {
  test('the valid ones have no problem, as they are and with defaults', () => {
    const problems = examples('valid').flatMap(({ file, channel, objects }) => objects.flatMap((object) => [
      ...refusals(object, channel).map((problem) => `${file}: ${problem}`),
      ...refusals(applyDefaults(object as never, { channel }), channel).map((problem) => `${file} with defaults: ${problem}`),
    ]));
    expect(examples('valid').length).toBeGreaterThanOrEqual(40);
    expect(problems).toEqual([]);
  });

  test('defaults of defaults change nothing', () => {
    for (const { channel, objects } of examples('valid')) {
      for (const object of objects) {
        const once = applyDefaults(object as never, { channel });
        expect(applyDefaults(once, { channel })).toStrictEqual(once);
      }
    }
  });

  test('the invalid ones are refused, but for what only CEL can say', () => {
    const invalid = examples('invalid');
    const accepted = invalid.filter(({ channel, objects }) => objects.every((object) => refusals(object, channel).length === 0));
    const unexplained = accepted.filter(({ objects }) =>
      !partsOf(objects.map(({ spec }) => spec)).some((part) => Object.values(CEL_ONLY).some((breaks) => breaks(part))));
    expect(unexplained.map(({ file }) => file)).toEqual([]);
    expect(invalid.length - accepted.length).toBeGreaterThanOrEqual(12);
  });
});

describeWithFacts('gateway-api/cel-cases')("upstream's validation cases", () => {
  const cases = fs.existsSync(CASES)
    ? filesBelow(CASES, '.json').map((file) => JSON.parse(fs.readFileSync(file, 'utf8')) as Case)
    : [];
  const runs = cases.filter(({ operation }) => operation === undefined)
    .flatMap((one) => one.channels.map((channel) => ({ ...one, channel })));

  test('what is wanted to pass has no problem', () => {
    const good = runs.filter(({ wantErrors }) => wantErrors.length === 0);
    const problems = good.flatMap(({ name, object, channel }) => refusals(object, channel).map((problem) => `${name} (${channel}): ${problem}`));
    expect(good.length).toBeGreaterThanOrEqual(50);
    expect(problems).toEqual([]);
  });

  test('what the schema is wanted to refuse is refused, at the same field', () => {
    const bad = runs.flatMap((run) => run.wantErrors.filter((error) => STRUCTURAL.test(error)).map((error) => ({ ...run, error })));
    const missed = bad.filter(({ object, channel, error }) => {
      const at = /(?:^|: )(spec[\w.[\]]*)(?: in body|: )/.exec(error)?.[1];
      return !validateStructure(object, { channel }).some((problem) => at === undefined || problem.path === at);
    });
    expect(bad.length).toBeGreaterThanOrEqual(15);
    expect(missed.map(({ name, channel, error }) => `${name} (${channel}): ${error}`)).toEqual([]);
  });
});
