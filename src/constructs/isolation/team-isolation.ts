import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { type AllowanceData, meshAllowance } from '../../manifest/allowances';
import { knownKind } from '../../manifest/kinds';
import { ISTIOD } from '../../manifest/mesh-ports';
import { Persona } from '../../manifest/persona';
import { distinct } from '../../manifest/same-json';
import { inertPolicies } from '../base/inert-policies';
import { checkKnown, type Known } from '../base/known-options';
import { PlainObject } from '../base/plain-object';
import { type Place, placeOf, refused } from '../base/problems';
import { deferCheck } from '../base/validation-hook';
import { allowancesOption, ingressPolicies } from '../egress/allowance-policies';
import { reasonsOf } from '../egress/backends/backend';
import type { DefaultDenyAllowance } from '../egress/default-deny-allowance';
import { destinationRule, dnsRules, egressSpec, placed } from '../egress/egress-rules';
import { NetworkPolicy, type NetworkPolicySpec } from '../kinds/network-policy';
import { NetworkPolicyType } from '../kinds/network-policy-rules';
import { checkSharedMetadata } from '../policies/shared-metadata';
import { requireRole } from '../roles/require-role';
import { GatewayIngress } from '../routes/gateway-ingress';
import type { Pods } from '../routes/pods';
import { type GatewayWay, gatewayWays } from './gateway-ways';
import { isolate, isolationOf } from './isolated-namespaces';
import { ownNamespace } from './own-namespace';
import { quotaCounts } from './quota-counts';
import type { TeamNamespaces } from './team-namespaces';
import type { TeamNamespacesData } from './team-namespaces-data';
import { namespacesOption, needDns } from './team-namespaces-option';
import type { TeamQuota } from './team-quota';

/** Options of a TeamIsolation. */
export interface TeamIsolationProps {
  /** Whose namespaces are closed. */
  readonly team: TeamNamespaces;
  /**
   * Pods that the gateway's proxies reach, with the port that they listen on; an empty list for none.
   *
   * @default - what the team's routes open; asked for where the grant does not isolate ingress, as routes open nothing then
   */
  readonly gatewayBackends?: Pods[];
  /**
   * What else a default deny would break, in both directions, and stays open in each namespace.
   *
   * @default - nothing
   */
  readonly allowances?: DefaultDenyAllowance[];
  /**
   * How many objects each namespace may hold.
   *
   * @default - no quota
   */
  readonly quota?: TeamQuota;
  /**
   * Labels and annotations of every manifest; names are derived.
   *
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;
}

const PROPS: Known<TeamIsolationProps> = { team: true, gatewayBackends: true, allowances: true, quota: true, metadata: true };

/** Pods of the same namespace, on every port. */
const OWN = { podSelector: {} };

/**
 * Closes a team's namespaces in both directions. For each: a policy that denies all, one that opens pods of the same
 * namespace to each other, one for the cluster's DNS resolver, and one for each set of pods that the gateway reaches.
 * In an ambient mesh, one for the health checks of the nodes.
 * What else a team needs is opened by name: other teams by `Neighbour`, ways out by `EgressLockdown`.
 *
 * NetworkPolicies add up and hold only what the network plugin enforces. Pods in the host's network escape them.
 *
 * @example
 * new TeamIsolation(edge, 'shop-isolation', { team: TeamNamespaces.granted(grant), quota: { routes: 20 } });
 */
export class TeamIsolation extends Construct {
  readonly #manifests: ApiObject[];

