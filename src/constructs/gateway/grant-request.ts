import type { DestinationData } from '../../manifest/grant-data';
import { hostnameProblem } from '../../manifest/hostname';
import { meshServiceProblem } from '../../manifest/mesh-services';
import { labelProblem } from '../../manifest/names';
import { normalizePrefix, pathProblem, prefixCovers } from '../../manifest/path';
import type { Problem } from '../../manifest/problem';
import { hasHostnames } from '../../manifest/route-protocols';
import { enumerate, quoted } from '../../manifest/text';
import { checkKnown, type Known } from '../base/known-options';
import { invalid, type Place, refused } from '../base/problems';
import { Destination } from '../egress/destination';
import { Isolation } from '../roles/isolation';
import { Team } from '../roles/team';
import type { GrantOptions } from './grant-options';
import { RouteKind } from './route-kind';

const OPTIONS: Known<GrantOptions> = {
  namespaces: true, hostnames: true, prefixes: true, routeKinds: true, meshServices: true, isolation: true, egress: true,
  listenerNames: true,
};

/** What is asked for a team: checked, each value once. */
export interface GrantRequest {
  readonly namespaces: string[];
  readonly hostnames: string[];
  readonly prefixes: string[];
  readonly routeKinds: string[];
  readonly meshServices?: string[];
  readonly isolation: { readonly ingress: boolean; readonly egress: boolean };
  readonly egress: DestinationData[];
  readonly listenerNames?: string[];
}

/** A team, or the mistake that something else stands there. */
export function teamOption(place: Place, team: Team): Team {
  if (team instanceof Team) return team;
  throw invalid(place, 'team', team, { reason: 'it is not a Team', fix: 'write new Team("ecommerce", { subjects: […] })' });
}

/** The options of a grant, checked one by one; `reserved` says which namespaces are no team's. Listeners come later. */
export function grantRequest(
  place: Place, options: GrantOptions, reserved: (namespace: string) => Problem | undefined,
): GrantRequest {
  checkKnown(place, '', options, OPTIONS);
  const isolation = isolationOf(place, options?.isolation);
  const names = options?.listenerNames;
  const namespaces = valuesOf(place, 'namespaces', options?.namespaces, (value) => labelProblem(value) ?? reserved(value));
  const routeKinds = routeKindsOf(place, options.routeKinds);
  return {
    namespaces,
    hostnames: hostnamesOf(place, options.hostnames, routeKinds),
    prefixes: prefixesOf(place, options.prefixes, routeKinds),
    routeKinds,
    ...meshServicesIn(place, options.meshServices, namespaces),
    isolation,
    egress: egressOf(place, options.egress, isolation.egress),
    ...(names === undefined ? {} : { listenerNames: valuesOf(place, 'listenerNames', names, () => undefined) }),
  };
}

/** A list of text that is not empty, each value once. */
function valuesOf(
  place: Place, option: string, values: string[] | undefined, problemOf: (value: string) => Problem | undefined,
): string[] {
  if (!Array.isArray(values)) throw invalid(place, option, values, { reason: 'it is not a list', fix: EXAMPLES[option] });
  if (values.length === 0) throw refused(place, `${option} is empty, which grants nothing; ${EXAMPLES[option]}`);
  const all = [...values];
  all.forEach((value, index) => {
    const problem = problemOf(value);
    if (problem) throw invalid(place, `${option}[${index}]`, value, problem);
  });
  return [...new Set(all)];
}

const EXAMPLES: Record<string, string> = {
  namespaces: 'write the team\'s namespaces, such as ["ecommerce-prod"]',
  hostnames: 'write the team\'s hostnames, such as ["shop.company.com"]',
  prefixes: 'leave it out for every path, or write ["/shop"]',
  routeKinds: 'leave it out for HTTPRoutes, or write [RouteKind.GRPC_ROUTE]',
  meshServices: 'leave it out, or write Services of other namespaces, such as ["payments/api"]',
  listenerNames: 'leave it out for the closest listener, or write names of declared listeners',
};

