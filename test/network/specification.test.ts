import { NetworkModel, type NetworkProfile, NP_GUARD, npGuardEnd, npGuardPorts, npGuardRows, rowsOf, SPECIFICATION } from '../../src/analysis/network';
import { describeWithFacts } from '../util/facts';
import { canonical } from './canonical';
import { type Cells, manifestsOf, reportOf, ROOT, units } from './np-guard-files';

/** What netpol-analyzer assumes beyond the specification, class by class. */
const CLASSES: Record<string, NetworkProfile> = {
  'IPv4 alone': { families: [4] },
  'blocks of the outside alone': { blocksMatchPods: false, networksMatchPods: false },
  'pods of nodes as pods': { hostNetworkAsPods: true },
  'namespaces without objects have no labels': { closedNamespaces: true },
  'pods that have ended count': { endedPodsCount: true },
  'policies of plugins are not there': { coreKindsAlone: true },
  'an Ingress may name ports of pods': { ingressNamesPodPorts: true },
};

type Lists = (profile: NetworkProfile, ingress: boolean) => Set<string>;

function listsOf(unit: string, dir: string): Lists {
  const entries = manifestsOf(unit, dir).map((manifest) => ({ manifest }));
  return (profile, ingress) => {
    const model = NetworkModel.of(entries, profile);
    return new Set(canonical((ingress ? npGuardRows(model) : rowsOf(model)).map(({ src, dst, allowed, unknown }): Cells =>
      [npGuardEnd(src), npGuardEnd(dst), unknown.isEmpty ? npGuardPorts(allowed) : `${npGuardPorts(allowed)} or ${npGuardPorts(unknown)}`])));
  };
}

/** What one set has and the other lacks. */
function unlike(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [...[...a].filter((one) => !b.has(one)), ...[...b].filter((one) => !a.has(one))];
}

describeWithFacts(ROOT)('Under what the specification says', () => {
  const lists = units().flatMap(({ unit, expected }) => expected.filter(({ kind, file }) => kind === 'connlist' && file.endsWith('.txt') && !/udp-/.test(file))
    .map((one) => ({ unit, ...one })));

  test.each(lists)('each difference of $dir falls into a class', ({ unit, ...one }) => {
    const list = listsOf(unit, one.dir);
    const wanted = new Set(canonical(reportOf(unit, one).connections));
    const ours = list(SPECIFICATION, false);
    // Taking the classes on one by one leads from our list to theirs: what changes on the way falls into that class.
    let profile: NetworkProfile = SPECIFICATION;
    let before = ours;
    const explained = new Set<string>();
    for (const [name, more] of Object.entries(CLASSES)) {
      profile = { ...profile, ...more };
      const after = list(profile, name === 'an Ingress may name ports of pods');
      unlike(before, after).forEach((row) => explained.add(row));
      before = after;
    }
    expect(unlike(ours, wanted).filter((row) => !explained.has(row))).toEqual([]);
    expect(unlike(before, wanted)).toEqual([]);
    expect({ ...NP_GUARD, describedWordForWord: undefined }).toEqual({ ...profile, describedWordForWord: undefined });
  });
});