  /**
   * @param scope an operator's scope
   * @param id name of the construct
   * @param props namespaces, what the gateway reaches, quota
   * @throws where a namespace is isolated already, the cluster's resolver is not known, or the gateway's proxies cannot be named
   */
  public constructor(scope: Construct, id: string, props: TeamIsolationProps) {
    const place = placeOf(scope, id, 'TeamIsolation');
    requireRole(place, scope, Persona.CLUSTER_OPERATOR);
    checkKnown(place, '', props, PROPS);
    const data = namespacesOption(place, 'team', props?.team)._data();
    checkFree(place, scope, data.namespaces);
    needDns(place, data.cluster);
    checkSharedMetadata(place, props.metadata);
    const allowances = allowancesOption(place, props.allowances);
    const ways = gatewayWays(place, data.granted, props.gatewayBackends);
    const counts = props.quota && quotaCounts(place, props.quota, data.granted?.routeKinds);
    super(scope, id);
    this.#manifests = data.namespaces.flatMap((namespace) => [
      ...this.close(namespace, data, props.metadata),
      ...ways.map((way) => this.openGateway(namespace, way, data)),
      ...this.allow(namespace, allowances, data, props.metadata),
      ...(counts ? [this.count(namespace, counts, props.metadata)] : []),
    ]);
    for (const namespace of data.namespaces) isolate(this, namespace, data.cluster);
    if (data.granted?.isolation.egress) {
      props.team._grant()?._openEgress([...data.namespaces.map(ownNamespace), ...allowances.flatMap(({ egress }) => egress)]);
    }
    deferCheck(this, () => inertPolicies(this.#manifests[0], data.cluster));
  }

  /** The policies and quotas, in the order of the namespaces. */
  public manifests(): ApiObject[] {
    return [...this.#manifests];
  }

  private close(namespace: string, { cluster }: TeamNamespacesData, shared: ApiObjectMetadata = {}): ApiObject[] {
    const metadata = { ...shared, namespace };
    const policyTypes = [NetworkPolicyType.INGRESS, NetworkPolicyType.EGRESS];
    return [
      new NetworkPolicy(this, `${namespace}-deny`, { metadata, spec: { podSelector: {}, policyTypes } }),
      new NetworkPolicy(this, `${namespace}-own`, {
        metadata, spec: { podSelector: {}, policyTypes, ingress: [{ peers: [OWN] }], egress: [{ to: [OWN] }] },
      }),
      new NetworkPolicy(this, `${namespace}-dns`, { metadata, spec: egressSpec(dnsRules(cluster)) }),
    ];
  }

  private openGateway(namespace: string, way: GatewayWay, { cluster: { mesh } }: TeamNamespacesData): ApiObject {
    const { id, proxies, labels, port } = way;
    return new GatewayIngress(this, `${namespace}-${id}`, { namespace, labels, port, transport: 'TCP', proxies, mesh });
  }

  private allow(
    namespace: string, allowances: readonly AllowanceData[], { cluster }: TeamNamespacesData, shared: ApiObjectMetadata = {},
  ): ApiObject[] {
    const probes = cluster.mesh === 'ambient' ? [meshAllowance(ISTIOD.namespace, true)] : [];
    const because = (reasons: Record<string, string> = {}): ApiObjectMetadata =>
      ({ ...shared, namespace, annotations: { ...shared.annotations, ...reasons } });
    const comingIn = ingressPolicies(namespace, distinct([...probes, ...allowances]), cluster)
      .map(({ id, annotations, fields }) => (
        new NetworkPolicy(this, id, { metadata: because(annotations), spec: fields.spec as NetworkPolicySpec })));
    const out = placed(allowances.flatMap(({ egress }) => egress), cluster);
    if (out.length === 0) return comingIn;
    const metadata = because(reasonsOf(out.map(({ reason }) => reason)));
    const spec = egressSpec(out.map(destinationRule));
    return [...comingIn, new NetworkPolicy(this, `${namespace}-allowances`, { metadata, spec })];
  }

  private count(namespace: string, hard: Record<string, string>, shared: ApiObjectMetadata = {}): ApiObject {
    return new PlainObject(this, `${namespace}-quota`, knownKind('', 'ResourceQuota'), { ...shared, namespace }, { spec: { hard } });
  }
}

function checkFree(place: Place, scope: Construct, namespaces: readonly string[]): void {
  for (const namespace of namespaces) {
    const owner = isolationOf(scope, namespace);
    if (owner === undefined) continue;
    throw refused(place, `namespace "${namespace}" is isolated by ${owner} already; keep one of the two`);
  }
}
