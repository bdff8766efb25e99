import { describeCluster } from './harness/describe-cluster';
import { exampleNames, synthesizeExample } from './harness/examples';
import { expectAccepted, expectNoWarnings } from './harness/expectations';
import { type Manifest, namespacesOf } from './harness/manifests';
import { policiesInForce } from './harness/policies';
import { typeChecks } from './harness/type-check';
import type { Verdict } from './harness/verdict';

describeCluster('examples', 'standard', (cluster) => {
  describe.each(exampleNames())('%s', (name) => {
    let manifests: Manifest[] = [];
    const settled = async (): Promise<void> => {
      if (manifests.some(({ object }) => object.kind === 'ValidatingAdmissionPolicyBinding')) await policiesInForce(cluster);
    };

    beforeAll(async () => {
      manifests = synthesizeExample(name);
      await cluster.createNamespaces(namespacesOf(manifests));
    });
    afterAll(async () => {
      await cluster.delete(manifests);
      await settled();
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
      await settled();
      const again = await cluster.apply(manifests);
      expectAccepted(again);
      expect(again.map(contentOf)).toEqual(stored.map(contentOf));
    });

    test('its policies\' expressions have the types of the kinds that they judge', async () => {
      const checks = await typeChecks(cluster, manifests);
      expect(checks.filter(({ warnings }) => warnings.length > 0)).toEqual([]);
    });
  });
});

/** All of a stored object but its status and the server's own bookkeeping. */
function contentOf({ result }: Verdict): object {
  const metadata = without(result?.metadata ?? {}, 'managedFields', 'resourceVersion');
  return { ...without(result ?? {}, 'status'), metadata };
}

function without(object: object, ...fields: string[]): object {
  return Object.fromEntries(Object.entries(object).filter(([field]) => !fields.includes(field)));
}
