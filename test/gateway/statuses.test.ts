import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ClusterIndex, namespaceOf } from '../../src/analysis/cluster/cluster-index';
import type { RuleContext } from '../../src/analysis/rule';
import type { Manifest } from '../../src/manifest/manifest';
import { describeWithFacts } from '../util/facts';
import { binaries } from './harness/binaries';
import { CertificateAuthority } from './harness/certificate-authority';
import { EnvoyGateway } from './harness/envoy-gateway';
import { describeWithTools } from './harness/gateway-test';
import type { KubeObject } from './harness/kube-objects';
import { isJudged, isSame, keyOf, ours, type Pair, placesOf, theirs, type TheirStatus } from './said-statuses';
import { DIFFERENCES } from './status-differences';
import { complete, statusWorlds } from './status-worlds';

describeWithFacts('gateway-api/conformance-fixtures')('statuses', () => {
  describeWithTools()('that Envoy Gateway\'s own code computes, against ours: condition and reason, and how many routes attach', () => {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'statuses-'));
    const differences: string[] = [];
    let compared = 0;
    let authority: CertificateAuthority;
    let controller: EnvoyGateway;
    beforeAll(() => {
      authority = new CertificateAuthority(dir);
      controller = new EnvoyGateway(binaries().egxds);
    });
    afterAll(() => {
      controller.stop();
      fs.rmSync(dir, { recursive: true, force: true });
    });

    // Not test.each, which refuses an empty list: without the folder of facts there are no worlds.
    for (const [name, manifests] of statusWorlds()) {
      test(name, async () => {
        const world = complete(manifests, authority);
        const { statuses } = await controller.translate(world as unknown as KubeObject[]);
        const pairs = pairsOf(world, statuses as Record<string, TheirStatus>);
        compared += pairs.length;
        differences.push(...pairs.filter((pair) => !isSame(pair)).map(({ where, their, own }) => `${where}: ${their}, and ours ${own}`));
        expect(pairs.length).toBeGreaterThan(15);
      });
    }

    test('each of them is compared, and the differences are those that are listed', () => {
      expect(differences.filter((one) => !DIFFERENCES.some(({ said }) => said.test(one)))).toEqual([]);
      expect(DIFFERENCES.map(({ said }) => [said, differences.filter((one) => said.test(one)).length]))
        .toEqual(DIFFERENCES.map(({ said, times }) => [said, times]));
      expect(compared).toBe(852);
    });
  });
});

/** What both say of each thing that either speaks of. */
function pairsOf(manifests: readonly Manifest[], statuses: Readonly<Record<string, TheirStatus>>): Pair[] {
  const entries = manifests.map((manifest) => ({ manifest }));
  const context: RuleContext = { index: new ClusterIndex(entries), channel: 'experimental', closedWorld: true };
  return entries.filter(isJudged).flatMap((entry) => {
    const own = ours(entry, context);
    const their = theirs(statuses[keyOf(entry)] ?? {}, namespaceOf(entry.manifest) ?? '');
    return placesOf(their, own).map((where) => ({ where: `${keyOf(entry)} ${where}`, their: their.get(where), own: own.get(where) }));
  });
}
