import { orderProblem, priorityProblem, replicasProblem } from '../../manifest/egress-backends';
import type { EgressBackendData } from '../../manifest/grant-data';
import { ISTIOD } from '../../manifest/mesh-ports';
import { labelProblem } from '../../manifest/names';
import { checkKnown, checkOptions } from '../base/known-options';
import { check, invalid, type Place } from '../base/problems';
import type { IEgressGatewayListener } from '../egress/egress-gateway-listener';
import { listenerOption } from '../egress/listener-ways';
import { controlOption } from '../egress/sidecar-control';
import {
  type CalicoBackendOptions, type CiliumBackendOptions, type ClusterNetworkPolicyBackendOptions, type IstioBackendOptions,
  PolicyTier, type ProxyBackendOptions,
} from './egress-backend-options';

const VERSION = /^[1-9]\d*\.(0|[1-9]\d*)$/;
const placeOf = (factory: string): Place => ({ construct: `EgressBackend.${factory}` });

/**
 * What holds an EgressLockdown. They differ in what they can express, and in who can undo them: docs/egress.md has the table.
 *
 * @example
 * EgressBackend.cilium({ version: '1.19' });
 */
export class EgressBackend {
  /**
   * NetworkPolicies, which every network plugin that enforces policies knows. No hosts by name, and no order: they add up, so
   * whoever may write NetworkPolicies in the namespace can open more.
   *
   * @returns the back end
   */
  public static networkPolicy(): EgressBackend {
    return new EgressBackend({ name: 'networkPolicy' });
  }

  /**
   * CiliumNetworkPolicies. Hosts by the addresses that DNS answered with; only the permitted names are resolved.
   *
   * @param options version
   * @returns the back end
   */
  public static cilium(options: CiliumBackendOptions = {}): EgressBackend {
    const place = placeOf('cilium');
    checkOptions(place, 'options', options, { version: true }, '{ version: "1.19" }');
    const { version } = options ?? {};
    if (version !== undefined && (typeof version !== 'string' || !VERSION.test(version))) {
      throw invalid(place, 'version', version, { reason: 'it is not major.minor', fix: 'write a version such as "1.19"' });
    }
    return new EgressBackend({ name: 'cilium', ...(version !== undefined && { version }) });
  }

  /**
   * ClusterNetworkPolicies of SIG Network (`policy.networking.k8s.io/v1alpha2`), which stand before NetworkPolicies, or after
   * them. Hosts by name need the experimental channel.
   *
   * @param options tier, priority, channel
   * @returns the back end
   */
  public static clusterNetworkPolicy(options: ClusterNetworkPolicyBackendOptions = {}): EgressBackend {
    const place = placeOf('clusterNetworkPolicy');
    checkOptions(place, 'options', options, { tier: true, priority: true, experimental: true }, '{ priority: 100 }');
    const { tier = PolicyTier.ADMIN, priority = 100, experimental = false } = options ?? {};
    if (!Object.values(PolicyTier).includes(tier)) {
      throw invalid(place, 'tier', tier, { reason: 'it is no tier', fix: 'write PolicyTier.ADMIN or PolicyTier.BASELINE' });
    }
    check(place, 'priority', priority, priorityProblem(priority));
    if (typeof experimental !== 'boolean') {
      throw invalid(place, 'experimental', experimental, { reason: 'it is neither true nor false', fix: 'write true or false' });
    }
    return new EgressBackend({ name: 'clusterNetworkPolicy', tier, priority, experimental });
  }

  /**
   * GKE's FQDNNetworkPolicies beside NetworkPolicies: Dataplane V2 with the feature turned on, kube-dns or Cloud DNS.
   *
   * @returns the back end
   */
  public static gkeFqdn(): EgressBackend {
    return new EgressBackend({ name: 'gkeFqdn' });
  }

  /**
   * ApplicationNetworkPolicies of EKS Auto Mode.
   *
   * @returns the back end
   */
  public static eksAuto(): EgressBackend {
    return new EgressBackend({ name: 'eksAuto' });
  }

  /**
   * EgressFirewalls of OVN-Kubernetes, as OpenShift has them, beside NetworkPolicies. A namespace has one.
   *
   * @returns the back end
   */
  public static ovnEgressFirewall(): EgressBackend {
    return new EgressBackend({ name: 'ovnEgressFirewall' });
  }

  /**
   * NetworkPolicies of Calico (`projectcalico.org/v3`), with what its open-source edition has: order and denials, no hosts
   * by name.
   *
   * @param options order
   * @returns the back end
   */
  public static calico(options: CalicoBackendOptions = {}): EgressBackend {
    const place = placeOf('calico');
    checkOptions(place, 'options', options, { order: true }, '{ order: 500 }');
    const { order = 500 } = options ?? {};
    check(place, 'order', order, orderProblem(order));
    return new EgressBackend({ name: 'calico', order });
  }

  /**
   * Istio with sidecars: ServiceEntries and a Sidecar resource for hosts, NetworkPolicies for everything. A sidecar is no
   * firewall: towards a pod that goes around it, the ports of the hosts are open to every public address.
   *
   * @param options namespace of istiod
   * @returns the back end
   */
  public static istio(options: IstioBackendOptions = {}): EgressBackend {
    const place = placeOf('istio');
    checkOptions(place, 'options', options, { controlPlaneNamespace: true }, '{ controlPlaneNamespace: "istio-system" }');
    const { controlPlaneNamespace: namespace = ISTIOD.namespace } = options ?? {};
    check(place, 'controlPlaneNamespace', namespace, labelProblem(namespace));
    return new EgressBackend({ name: 'istio', namespace });
  }

  /**
   * A forward proxy (Squid) of the lockdown's own, which holds hosts by name on every network plugin. Pods reach the proxy alone,
   * and have to use it: the lockdown's `proxyUrls` give the address for `HTTPS_PROXY`.
   *
   * @param options namespace, image, replicas
   * @returns the back end
   */
  public static proxy(options: ProxyBackendOptions): EgressBackend {
    const place = placeOf('proxy');
    checkKnown(place, '', options, { namespace: true, image: true, replicas: true });
    const { namespace, image, replicas = 2 } = options ?? {};
    check(place, 'namespace', namespace, labelProblem(namespace));
    if (typeof image !== 'string' || !/^\S+([:@])[\w.:-]+$/.test(image)) {
      throw invalid(place, 'image', image, {
        reason: 'it names no version of an image',
        fix: 'write an image with its tag or digest',
      });
    }
    check(place, 'replicas', replicas, replicasProblem(replicas));
    return new EgressBackend({ name: 'proxy', namespace, image, replicas });
  }

  /**
   * An egress gateway of the team's own, such as an EgressGateway: NetworkPolicies leave open the way to its proxies, what is
   * in the cluster and what the profile locates, and close everything else. Hosts that it does not lead to are refused.
   *
   * @param gateway the gateway, or what of one serves this team
   * @returns the back end, for lockdowns of that team
   */
  public static egressGateway(gateway: IEgressGatewayListener): EgressBackend {
    const place = placeOf('egressGateway');
    const data = listenerOption(place, gateway);
    const control = controlOption(place, gateway.sidecarControl);
    return new EgressBackend({ name: 'egressGateway', ...data, ...(control && { control }) });
  }

  readonly #data: EgressBackendData;

  private constructor(data: EgressBackendData) {
    this.#data = data;
  }

  /** @internal */
  public _data(): EgressBackendData {
    return this.#data;
  }
}
