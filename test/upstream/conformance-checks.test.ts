import * as fs from 'node:fs';
import { describeWithFacts, fact, filesBelow } from '../util/facts';
import { JUDGES, text } from './conformance-judge';
import { type Change, conformanceWorld } from './conformance-world';

/**
 * The statuses that Gateway API's conformance tests ask of an implementation, held against ours: which parent accepts which route, with
 * which reason, how many routes a listener has, and what listeners, ListenerSets and Gateways say.
 */
interface Check { readonly check: string; readonly with: unknown[]; readonly afterChange?: Change[] }
interface Vector { readonly test: string; readonly manifests: string[]; readonly checks?: Check[] }

/** Checks that state nothing that manifests decide, or nothing that is asked here. */
const NOT_JUDGED = new Map([
  ['NamespacesMustBeReady', 'waits until everything in a namespace runs'],
  ['GatewayMustHaveLatestConditions', 'about observedGeneration, which needs time'],
  ['HTTPRouteMustHaveLatestConditions', 'about observedGeneration, which needs time'],
  ['GatewayClassMustHaveLatestConditions', 'about observedGeneration, which needs time'],
  ['BackendTLSPolicyMustHaveLatestConditions', 'about observedGeneration, which needs time'],
  ['GWCMustHaveAcceptedConditionAny', 'about a controller that runs'],
]);

/** A change that upstream's code makes without saying what it is. */
function isUntold({ afterChange = [] }: Check): boolean {
  return afterChange.some(({ object }) => Object.keys(object).length === 0);
}

const folder = fact('gateway-api', 'conformance-vectors');
const vectors = (fs.existsSync(folder) ? filesBelow(folder, '.json') : []).map((file) => JSON.parse(fs.readFileSync(file, 'utf8')) as Vector);
const judged = vectors.map(({ checks = [], ...rest }) => ({ ...rest, checks: checks.filter((one) => !NOT_JUDGED.has(one.check) && !isUntold(one)) }))
  .filter(({ checks }) => checks.length > 0);

const counted = { compared: 0, open: 0 };

describeWithFacts('gateway-api/conformance-vectors')('statuses of the conformance tests', () => {
  test.each(judged.map((vector) => [vector.test, vector] as const))('%s', (_, { manifests, checks }) => {
    expect(checks.flatMap(({ check, with: args, afterChange }) => {
      const world = conformanceWorld(manifests, afterChange, text(args[0]));
      const differences = JUDGES.get(check)!(args, world);
      counted.compared += world.compared.length;
      counted.open += world.open.length;
      return [...differences, ...(world.compared.length + world.open.length === 0 ? ['compares nothing'] : [])].map((one) => `${check}: ${one}`);
    })).toEqual([]);
  });

  test('every check is judged, or stands in the list of those that are not', () => {
    const names = new Set(vectors.flatMap(({ checks = [] }) => checks.map(({ check }) => check)));
    expect([...names].filter((name) => !JUDGES.has(name) && !NOT_JUDGED.has(name))).toEqual([]);
    expect([...NOT_JUDGED.keys()].filter((name) => !names.has(name))).toEqual([]);
  });

  test('most checks are judged', () => {
    const all = vectors.flatMap(({ checks = [] }) => checks);
    expect({ all: all.length, judged: judged.flatMap(({ checks }) => checks).length }).toEqual({ all: 276, judged: 218 });
    expect(counted).toEqual({ compared: 330, open: 20 });
  });
});
