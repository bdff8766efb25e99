import { isDelegated } from '../../manifest/delegation';
import type { GrantData } from '../../manifest/grant-data';
import { groupBy } from '../../manifest/group-by';
import { ROUTE_KINDS } from '../../manifest/kinds';
import { celMap } from './cel';
import { policyKindsIn } from './policy-kinds';

/** What one of a team's namespaces holds. */
export interface Held {
  readonly namespace: string;
  readonly grants: readonly GrantData[];
}

/** A team's namespaces with what each holds. */
export function heldBy(grants: readonly GrantData[]): Held[] {
  const namespaces = [...new Set(grants.flatMap((grant) => grant.namespaces))];
  return namespaces.map((namespace) => ({ namespace, grants: grants.filter((grant) => grant.namespaces.includes(namespace)) }));
}

/** The names of their namespaces. */
export function namesOf(held: readonly Held[]): string[] {
  return held.map(({ namespace }) => namespace);
}

/** Namespaces for which the same policies serve: they differ in hostnames and sections, not in what may be written at all. */
export function alike(held: readonly Held[]): Held[][] {
  return [...groupBy(held, ({ namespace, grants }) => {
    const kinds = ROUTE_KINDS.filter((kind) => grants.some(({ routeKinds }) => routeKinds.includes(kind)));
    return JSON.stringify([kinds, grants.some(isDelegated), policyKindsIn(namespace, grants)]);
  }).values()];
}

/** CEL that is what the request's namespace holds: one literal where all hold the same, else looked up. */
export function byNamespace(held: readonly Held[], literalOf: (grants: readonly GrantData[]) => string): string {
  const rows = held.map(({ namespace, grants }) => [namespace, literalOf(grants)] as const);
  return new Set(rows.map(([, literal]) => literal)).size === 1 ? rows[0][1] : `${celMap(rows)}[request.namespace]`;
}
