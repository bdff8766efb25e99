import { resourceName } from '../../../src/manifest/guards/closed-kinds';
import { PLATFORM, TEAM } from '../settings';
import { SIDE_DOORS } from '../side-doors';
import { Closing } from '../side-doors/side-door';
import type { DoorCase } from './door-case';
import { closedObject } from './kinds';
import { NAME_CASES } from './names';
import { NETWORK_POLICY_CASES } from './network-policies';
import { CONNECTION_CASES, RIGHT_CASES } from './rights';
import { ROUTE_CASES } from './routes';
import { POD_CASES, SERVICE_CASES } from './workloads';

/** Of kinds that are closed as a whole: of the platform they pass, of the team they do not. */
const KIND_CASES: readonly DoorCase[] = SIDE_DOORS.flatMap(({ id, kinds = [], guard }) => (guard !== 'closed-kinds' ? [] : kinds.flatMap((key) => [
  { door: id, title: `${key} of the platform`, manifest: closedObject(key, PLATFORM) },
  { door: id, title: `${key} of the team`, manifest: closedObject(key, TEAM), refusedBy: 'cluster-guards-closed-kinds' },
])));

/** The same kinds, and those of the cluster, as rights: no emitted role gives them. */
const KIND_RIGHTS: readonly DoorCase[] = SIDE_DOORS.flatMap(({ id, kinds = [], closedBy }) => {
  if (kinds.length === 0 || !closedBy.includes(Closing.RBAC)) return [];
  return [
    { door: id, title: 'create httproutes', right: { verb: 'create', group: 'gateway.networking.k8s.io', resource: 'httproutes' } },
    ...kinds.map((key) => {
      const [group, kind] = key.split('/');
      const resource = resourceName(group, kind).split('.')[0];
      return { door: id, title: `create ${resource}.${group}`, right: { verb: 'create', group, resource }, refusedBy: 'RBAC' };
    }),
  ];
});

/** What is tried at the doors: of each at least one case that is allowed, and one that is not. */
export const DOOR_CASES: readonly DoorCase[] = [
  ...KIND_CASES, ...ROUTE_CASES, ...NETWORK_POLICY_CASES, ...POD_CASES, ...SERVICE_CASES, ...NAME_CASES, ...CONNECTION_CASES, ...RIGHT_CASES,
  ...KIND_RIGHTS,
];
