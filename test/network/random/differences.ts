import { allows } from './naive/allows';
import type { Quirk } from './naive/world';
import { ENGINE_QUIRKS, engineWorld } from './naive/worlds';
import type { Packet, TestCluster } from './objects';

const WITHOUT_QUIRKS = engineWorld(new Set());
const WITH_ALL = engineWorld(ENGINE_QUIRKS);

/** What the naive evaluation says of a packet in the engine's world, with the engine's known quirks. */
export function asEngine(cluster: TestCluster, packet: Packet): boolean {
  return allows(cluster, packet, WITH_ALL);
}

/** The quirks by each of which alone, or only together, the engine leaves the specification for a packet; none where it does not. */
export function quirksOf(cluster: TestCluster, packet: Packet): Quirk[] {
  const specified = allows(cluster, packet, WITHOUT_QUIRKS);
  if (allows(cluster, packet, WITH_ALL) === specified) return [];
  const alone = [...ENGINE_QUIRKS].filter((quirk) => allows(cluster, packet, engineWorld(new Set([quirk]))) !== specified);
  return alone.length > 0 ? alone : [...ENGINE_QUIRKS];
}