function hostnamesOf(place: Place, hostnames: string[] | undefined, kinds: readonly string[]): string[] {
  if (kinds.some(hasHostnames)) return valuesOf(place, 'hostnames', hostnames, hostnameProblem);
  if (hostnames === undefined || (Array.isArray(hostnames) && hostnames.length === 0)) return [];
  throw invalid(place, 'hostnames', hostnames, {
    reason: `a ${enumerate(kinds, 'or')} has none: its listener is all that tells it from others`,
    fix: 'leave it out, or grant other kinds with routeKinds',
  });
}

/** Calls of gRPC have the path `/service/method`. */
const WITH_PATHS: readonly string[] = [RouteKind.HTTP_ROUTE, RouteKind.GRPC_ROUTE];

/** Prefixes without those that another one covers, in order. */
function prefixesOf(place: Place, prefixes: string[] = ['/'], kinds: readonly string[]): string[] {
  const all = valuesOf(place, 'prefixes', prefixes, pathProblem).map(normalizePrefix);
  if (!all.includes('/') && !kinds.some((kind) => WITH_PATHS.includes(kind))) {
    throw refused(place, `prefixes ${quoted(all)} limit HTTPRoutes and GRPCRoutes, and a ${enumerate(kinds, 'or')} has no paths; `
      + 'leave prefixes out, or grant RouteKind.HTTP_ROUTE with routeKinds');
  }
  return [...new Set(all)].filter((prefix) => !all.some((other) => other !== prefix && prefixCovers(other, prefix))).sort();
}

function routeKindsOf(place: Place, kinds: RouteKind[] = [RouteKind.HTTP_ROUTE]): string[] {
  const known: string[] = Object.values(RouteKind);
  return valuesOf(place, 'routeKinds', kinds, (kind) => (known.includes(kind)
    ? undefined
    : { reason: 'it is none of Gateway API\'s kinds of routes', fix: `write ${known.map((one) => `"${one}"`).join(' or ')}` }))
    .sort((a, b) => known.indexOf(a) - known.indexOf(b));
}

function meshServicesIn(
  place: Place, services: string[] | undefined, own: readonly string[],
): Pick<GrantRequest, 'meshServices'> {
  if (services === undefined) return {};
  const problemOf = (value: string): Problem | undefined => meshServiceProblem(value) ?? (own.includes(value.split('/')[0])
    ? { reason: 'it is the team\'s own, which it may route anyway', fix: 'leave it out' }
    : undefined);
  return { meshServices: valuesOf(place, 'meshServices', services, problemOf).sort() };
}

function isolationOf(place: Place, isolation: Isolation = Isolation.NONE): GrantRequest['isolation'] {
  if (!Object.values(Isolation).includes(isolation)) {
    throw invalid(place, 'isolation', isolation, {
      reason: 'it is none of the choices',
      fix: 'write Isolation.NONE, INGRESS, EGRESS or BOTH',
    });
  }
  return {
    ingress: isolation === Isolation.INGRESS || isolation === Isolation.BOTH,
    egress: isolation === Isolation.EGRESS || isolation === Isolation.BOTH,
  };
}

function egressOf(place: Place, egress: Destination[] | undefined, isolated: boolean): DestinationData[] {
  if (egress === undefined) return [];
  if (!Array.isArray(egress)) {
    throw invalid(place, 'egress', egress, {
      reason: 'it is not a list',
      fix: 'write [Destination.cidr(…)]',
    });
  }
  if (egress.length > 0 && !isolated) {
    throw refused(place, 'egress names destinations, and the isolation leaves all traffic out open; '
      + 'write isolation: Isolation.EGRESS or Isolation.BOTH');
  }
  return [...egress].map((destination, index) => {
    if (destination instanceof Destination) return destination._data();
    throw invalid(place, `egress[${index}]`, destination, { reason: 'it is not a Destination', fix: 'write Destination.cidr("203.0.113.0/24", 443, …)' });
  });
}
