import { cidrProblem } from '../../manifest/cidr';
import type { ProxyPeers } from '../../manifest/grant-data';
import { labelKeyProblem, labelProblem, labelValueProblem } from '../../manifest/names';
import { checkOptions } from '../base/known-options';
import { check, checkMap, refused } from '../base/problems';

/** Options of GatewayProxies.pods. */
export interface ProxyPodsOptions {
  /**
   * Namespace of the proxy pods.
   *
   * @default - the Gateway's namespace
   */
  readonly namespace?: string;
}

/**
 * Where a gateway's proxies come from, as a network policy can name them. The usual place of each implementation is
 * known; say it only where yours runs elsewhere.
 *
 * @example
 * GatewayProxies.pods({ istio: 'ingressgateway' }, { namespace: 'istio-ingress' });
 */
export class GatewayProxies {
  /**
   * Pods, by their labels.
   *
   * @param labels labels of the proxy pods; values may hold `{gateway}`, `{namespace}` and `{class}`, which stand for the
   * Gateway's own
   * @param options their namespace, where it is not the Gateway's
   * @returns the proxies
   */
  public static pods(labels: Record<string, string>, options: ProxyPodsOptions = {}): GatewayProxies {
    const place = { construct: 'GatewayProxies.pods' };
    if (labels !== undefined) checkMap(place, 'labels', labels);
    checkOptions(place, 'options', options, { namespace: true }, '{ namespace: "istio-ingress" }, or leave it out');
    const entries = Object.entries(labels ?? {});
    if (entries.length === 0) throw refused(place, 'labels is empty, which is every pod; write the labels of the proxy pods');
    for (const [key, value] of entries) {
      const plain = typeof value === 'string' ? value.replace(/\{(gateway|namespace|class)\}/g, 'x') : value;
      check(place, `labels["${key}"]`, value, labelKeyProblem(key) ?? labelValueProblem(plain));
    }
    if (options.namespace !== undefined) check(place, 'namespace', options.namespace, labelProblem(options.namespace));
    const { namespace = '{namespace}' } = options;
    return new GatewayProxies({ form: 'pods', namespace, podLabels: Object.fromEntries(entries) });
  }

  /**
   * Cilium's own proxy on each node, which only a CiliumNetworkPolicy can name.
   *
   * @returns the proxies
   */
  public static ciliumIngress(): GatewayProxies {
    return new GatewayProxies({ form: 'ciliumEntity', entity: 'ingress' });
  }

  /**
   * Addresses, where the proxies run outside the cluster: a cloud load balancer's subnets, or the nodes'.
   *
   * @param cidrs address blocks of either family
   * @returns the proxies
   */
  public static addresses(cidrs: string[]): GatewayProxies {
    const place = { construct: 'GatewayProxies.addresses' };
    if (!Array.isArray(cidrs) || cidrs.length === 0) {
      throw refused(place, 'cidrs is empty; write the address blocks that the proxies send from');
    }
    const blocks = [...cidrs];
    blocks.forEach((cidr, index) => check(place, `cidrs[${index}]`, cidr, cidrProblem(cidr)));
    return new GatewayProxies({ form: 'addresses', cidrs: blocks });
  }

  readonly #data: ProxyPeers;

  private constructor(data: ProxyPeers) {
    this.#data = data;
  }

  /** @internal */
  public _data(): ProxyPeers {
    return this.#data;
  }
}
