import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { NAMES_PLUGIN } from '../../manifest/egress-backends';
import type { DestinationData, EgressBackendData } from '../../manifest/grant-data';
import { Persona } from '../../manifest/persona';
import { inertPolicies } from '../base/inert-policies';
import { checkKnown } from '../base/known-options';
import { placeOf } from '../base/problems';
import { settle } from '../base/typed-object';
import { deferCheck } from '../base/validation-hook';
import { NetworkPolicy, type NetworkPolicySpec } from '../kinds/network-policy';
import { checkSharedMetadata } from '../policies/shared-metadata';
import { requireRole } from '../roles/require-role';
import { ingressPolicies } from './allowance-policies';
import type { PlannedObject } from './backends/backend';
import type { EgressGuarantee } from './egress-guarantee';
import type { EgressLockdownProps } from './egress-lockdown-props';
import { takeWays } from './gateway-claims';
import { lazyBackends } from './lazy-backends';
import { claim, meetings } from './lockdown-claims';
import { forgottenFindings, promiseFindings } from './lockdown-findings';
import { misfits } from './lockdown-fit';
import { guaranteeOf } from './lockdown-guarantees';
import { intentOf } from './lockdown-intent';
import { foreignGateways, overruled, unknownToSidecars } from './lockdown-neighbourhood';

/**
 * Closes all traffic out of a grant's namespaces but DNS and the destinations that are named. For each namespace: a policy
 * that denies, one that opens the cluster's DNS resolver (UDP and TCP), one with the destinations; back ends beside plain
 * NetworkPolicies have their own kinds for it. Pods of the same namespace are a destination like any other. The metadata
 * addresses of the cluster stay closed inside every wider block.
 *
 * NetworkPolicies add up and hold only what the network plugin enforces: nobody but the operators may write others there.
 * What each back end holds, and what it cannot promise, is said at synth (GW504 to GW509), and of each destination by
 * `guarantees`.
 *
 * @example
 * const payments = Destination.cidr('203.0.113.0/24', 443, { reason: 'payment provider' });
 * new EgressLockdown(edge, 'shop-egress', { grant, allow: [payments] });
 */
export class EgressLockdown extends Construct {
  readonly #manifests: ApiObject[];
  readonly #proxies: string[];
  readonly #guarantees: EgressGuarantee[];

  /**
   * @param scope an operator's scope
   * @param id name of the construct
   * @param props grant, destinations, back end
   * @throws where the grant's isolation does not cover egress, a namespace is locked down already, one destination opens
   * what another excepts, or the back end cannot hold a destination exactly
   */
  public constructor(scope: Construct, id: string, props: EgressLockdownProps) {
    const place = placeOf(scope, id, 'EgressLockdown');
    requireRole(place, scope, Persona.CLUSTER_OPERATOR);
    checkKnown(place, '', props, { grant: true, allow: true, backend: true, pods: true, allowances: true, metadata: true });
    checkSharedMetadata(place, props?.metadata);
    const intent = intentOf(place, scope, props ?? {});
    const { grant, settings, plans, destinations } = intent;
    super(scope, id);
    const backend = lazyBackends().BACKENDS[settings.name];
    const letIn = grant.isolation.ingress
      ? grant.namespaces.flatMap((namespace) => ingressPolicies(namespace, intent.allowances, grant.cluster, props.pods)) : [];
    const planned = [...plans.flatMap((plan) => backend.plan(plan)), ...letIn];
    this.#manifests = planned.map((object) => this.emit(object, props.metadata));
    this.#proxies = proxiesOf(settings, plans.map(({ namespace }) => namespace), destinations);
    this.#guarantees = destinations.map((destination) => guaranteeOf(destination, backend, grant.cluster));
    claim(this, plans);
    takeWays(this, destinations, grant.team.name);
    props.grant._openEgress(intent.added);
    const [first] = this.#manifests;
    if (first === undefined) return;
    const site = { lockdown: this, first };
    deferCheck(this, () => [
      ...(NAMES_PLUGIN.includes(settings.name) ? [] : inertPolicies(first, grant.cluster)),
      ...misfits(site, settings, grant.cluster),
      ...forgottenFindings(site, props.grant),
      ...promiseFindings(site, backend, intent),
      ...foreignGateways(site, destinations, this.#guarantees),
      ...(props.pods
        ? [...meetings(site, grant.namespaces, props.pods), ...unknownToSidecars(site, settings, grant, destinations)]
        : overruled(site, settings, grant.namespaces, destinations)),
    ]);
  }

  /** The objects, in the order of the grant's namespaces. */
  public manifests(): ApiObject[] {
    return [...this.#manifests];
  }

  /**
   * With the back end of proxies, what the pods of each namespace set as `HTTPS_PROXY` and `HTTP_PROXY`, in the order of the
   * grant's namespaces; `NO_PROXY` has to hold `.svc`, `.cluster.local` and the cluster's own address blocks.
   *
   * @returns URLs; none with other back ends, and where no destination is a host
   */
  public proxyUrls(): string[] {
    return [...this.#proxies];
  }

  /** What network policies hold of each destination, what only a proxy's configuration does, and what manifests cannot show. */
  public guarantees(): EgressGuarantee[] {
    return [...this.#guarantees];
  }

  private emit(object: PlannedObject, shared: ApiObjectMetadata = {}): ApiObject {
    const { id, apiVersion, kind, namespace, name, labels, annotations, fields } = object;
    const metadata: ApiObjectMetadata = {
      ...shared, namespace, ...(name !== undefined && { name }), ...(labels && { labels: { ...shared.labels, ...labels } }),
      ...(annotations && { annotations: { ...shared.annotations, ...annotations } }),
    };
    if (kind === 'NetworkPolicy' && apiVersion === 'networking.k8s.io/v1') {
      return new NetworkPolicy(this, id, { metadata, spec: fields.spec as NetworkPolicySpec });
    }
    const made = new ApiObject(this, id, { ...fields, apiVersion, kind, metadata });
    // cdk8s gives every object its chart's namespace; the API server refuses one here.
    if (namespace === undefined) (made.metadata as { namespace?: string }).namespace = undefined;
    settle(made);
    return made;
  }
}

function proxiesOf({ name, namespace = '' }: EgressBackendData, namespaces: string[], destinations: DestinationData[]): string[] {
  if (name !== 'proxy' || !destinations.some(({ form }) => form === 'host')) return [];
  return namespaces.map((own) => lazyBackends().proxyUrl(own, namespace));
}
