import type { Connection } from './client';
import type { ServerProcess } from './server-process';

/** Release channel of Gateway API; each has a server of its own, since the CRDs exclude each other. */
export type Channel = 'standard' | 'experimental';

const VARIABLE = 'CLUSTER_TEST_SERVERS';

interface Holder {
  clusterTestServers?: ServerProcess[];
}

/** The servers of this run; jest shares nothing but globals between its set-up and its tear-down. */
export function runningServers(): ServerProcess[] {
  return (globalThis as Holder).clusterTestServers ??= [];
}

/** Tells the test files, which share only the environment with the set-up, how to reach the servers. */
export function publishConnections(connections: Record<Channel, Connection>): void {
  process.env[VARIABLE] = JSON.stringify(connections);
}

/** How to reach a server of this run, or undefined where the tests are skipped. */
export function connectionOf(channel: Channel): Connection | undefined {
  const text = process.env[VARIABLE];
  return text ? (JSON.parse(text) as Record<Channel, Connection>)[channel] : undefined;
}

/** Stops all servers of this run, also when one of them does not stop cleanly. */
export async function stopServers(): Promise<void> {
  const results = await Promise.allSettled(runningServers().splice(0).map((server) => server.stop()));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
