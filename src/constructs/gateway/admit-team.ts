import { bundleOf } from '../../manifest/bundles';
import type { GrantData } from '../../manifest/grant-data';
import type { Problem } from '../../manifest/problem';
import type { Place } from '../base/problems';
import { publishedGrants, publishGrant } from '../roles/published';
import type { Team } from '../roles/team';
import { TeamGrant } from '../roles/team-grant';
import { checkDelegation } from './delegation-clashes';
import type { DelegationOptions } from './delegation-options';
import { delegationRequest } from './delegation-request';
import { type GatewayHome, gatewayHome, homeProblem } from './gateway-home';
import type { GatewayListeners, GrantPlan } from './gateway-listeners';
import type { GrantOptions } from './grant-options';
import { checkOverlaps } from './grant-overlaps';
import { type GrantRequest, grantRequest, teamOption } from './grant-request';
import { isolateIngress } from './isolate-ingress';
import { sectionOf } from './planned-listener';
import type { ISharedGateway } from './shared-gateway-handle';

/** A grant, and what it changes on the gateway. */
interface Admission {
  readonly grant: TeamGrant;
  readonly plan: GrantPlan;
}

/** Admits a team. Everything that can fail is checked before anything changes. */
export function admitTeam(gateway: ISharedGateway, listeners: GatewayListeners, team: Team, options: GrantOptions): Admission {
  const { place, home, reserved } = askedFor(gateway, team, 'SharedGateway.admit');
  const request = grantRequest(place, options, reserved);
  const plan = listeners.plan(place, request);
  const data: GrantData = {
    ...grantedTo(team, request),
    sections: plan.sections.map(sectionOf),
    hostnames: plan.served.map((served) => ({ ...served, prefixes: request.prefixes })),
    proxies: home.proxies,
    ...factsOf(gateway),
  };
  checkOverlaps(place, data, publishedGrants(gateway.node.root).map((grant) => grant._data()));
  if (plan.added.length > 0) listeners.checkRoom(place, plan.added);

  listeners.admit(plan, request.namespaces, request.routeKinds);
  return { grant: settleGrant(gateway, data), plan };
}

/** Lets a team have listeners of its own. Everything that can fail is checked before anything changes. */
export function delegateTo(
  gateway: ISharedGateway, listeners: GatewayListeners, team: Team, options: DelegationOptions,
): TeamGrant {
  const { place, home, reserved } = askedFor(gateway, team, 'SharedGateway.delegate');
  const { implementation, cluster } = gateway.infrastructure;
  const bundle = bundleOf(cluster._data());
  const request = delegationRequest(place, options, reserved, { facts: implementation._facts(), bundle });
  checkDelegation(place, request, listeners.all());
  const data: GrantData = {
    ...grantedTo(team, request),
    sections: [],
    hostnames: request.hostnames.map((hostname) => ({ hostname, sections: [], prefixes: request.prefixes })),
    delegation: request.delegation,
    proxies: home.proxies,
    ...factsOf(gateway),
  };
  checkOverlaps(place, data, publishedGrants(gateway.node.root).map((grant) => grant._data()));
  return settleGrant(gateway, data);
}

/** Who asks, where, and which namespaces are no team's. */
function askedFor(
  gateway: ISharedGateway, team: Team, construct: string,
): { place: Place; home: GatewayHome; reserved(namespace: string): Problem | undefined } {
  const place: Place = { path: gateway.node.path, construct };
  teamOption(place, team);
  const home = gatewayHome(gateway.gatewayName, gateway.gatewayNamespace, gateway.infrastructure);
  return { place, home, reserved: (namespace) => homeProblem(namespace, gateway, home) };
}

/** Makes a grant that was checked. */
function settleGrant(gateway: ISharedGateway, data: GrantData): TeamGrant {
  if (data.isolation.ingress) isolateIngress(gateway, data);
  const grant = TeamGrant._fromData(data);
  publishGrant(gateway, grant);
  return grant;
}

/** What is the team's own in a grant, beside where it is served. */
function grantedTo(
  team: Team, { namespaces, routeKinds, meshServices, isolation, egress }: GrantRequest,
): Pick<GrantData, 'team' | 'namespaces' | 'routeKinds' | 'meshServices' | 'isolation' | 'egress'> {
  return {
    team: { name: team.name, subjects: team._subjects() },
    namespaces,
    routeKinds,
    ...(meshServices !== undefined && { meshServices }),
    isolation,
    egress,
  };
}

function factsOf(gateway: ISharedGateway): Pick<GrantData, 'gateway' | 'implementation' | 'cluster'> {
  const { implementation, cluster } = gateway.infrastructure;
  return {
    gateway: { name: gateway.gatewayName, namespace: gateway.gatewayNamespace },
    implementation: implementation._data(),
    cluster: cluster._data(),
  };
}
