import { Category, Severity } from '../../../manifest/finding';
import { GATEWAY_API, ROUTE_KINDS } from '../../../manifest/kinds';
import { nearest } from '../../../manifest/nearest';
import { kindsOfProtocol } from '../../../manifest/route-protocols';
import { enumerate } from '../../../manifest/text';
import { isServed, namedKinds, type RouteType, takenKinds } from '../../cluster/listener-gate';
import { type OwnListener, ownListeners } from '../../cluster/own-listeners';
import type { Entry, Rule, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';

/** A listener takes the kinds that its protocol serves, whatever its allowedRoutes name. */
export const routeKinds: Rule = {
  code: 'GW105',
  title: 'A kind of routes that the protocol of a listener does not serve',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, AllowedRoutes.kinds and ListenerReasonInvalidRouteKinds',
  kinds: LISTENER_OWNERS,
  check: (entry: Entry): RuleResult[] => ownListeners(entry).flatMap((listener) =>
    namedKinds(listener).flatMap((type, i) => {
      if (type.group !== GATEWAY_API) return [foreign(listener, type, i)];
      return isServed(listener, type) === false ? [resultOf(listener, type.kind, i)] : [];
    })),
};

function foreign({ name, path }: OwnListener, { group, kind }: RouteType, i: number): RuleResult {
  return {
    message: `${kind} of ${group || 'the core group'} is no kind of Gateway API: at listener "${name}" implementations but the one that it `
      + 'belongs to count it as unresolved (InvalidRouteKinds)',
    fix: 'leave it out, or acknowledge it where the implementation stays', path: `${path}.allowedRoutes.kinds[${i}]`,
    severity: Severity.WARNING, category: Category.PORTABILITY,
  };
}

function resultOf(listener: OwnListener, kind: string, i: number): RuleResult {
  const { name, protocol, path } = listener;
  const served = kindsOfProtocol(protocol) ?? [];
  const taken = takenKinds(listener) ?? [];
  const near = ROUTE_KINDS.includes(kind) ? undefined : nearest(kind, served);
  return {
    message: `listener "${name}" is for ${protocol}, which serves ${enumerate(served, 'and')} and no ${kind}: its references count as `
      + `unresolved (InvalidRouteKinds), and ${taken.length > 0 ? `only ${enumerate(taken, 'and')} attaches` : 'no route can attach'}`,
    fix: `write ${near ?? enumerate(served, 'or')}, or leave the kinds out`, path: `${path}.allowedRoutes.kinds[${i}]`,
  };
}
