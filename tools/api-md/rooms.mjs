import { fqnsOf } from './members.mjs';

/** The chapters of the reference, and which source folders or files (without suffix) their types come from. */
export const ROOMS = [
  { title: 'App and findings', about: 'synthesize, validate, publish contracts', from: ['src/synth', 'src/manifest'] },
  { title: 'Roles and grants', about: 'who writes what', from: ['src/constructs/roles', 'src/manifest/persona'] },
  { title: 'Platform', about: 'the cluster, and what implements its gateways', from: ['src/constructs/platform'] },
  { title: 'Shared gateway', about: 'listeners, certificates, admission of teams', from: ['src/constructs/gateway'] },
  { title: 'Routes', about: 'matches, backends and filters of a team', from: ['src/constructs/routes'] },
  { title: 'Releases', about: 'two versions of one backend', from: ['src/constructs/release'] },
  { title: 'Egress', about: 'where pods may go', from: ['src/constructs/egress'] },
  { title: 'Isolated namespaces', about: 'who reaches the pods of teams and of gateways', from: ['src/constructs/isolation'] },
  { title: 'Policies', about: 'what the API server holds a team to', from: ['src/constructs/policies'] },
  { title: 'Kinds layer', about: 'one typed manifest each, every field, no opinions', from: ['src/constructs/kinds'] },
];

/** The room of a type: the one that names the longest part of its path. */
export function roomOf({ symbolId }) {
  const path = symbolId.split(':')[0];
  const length = (room) => Math.max(0, ...room.from.filter((from) => `${path}/`.startsWith(`${from}/`)).map((from) => from.length));
  const [closest] = [...ROOMS].sort((a, b) => length(b) - length(a));
  return length(closest) > 0 ? closest : undefined;
}

/** The types of a room, from the top down: each class by name, after it what it takes and gives, and so on. */
export function typesOfRoom(room, types) {
  const inside = Object.values(types).filter((type) => roomOf(type) === room).sort(byName);
  const ordered = new Set();
  const visit = (type) => {
    if (ordered.has(type)) return;
    ordered.add(type);
    fqnsOf(type).map((fqn) => types[fqn]).filter((each) => inside.includes(each) && each.kind !== 'class').forEach(visit);
  };
  inside.filter(({ kind }) => kind === 'class').forEach(visit);
  inside.forEach(visit);
  return [...ordered];
}

/** Plain order of characters: the same on every machine. */
export function byName(a, b) {
  return a.name < b.name ? -1 : 1;
}
