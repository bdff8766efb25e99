import type { GrantData } from '../../manifest/grant-data';
import type { Place } from '../base/problems';
import { publishedGrants, publishGrant } from '../roles/published';
import type { Team } from '../roles/team';
import { TeamGrant } from '../roles/team-grant';
import { gatewayHome, homeProblem } from './gateway-home';
import type { GatewayListeners, GrantPlan } from './gateway-listeners';
import type { GrantOptions } from './grant-options';
import { checkOverlaps } from './grant-overlaps';
import { type GrantRequest, grantRequest, teamOption } from './grant-request';
import { isolateIngress } from './isolate-ingress';
import { sectionOf } from './planned-listener';
import type { ISharedGateway } from './shared-gateway-handle';

/** A grant, and what it changes on the gateway. */
export interface Admission {
  readonly grant: TeamGrant;
  readonly plan: GrantPlan;
}

/** Admits a team. Everything that can fail is checked before anything changes. */
export function admitTeam(gateway: ISharedGateway, listeners: GatewayListeners, team: Team, options: GrantOptions): Admission {
  const place: Place = { path: gateway.node.path, construct: 'SharedGateway.admit' };
  teamOption(place, team);
  const home = gatewayHome(gateway.gatewayName, gateway.gatewayNamespace, gateway.infrastructure);
  const request = grantRequest(place, options, (namespace) => homeProblem(namespace, gateway, home));
  const plan = listeners.plan(place, request);
  const data: GrantData = { ...grantedTo(team, request, plan), proxies: home.proxies, ...factsOf(gateway) };
  checkOverlaps(place, data, publishedGrants(gateway.node.root).map((grant) => grant._data()));
  if (plan.added.length > 0) listeners.checkRoom(place, plan.added);

  listeners.admit(plan, request.namespaces, request.routeKinds);
  if (data.isolation.ingress) isolateIngress(gateway, data);
  const grant = TeamGrant._fromData(data);
  publishGrant(gateway, grant);
  return { grant, plan };
}

/** What is the team's own in a grant; the rest are facts of the gateway. */
type Granted = Omit<GrantData, 'proxies' | 'gateway' | 'implementation' | 'cluster'>;

function grantedTo(team: Team, request: GrantRequest, plan: GrantPlan): Granted {
  const { namespaces, prefixes, routeKinds, meshServices, isolation, egress } = request;
  return {
    team: { name: team.name, subjects: team._subjects() },
    namespaces,
    sections: plan.sections.map(sectionOf),
    hostnames: plan.served.map((served) => ({ ...served, prefixes })),
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
