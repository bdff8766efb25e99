import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { DelegatedGrant } from '../../manifest/delegation';
import { type Place, refused } from '../base/problems';
import { stands } from '../base/readable-name';
import { clashOnPort, transportOf } from './listener-clashes';
import { describeListener, type PlannedListener } from './planned-listener';

/** A listener of a set that stands. */
interface Standing {
  readonly set: ApiObject;
  readonly listener: PlannedListener;
}

const LISTENERS = Symbol.for('cdk8s-gateway.setListeners');

interface Root extends IConstruct {
  /** By gateway and port. */
  [LISTENERS]?: Map<string, Standing[]>;
}

/**
 * Refuses listeners that clash with those of another set of the gateway: the set that is younger in the cluster would not
 * serve them, and which one that is nobody can tell. Source: Gateway API v1.6.1, GEP-1713.
 */
export function checkOtherSets(
  place: Place, scope: IConstruct, grant: DelegatedGrant, listeners: readonly PlannedListener[],
): void {
  const standing = (scope.node.root as Root)[LISTENERS];
  listeners.forEach((listener, index) => {
    for (const { set, listener: other } of standing?.get(keyOf(grant, listener)) ?? []) {
      const reason = stands(set) ? clashOnPort(other, listener, grant.implementation) : undefined;
      if (reason === undefined) continue;
      throw refused(place, `listeners[${index}] ${describeListener(listener)} and listener ${describeListener(other)} of [${set.node.path}] `
        + `are of gateway "${grant.gateway.name}", where they ${reason}`);
    }
  });
}

/** Remembers the listeners of a set that stands, for every other set of the app. */
export function settleSet(set: ApiObject, grant: DelegatedGrant, listeners: readonly PlannedListener[]): void {
  const root = set.node.root as Root;
  if (!root[LISTENERS]) Object.defineProperty(root, LISTENERS, { value: new Map(), enumerable: false });
  const standing = root[LISTENERS]!;
  for (const listener of listeners) {
    const key = keyOf(grant, listener);
    const neighbours = standing.get(key);
    if (neighbours) neighbours.push({ set, listener });
    else standing.set(key, [{ set, listener }]);
  }
}

function keyOf({ cluster, gateway }: DelegatedGrant, listener: PlannedListener): string {
  return JSON.stringify([cluster.name, gateway.namespace, gateway.name, transportOf(listener)]);
}
