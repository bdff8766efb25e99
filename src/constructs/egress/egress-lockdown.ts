import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { closedPart, describeDestination, firstLeak, namesMetadata, withoutMetadata } from '../../manifest/destinations';
import { Category, type Finding, Severity } from '../../manifest/finding';
import type { DestinationData, GrantData } from '../../manifest/grant-data';
import { Persona } from '../../manifest/persona';
import { inertPolicies } from '../base/inert-policies';
import { checkKnown } from '../base/known-options';
import { invalid, type Place, placeOf, refused } from '../base/problems';
import { deferCheck } from '../base/validation-hook';
import { NetworkPolicy } from '../kinds/network-policy';
import { Claims } from '../policies/claims';
import { checkSharedMetadata } from '../policies/shared-metadata';
import { publishedGrants } from '../roles/published';
import { requireRole } from '../roles/require-role';
import { TeamGrant } from '../roles/team-grant';
import { Destination } from './destination';
import { destinationCode } from './destination-code';
import { destinationRule, dnsRules, egressSpec } from './egress-rules';

/** Prefix of the annotations that say why a rule of the policy is there: `reason-<index of the rule>`. */
const REASON = 'egress.cdk8s-gateway.io/reason-';
const LOCKED = new Claims();

/** Options of an EgressLockdown. */
export interface EgressLockdownProps {
  /** The grant whose namespaces are locked down; its isolation covers egress. */
  readonly grant: TeamGrant;
  /**
   * Where the team's pods may go, beside what the grant itself opens.
   *
   * @default - only what the grant opens
   */
  readonly allow?: Destination[];
  /**
   * Labels and annotations of every manifest; names are derived.
   *
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * Closes all traffic out of a grant's namespaces but DNS and the destinations that are named. For each namespace: a policy
 * that denies, one that opens the cluster's DNS resolver (UDP and TCP), one with the destinations. Pods of the same namespace
 * are a destination like any other. The metadata addresses of the cluster stay closed inside every wider block.
 *
 * NetworkPolicies add up and hold only what the network plugin enforces: nobody but the operators may write others there.
 *
 * @example
 * const payments = Destination.cidr('203.0.113.0/24', 443, { reason: 'payment provider' });
 * new EgressLockdown(edge, 'shop-egress', { grant, allow: [payments] });
 */
export class EgressLockdown extends Construct {
  readonly #manifests: ApiObject[];

