import type { IConstruct } from 'constructs';
import { type Place, refused } from '../base/problems';
import type { TeamGrant } from '../roles/team-grant';
import { describeListener, type PlannedListener } from './planned-listener';

interface StandingSet {
  readonly construct: IConstruct;
  readonly listeners: readonly PlannedListener[];
}

const SETS = new WeakMap<TeamGrant, StandingSet[]>();

/** Refuses listeners where another ListenerSet of the grant has one: of two sets the older one's serves. Source: GEP-1713. */
export function checkOtherSets(place: Place, scope: IConstruct, grant: TeamGrant, listeners: readonly PlannedListener[]): void {
  for (const { construct, listeners: standing } of SETS.get(grant) ?? []) {
    if (construct.node.root !== scope.node.root) continue;
    for (const listener of listeners) {
      const twin = standing.find(({ port, hostname }) => port === listener.port && hostname === listener.hostname);
      if (twin === undefined) continue;
      throw refused(place, `listener ${describeListener(listener)} stands where ${construct.node.path} has ${describeListener(twin)}, `
        + 'and only that of the older ListenerSet would serve; remove one of them');
    }
  }
}

/** Remembers the listeners of a set that stands. */
export function rememberSet(construct: IConstruct, grant: TeamGrant, listeners: readonly PlannedListener[]): void {
  SETS.set(grant, [...SETS.get(grant) ?? [], { construct, listeners }]);
}
