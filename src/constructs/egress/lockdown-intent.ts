import type { Construct } from 'constructs';
import type { AllowanceData } from '../../manifest/allowances';
import type { DestinationData, EgressBackendData, GrantData } from '../../manifest/grant-data';
import { distinct } from '../../manifest/same-json';
import type { Place } from '../base/problems';
import { allowancesOption, allowedWays } from './allowance-policies';
import type { LockdownPlan } from './backends/backend';
import type { EgressLockdownProps } from './egress-lockdown-props';
import { checkWay } from './gateway-claims';
import { type ListenerData, mergedWays, wayThrough } from './listener-ways';
import { checkHeld, chooseBackend, plansOf } from './lockdown-backend';
import { allowedOf, checkLeaks, closed, grantOf } from './lockdown-checks';
import { closingBackend } from './lockdown-claims';

/** What a lockdown is to hold, checked. */
export interface LockdownIntent {
  readonly grant: GrantData;
  readonly settings: EgressBackendData;
  readonly destinations: DestinationData[];
  /** Those that the grant does not hold yet. */
  readonly added: DestinationData[];
  readonly allowances: AllowanceData[];
  readonly plans: LockdownPlan[];
}

/** Reads the options of a lockdown, and refuses what cannot be held exactly. */
export function intentOf(place: Place, scope: Construct, props: EgressLockdownProps): LockdownIntent {
  const grant = grantOf(place, props.grant);
  const base = closingBackend(place, scope, grant, props.pods);
  const { cluster } = grant;
  const granted = props.pods ? [] : grant.egress.map((data) => closed(place, data, cluster));
  const allowances = allowancesOption(place, props.allowances);
  const wanted = [...allowedOf(place, props.allow, cluster), ...allowedWays(place, allowances, grant)];
  const settings = chooseBackend(place, props.backend, grant.cluster, [...granted, ...wanted], base);
  const control = grant.cluster.mesh === 'ambient' ? [] : settings.control ?? [];
  const led = (list: readonly DestinationData[]): DestinationData[] => list.map((destination) => ledBy(settings, destination));
  const destinations = distinct(led([...granted, ...wanted, ...control]));
  checkLeaks(place, destinations);
  for (const way of destinations.filter(({ form }) => form === 'gateway')) {
    checkWay(place, scope, way, grant.team.name, grant.namespaces);
  }
  const plans = plansOf(scope, { grant, podLabels: props.pods, destinations: mergedWays(destinations), settings });
  checkHeld(place, plans);
  const added = destinations.slice(distinct(led(granted)).length);
  return { grant, settings, destinations, added: props.pods ? [] : added, allowances, plans };
}

/** A host as the way to the gateway that leads there, where that is what holds the lockdown. */
function ledBy(settings: EgressBackendData, destination: DestinationData): DestinationData {
  if (settings.name !== 'egressGateway' || destination.form !== 'host' || destination.depth !== 'exact') return destination;
  return wayThrough(settings as ListenerData, destination) ?? destination;
}