  /**
   * @param scope an operator's scope
   * @param id name of the construct
   * @param props grant and destinations
   * @throws where the grant's isolation does not cover egress, a namespace is locked down already, or one destination opens
   * what another excepts
   */
  public constructor(scope: Construct, id: string, props: EgressLockdownProps) {
    const place = placeOf(scope, id, 'EgressLockdown');
    requireRole(place, scope, Persona.CLUSTER_OPERATOR);
    checkKnown(place, '', props, { grant: true, allow: true, metadata: true });
    const grant = grantOf(place, props?.grant);
    checkFree(place, scope, grant.namespaces);
    checkSharedMetadata(place, props.metadata);
    const granted = distinct(grant.egress.map((data) => closed(place, data, grant.cluster.metadataCidrs)));
    const destinations = distinct([...granted, ...allowedOf(place, props.allow, grant.cluster.metadataCidrs)]);
    checkLeaks(place, destinations);
    super(scope, id);
    this.#manifests = grant.namespaces.flatMap((namespace) => this.lock(namespace, grant, destinations, props.metadata));
    for (const namespace of grant.namespaces) LOCKED.take(this, namespace);
    props.grant._openEgress(destinations.slice(granted.length));
    deferCheck(this, () => [...inertPolicies(this.#manifests[0], grant.cluster), ...forgottenFindings(this, props.grant)]);
  }

  /** The policies, in the order of the grant's namespaces. */
  public manifests(): ApiObject[] {
    return [...this.#manifests];
  }

  private lock(
    namespace: string, { cluster }: GrantData, destinations: DestinationData[], shared: ApiObjectMetadata = {},
  ): ApiObject[] {
    const metadata = { ...shared, namespace };
    const policies = [
      new NetworkPolicy(this, `${namespace}-deny`, { metadata, spec: egressSpec([]) }),
      new NetworkPolicy(this, `${namespace}-dns`, { metadata, spec: egressSpec(dnsRules(cluster)) }),
    ];
    if (destinations.length === 0) return policies;
    return [...policies, new NetworkPolicy(this, `${namespace}-allow`, {
      metadata: { ...metadata, annotations: { ...shared.annotations, ...reasonsOf(destinations) } },
      spec: egressSpec(destinations.map(destinationRule)),
    })];
  }
}

function grantOf(place: Place, grant: TeamGrant): GrantData {
  if (!(grant instanceof TeamGrant)) {
    throw invalid(place, 'grant', grant, { reason: 'it is not a TeamGrant', fix: 'write the result of sharedGateway.admit(…)' });
  }
  const data = grant._data();
  if (!data.isolation.egress) {
    throw refused(place, `the grant of team "${data.team.name}" does not isolate egress; `
      + 'admit it with isolation: Isolation.EGRESS or Isolation.BOTH');
  }
  if (data.cluster.dns.length === 0) {
    throw refused(place, `cluster "${data.cluster.name}" names no DNS resolver, and without DNS the pods resolve nothing; `
      + 'give the PlatformChart a profile that knows it, such as cluster: ClusterProfile.kubeadm()');
  }
  return data;
}

function checkFree(place: Place, scope: Construct, namespaces: string[]): void {
  for (const namespace of namespaces) {
    const owner = LOCKED.ownerOf(scope, namespace);
    if (owner === undefined) continue;
    throw refused(place, `namespace "${namespace}" is locked down by ${owner} already, and policies add up; `
      + 'add the destinations to its allow');
  }
}

function allowedOf(place: Place, allow: Destination[] = [], metadataCidrs: string[]): DestinationData[] {
  const fix = 'write [Destination.cidr(…)]';
  if (!Array.isArray(allow)) throw invalid(place, 'allow', allow, { reason: 'it is not a list', fix });
  return [...allow].map((destination, i) => {
    if (destination instanceof Destination) return closed(place, destination._data(), metadataCidrs);
    throw invalid(place, `allow[${i}]`, destination, { reason: 'it is not a Destination', fix });
  });
}

function closed(place: Place, destination: DestinationData, metadataCidrs: string[]): DestinationData {
  if (namesMetadata(destination, metadataCidrs)) {
    throw refused(place, `${describeDestination(destination)} is a metadata address of the cluster, which hands out the node's credentials; `
      + 'remove it: an address block does not open metadata');
  }
  return withoutMetadata(destination, metadataCidrs);
}

function distinct(destinations: DestinationData[]): DestinationData[] {
  return [...new Map(destinations.map((destination) => [JSON.stringify(destination), destination])).values()];
}

function checkLeaks(place: Place, destinations: DestinationData[]): void {
  const leak = firstLeak(destinations);
  if (!leak) return;
  throw refused(place, `${describeDestination(leak.opening)} opens what ${describeDestination(leak.excepting)} excepts (${leak.except}), `
    + 'since policies add up; except it in both, or in neither');
}

function reasonsOf(destinations: DestinationData[]): Record<string, string> {
  return Object.fromEntries(destinations.flatMap(({ reason }, i) => reason === '' ? [] : [[`${REASON}${i}`, reason]]));
}

/** What another gateway's grant of the team lists for these namespaces, and nobody opens: a namespace has one lockdown. */
function forgottenFindings(lockdown: EgressLockdown, locked: TeamGrant): Finding[] {
  const { team, namespaces, egress, cluster: { metadataCidrs } } = locked._data();
  const open = egress.map((destination) => withoutMetadata(destination, metadataCidrs));
  const others = publishedGrants(lockdown.node.root).filter((grant) => grant !== locked).map((grant) => grant._data())
    .filter((other) => other.team.name === team.name && other.namespaces.some((namespace) => namespaces.includes(namespace)));
  return others.flatMap(({ gateway, egress: listed }) => listed
    .filter((destination) => closedPart(withoutMetadata(destination, metadataCidrs), open) !== undefined)
    .map((destination) => ({
      code: 'GW043',
      severity: Severity.ERROR,
      category: Category.SEMANTIC,
      message: `${describeDestination(destination)} is in the egress of the grant of team "${team.name}" on gateway ${gateway.namespace}/${gateway.name}, `
        + 'and the lockdown of its namespace keeps it closed',
      fix: `add ${destinationCode(destination)} to allow of the EgressLockdown`,
      ...whereOf(lockdown),
    })));
}

/** Findings stand on the first policy. */
function whereOf(lockdown: EgressLockdown): Pick<Finding, 'resource' | 'construct'> {
  const [{ apiVersion, kind, name, metadata, node }] = lockdown.manifests();
  return { resource: { apiVersion, kind, name, namespace: metadata.namespace }, construct: node.path };
}
