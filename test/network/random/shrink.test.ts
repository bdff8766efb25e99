import { clusterOf } from './generate/cluster';
import { allows } from './naive/allows';
import { engineWorld } from './naive/worlds';
import { type Case, shrunk } from './shrink';

test('of a packet that policies stop, the two ends, their namespaces and what stops it are left', async () => {
  const world = engineWorld(new Set());
  const isStopped = (one: Case): boolean => !allows(one, one.packets[0], world);
  const cases = Array.from({ length: 20 }, (_, i) => clusterOf(i + 1).cluster)
    .flatMap((cluster) => cluster.packets.map((packet): Case => ({ ...cluster, packets: [packet] })));
  const found = cases.find((one) => one.networkPolicies.length > 3 && one.packets[0].fromPod && one.packets[0].toPod && isStopped(one))!;
  const small = await shrunk(found, isStopped);
  expect(isStopped(small)).toBe(true);
  expect(small.pods).toHaveLength(2);
  expect(small.nodes).toHaveLength(1);
  expect([...small.networkPolicies, ...small.adminNetworkPolicies, ...small.baselineAdminNetworkPolicies, ...small.clusterNetworkPolicies]).toHaveLength(1);
  expect(JSON.stringify(small).length).toBeLessThan(JSON.stringify(found).length / 2);
});
