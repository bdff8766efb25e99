import { Cluster } from './cluster';
import { connectionOf, type ServerName } from './servers';

/** A group of tests on the server of one release channel. Skipped where there is no server; the set-up says why. */
export function describeCluster(name: string, server: ServerName, tests: (cluster: Cluster) => void): void {
  const connection = connectionOf(server);
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
