import { type ApiObject, App, Chart } from 'cdk8s';
import * as fs from 'fs';
import type { Manifest } from '../../src/manifest/manifest';
import { applyDefaults } from '../util/apply-defaults';
import { describeWithFacts, fact, filesBelow } from '../util/facts';
import { inProps, KINDS } from './kinds';
import { type Case, casesOfRules, invalidExamples } from './validation-cases';

/** Cases of objects that stand already, and why the checks of a new object do not judge them; each is fine as a new object. */
const OF_CHANGES: Record<string, string> = {
  'cel-cases/ValidateGateway--ip-address-and-hostname-in-status-addresses-are-valid.json': 'a status is the controller\'s; constructs write none',
  'cel-cases/ValidateGatewayClassUpdate--cannot-upgrade-controllername.json': 'what stands in a cluster is not known where manifests are written',
};

/** Kinds that have no case of a sort; all others have some. */
const WITHOUT_REFUSED: Record<string, string> = {
  TCPRoute: 'upstream has none', UDPRoute: 'upstream has none', XBackend: 'upstream has none', XMesh: 'upstream has none',
};
const WITHOUT_ACCEPTED: Record<string, string> = {
  ...WITHOUT_REFUSED, GatewayClass: 'its one case is a change', ListenerSet: 'its cases here are refused',
  ReferenceGrant: 'upstream has an invalid example alone',
  TLSRoute: 'upstream has an invalid example alone',
};

const present = fs.existsSync(fact('gateway-api'));
const all = present ? [...casesOfRules(), ...invalidExamples()] : [];
const cases = all.filter(({ operation }) => operation === undefined);

/** The construct of the kind, given the case's object in its own props. */
function construct({ kind, metadata, spec }: Manifest): ApiObject {
  const { construct: Kind, props } = KINDS[kind];
  return new Kind(new Chart(new App(), 'upstream'), 'tried', { metadata, spec: inProps(spec, props) as never });
}

/** How the error begins: the construct's path and class, and the path of a field. */
const startOf = (name: string): RegExp => new RegExp(`^\\[upstream/tried\\] ${name}: spec(\\.\\w+|\\[\\d+\\]|\\[".+"\\])*( .+)?: .+; .+`);

const defaulted = (manifest: unknown): unknown => applyDefaults(manifest as Manifest, { channel: 'experimental' }).spec;
const named = (some: Case[]): [string, Manifest][] => some.map(({ file, object }) => [file, object]);

describeWithFacts('gateway-api')('upstream\'s validation cases', () => {
  test('every file is a case, and every object of one is of a kind that has a construct', () => {
    const files = [...filesBelow(fact('gateway-api/cel-cases'), '.json'), ...filesBelow(fact('gateway-api/examples/invalid'), '.yaml')];
    expect(all.map(({ file }) => fact('gateway-api', file))).toEqual(files);
    expect(all.filter(({ object }) => !(object.kind in KINDS))).toEqual([]);
  });

  test('the cases of changes are those of the list, and fine as new objects', () => {
    const changes = all.filter(({ operation }) => operation !== undefined);
    expect(changes.map(({ file }) => file)).toEqual(Object.keys(OF_CHANGES));
    for (const { object } of changes) expect(defaulted(construct(object).toJson())).toEqual(defaulted(object));
  });

  test('no kind is without cases, but for those of the lists', () => {
    const without = (refused: boolean): string[] =>
      Object.keys(KINDS).filter((kind) => !cases.some((one) => one.object.kind === kind && one.refused === refused));
    expect(without(true).sort()).toEqual(Object.keys(WITHOUT_REFUSED).sort());
    expect(without(false).sort()).toEqual(Object.keys(WITHOUT_ACCEPTED).sort());
  });
});

for (const [kind, { problems, traps, construct: { name } }] of Object.entries(KINDS)) {
  const refused = cases.filter((one) => one.object.kind === kind && one.refused);
  const accepted = cases.filter((one) => one.object.kind === kind && !one.refused);

  if (refused.length > 0) {
    describe(`${kind}, refused: ${refused.length}`, () => {
      test.each(named(refused))('%s: by the checks', (_, { spec }) => {
        const found = problems(spec);
        expect(found.map(({ path: field }) => field)).toContainEqual(expect.stringMatching(/^spec/));
        expect(found.every(({ reason, fix }) => reason !== '' && fix !== '')).toBe(true);
      });

      test.each(named(refused))('%s: by the construct, which names itself and the field', (_, object) => {
        expect(() => construct(object)).toThrow(startOf(name));
      });
    });
  }

  if (accepted.length > 0) {
    describe(`${kind}, accepted: ${accepted.length}`, () => {
      test.each(named(accepted))('%s: by the checks, and no trap', (_, { spec, metadata }) => {
        expect(problems(spec)).toEqual([]);
        expect(traps(spec, metadata.namespace)).toEqual([]);
      });

      test.each(named(accepted))('%s: by the construct, which writes it', (_, object) => {
        expect(defaulted(construct(object).toJson())).toStrictEqual(defaulted(object));
      });
    });
  }
}
