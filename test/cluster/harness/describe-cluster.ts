import { Cluster } from './cluster';
import { type Channel, connectionOf } from './servers';

/** A group of tests on the server of one release channel. Skipped where there is no server; the set-up says why. */
export function describeCluster(name: string, channel: Channel, tests: (cluster: Cluster) => void): void {
  const connection = connectionOf(channel);
  if (!connection) {
    describe.skip(name, () => tests(new Cluster({ server: '', token: '', ca: '' })));
    return;
  }
  describe(name, () => {
    const cluster = new Cluster(connection);
    afterAll(() => cluster.close());
    tests(cluster);
  });
}
