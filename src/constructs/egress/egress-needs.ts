import { Construct } from 'constructs';
import { closedPart, describeDestination } from '../../manifest/destinations';
import { Category, type Finding, Severity } from '../../manifest/finding';
import type { DestinationData, GrantData } from '../../manifest/grant-data';
import { namedIn, withoutNamed } from '../../manifest/named-blocks';
import { Persona } from '../../manifest/persona';
import { checkKnown } from '../base/known-options';
import { invalid, type Place, placeOf } from '../base/problems';
import { deferCheck } from '../base/validation-hook';
import { requireRole } from '../roles/require-role';
import type { TeamGrant } from '../roles/team-grant';
import { Destination } from './destination';
import { destinationCode } from './destination-code';

/** Options of EgressNeeds. */
export interface EgressNeedsProps {
  /** Where the team's pods go. */
  readonly destinations: Destination[];
  /**
   * The grant that has to open them.
   *
   * @default - each of the scope's grants that says something about egress
   */
  readonly grant?: TeamGrant;
}

/**
 * What a team's pods reach. Emits nothing: at synth each destination is held against the grant, so that a way that the
 * operators' `EgressLockdown` keeps closed is found before anything is applied.
 *
 * @example
 * new EgressNeeds(shop, 'needs', { destinations: [Destination.cidr('203.0.113.0/24', 443, { reason: 'card payments' })] });
 */
export class EgressNeeds extends Construct {
  /**
   * @param scope a team's scope
   * @param id name of the construct
   * @param props destinations
   */
  public constructor(scope: Construct, id: string, props: EgressNeedsProps) {
    const place = placeOf(scope, id, 'EgressNeeds');
    const { grants } = requireRole(place, scope, Persona.APPLICATION_TEAM);
    checkKnown(place, '', props, { destinations: true, grant: true });
    const needs = needsOf(place, props?.destinations);
    const asked = props.grant === undefined ? grants : [ownGrant(place, props.grant, grants)];
    super(scope, id);
    // Read at synth: a lockdown that is made later may still open more.
    deferCheck(this, () => waysOut(asked, grants).flatMap((way) => needs.flatMap((need) => findingOf(this, need, way))));
  }
}

function needsOf(place: Place, destinations: Destination[]): DestinationData[] {
  const fix = 'write [Destination.cidr(…)], or remove the construct';
  if (!Array.isArray(destinations) || destinations.length === 0) {
    throw invalid(place, 'destinations', destinations, { reason: 'it names nothing', fix });
  }
  return [...destinations].map((destination, i) => {
    if (destination instanceof Destination) return destination._data();
    throw invalid(place, `destinations[${i}]`, destination, { reason: 'it is not a Destination', fix });
  });
}

function ownGrant(place: Place, grant: TeamGrant, grants: TeamGrant[]): TeamGrant {
  if (grants.includes(grant)) return grant;
  const fix = 'leave it out, or give it to the TeamChart as well';
  throw invalid(place, 'grant', grant?.team, { reason: 'it is not one of the scope\'s grants', fix });
}

/** Namespaces, and the grants that say where their pods may go. */
interface WayOut {
  readonly namespaces: string[];
  readonly opening: GrantData[];
}

/** What limits the pods in the namespaces of some grants; namespaces of the same limits stand together. */
function waysOut(asked: readonly TeamGrant[], grants: readonly TeamGrant[]): WayOut[] {
  const ways = new Map<string, WayOut>();
  for (const namespace of new Set(asked.flatMap((grant) => grant.namespaces))) {
    const deciding = decidingGrants(grants.filter((grant) => grant.namespaces.includes(namespace)));
    const key = deciding.map((grant) => grants.indexOf(grant)).join();
    const { namespaces } = ways.get(key) ?? { namespaces: [] };
    ways.set(key, { namespaces: [...namespaces, namespace], opening: deciding.map((grant) => grant._data()) });
  }
  return [...ways.values()].filter(({ opening }) => opening.some(limitsEgress));
}

/**
 * Of several grants over one namespace its lockdown's decides, since nobody opens what another one lists. Where the
 * lockdown stands in another program, it is one of those that isolate.
 */
function decidingGrants(grants: readonly TeamGrant[]): readonly TeamGrant[] {
  const locked = grants.filter((grant) => grant._isLockedDown());
  if (locked.length > 0) return locked;
  const isolating = grants.filter((grant) => grant._data().isolation.egress);
  return isolating.length > 0 ? isolating : grants;
}

/** A grant that neither isolates egress nor lists destinations leaves it to the cluster. */
function limitsEgress({ isolation, egress }: GrantData): boolean {
  return isolation.egress || egress.length > 0;
}

function findingOf(needs: EgressNeeds, need: DestinationData, { namespaces, opening }: WayOut): Finding[] {
  const [{ team, cluster }] = opening;
  const open = opening.flatMap(({ egress }) => egress).map((destination) => withoutNamed(destination, cluster));
  // Whoever needs a wide block does not thereby need what only names open in it; by themselves such addresses stay closed.
  const asked = namedIn(need, cluster) ? need : withoutNamed(need, cluster);
  const closed = closedPart(asked, open);
  if (closed === undefined) return [];
  const part = closed === describeDestination(need) ? '' : ` (${closed} stays closed)`;
  return [{
    code: 'GW043',
    severity: Severity.ERROR,
    category: Category.SEMANTIC,
    message: `${describeDestination(need)} is not open to team "${team.name}" in ${namespaces.join(', ')}${part}, so its connections would time out`,
    fix: `have the operators add ${destinationCode(need)} to the grant's egress, or to allow of its EgressLockdown`,
    resource: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace: namespaces[0] },
    construct: needs.node.path,
  }];
}
