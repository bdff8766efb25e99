import { describeCluster } from './harness/describe-cluster';
import { exampleNames, synthesizeExample } from './harness/examples';
import { expectAccepted, expectNoWarnings } from './harness/expectations';
import { type Manifest, nameOf, namespacesOf } from './harness/manifests';
import { policiesInForce } from './harness/policies';
import { typeChecks } from './harness/type-check';
import type { Verdict } from './harness/verdict';

describeCluster('examples', 'standard', (cluster) => {
  describe.each(exampleNames())('%s', (name) => {
    let manifests: Manifest[] = [];

    beforeAll(async () => {
      manifests = synthesizeExample(name);
      await cluster.createNamespaces(namespacesOf(manifests));
    });
    afterAll(async () => {
      await cluster.delete(manifests);
      await policiesInForce(cluster);
    });

    test('all of it would be accepted, without a warning', async () => {
      const verdicts = await cluster.dryRun(manifests);
      expectAccepted(verdicts);
      expectNoWarnings(verdicts);
    });

    test('all of it is accepted in order, and once more with its policies in force, which changes nothing', async () => {
      const stored = await cluster.apply(manifests);
      expectAccepted(stored);
      expectNoWarnings(stored);
      await policiesInForce(cluster);
      const again = await cluster.apply(manifests);
      expectAccepted(again);
      expect(versionsOf(again)).toEqual(versionsOf(stored));
    });

    test('its policies\' expressions have the types of the kinds that they judge', async () => {
      const checks = await typeChecks(cluster, manifests);
      expect(checks.filter(({ warnings }) => warnings.length > 0)).toEqual([]);
    });
  });
});

/** Name and version of what is stored: another version is another content. */
function versionsOf(verdicts: readonly Verdict[]): string[] {
  return verdicts.map(({ manifest, result }) => `${nameOf(manifest.object)} ${result?.metadata.resourceVersion}`);
}
