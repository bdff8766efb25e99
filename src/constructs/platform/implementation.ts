import type { ImplementationData, ProxyPeers } from '../../manifest/grant-data';
import {
  type GatewayIdentity, implementationData, type ImplementationFacts, proxiesOf,
} from '../../manifest/implementation-facts';
import type { ImplementationName } from '../../manifest/implementation-table';
import { checkOptions, type Known } from '../base/known-options';
import { invalid, type Place } from '../base/problems';
import {
  type CustomImplementationOptions, EnvoyGatewayDeployment, type EnvoyGatewayOptions, type GkeGatewayOptions, HaproxyDeployment,
  type HaproxyOptions, type ImplementationOptions, KongDeployment, type KongOptions, type ReleaseOptions,
} from './implementation-options';
import { customFacts, overridden, releasedIn, releaseName, withAddresses } from './implementation-overrides';
import { CUSTOM, ENVOY_GATEWAY, GKE, HAPROXY, KONG, PLAIN, RELEASE } from './known-implementation-options';
import { lazyImplementations } from './lazy-implementations';

/**
 * What serves the gateways, and what differs between those that can: the controller's name, the kind of its parameters,
 * ports, where its proxies run, which features it lacks (by its newest conformance report).
 *
 * @example
 * Implementation.envoyGateway({ deployment: EnvoyGatewayDeployment.GATEWAY_NAMESPACE });
 */
export class Implementation {
  /**
   * Envoy Gateway. Parameters: EnvoyProxy, on class and gateway.
   *
   * @param options where it runs
   * @returns the implementation
   */
  public static envoyGateway(options: EnvoyGatewayOptions = {}): Implementation {
    const place = placeFor('envoyGateway', options, ENVOY_GATEWAY);
    const { deployment = EnvoyGatewayDeployment.CONTROLLER_NAMESPACE } = options;
    const row = choice(place, 'deployment', deployment, {
      [EnvoyGatewayDeployment.CONTROLLER_NAMESPACE]: 'envoyGateway',
      [EnvoyGatewayDeployment.GATEWAY_NAMESPACE]: 'envoyGatewayInNamespace',
      [EnvoyGatewayDeployment.MERGED_GATEWAYS]: 'envoyGatewayMerged',
    });
    if (deployment === EnvoyGatewayDeployment.GATEWAY_NAMESPACE) {
      unread(place, 'namespace', options.namespace, 'proxies stand in the namespace of each Gateway');
    }
    return new Implementation(overridden(place, releasedIn(place, factsOf(row), options.namespace), options));
  }

  /**
   * Istio, which runs proxies for each Gateway beside it. Parameters: a ConfigMap, on the gateway alone.
   * For a proxy that was installed by hand write `proxies`.
   *
   * @param options what differs in this installation
   * @returns the implementation
   */
  public static istio(options: ImplementationOptions = {}): Implementation {
    return plain('istio', options);
  }

  /**
   * Traefik. A listener's port must be the port of one of its entry points (8000 and 8443 in its chart), which its
   * Service shows to clients as 80 and 443. Reads no parameters. It has no UDPRoutes, and TCPRoutes only with its option
   * `experimentalChannel`, which asks for the CRDs of that channel. Source: Traefik v3.7, Kubernetes Gateway provider.
   *
   * @param options its release (`traefik` in namespace `traefik`), and the ports of its entry points
   * @returns the implementation
   */
  public static traefik(options: ReleaseOptions = {}): Implementation {
    const place = placeFor('traefik', options, RELEASE);
    const instance = `${releaseName(place, options.release, 'traefik')}-${options.namespace ?? 'traefik'}`;
    const facts = releasedIn(place, factsOf('traefik'), options.namespace, { 'app.kubernetes.io/instance': instance });
    return new Implementation(overridden(place, facts, options));
  }

  /**
   * NGINX Gateway Fabric, which runs proxies beside each Gateway. Parameters: NginxProxy, on class and gateway.
   *
   * @param options what differs in this installation
   * @returns the implementation
   */
  public static nginxGatewayFabric(options: ImplementationOptions = {}): Implementation {
    return plain('nginxGatewayFabric', options);
  }

  /**
   * Cilium. Its proxy is a part of every node, so only a CiliumNetworkPolicy can name it.
   * Parameters: CiliumGatewayClassConfig, on the class alone.
   *
   * @param options what differs in this installation
   * @returns the implementation
   */
  public static cilium(options: ImplementationOptions = {}): Implementation {
    return plain('cilium', options);
  }

  /**
   * Kong: its operator, or its ingress controller. Parameters: GatewayConfiguration, with the operator.
   *
   * @param options which controller; release and namespace of the ingress controller (`kong` in `kong`)
   * @returns the implementation
   */
  public static kong(options: KongOptions = {}): Implementation {
    const place = placeFor('kong', options, KONG);
    const { deployment = KongDeployment.OPERATOR } = options;
    const row = choice(place, 'deployment', deployment, {
      [KongDeployment.OPERATOR]: 'kongOperator', [KongDeployment.INGRESS_CONTROLLER]: 'kongIngressController',
    });
    if (deployment === KongDeployment.OPERATOR) {
      for (const option of ['namespace', 'release'] as const) {
        unread(place, option, options[option], 'Kong Operator runs proxies beside each Gateway', OR_INGRESS_CONTROLLER);
      }
      return new Implementation(overridden(place, factsOf(row), options));
    }
    const instance = releaseName(place, options.release, 'kong');
    const facts = releasedIn(place, factsOf(row), options.namespace, { 'app.kubernetes.io/instance': instance });
    return new Implementation(overridden(place, facts, options));
  }

  /**
   * kgateway, which runs proxies beside each Gateway. Parameters: GatewayParameters, on class and gateway.
   *
   * @param options what differs in this installation
   * @returns the implementation
   */
  public static kgateway(options: ImplementationOptions = {}): Implementation {
    return plain('kgateway', options);
  }

  /**
   * Contour with its gateway provisioner, which runs proxies beside each Gateway. Parameters: ContourDeployment, on the
   * class alone.
   *
   * @param options what differs in this installation
   * @returns the implementation
   */
  public static contour(options: ImplementationOptions = {}): Implementation {
    return plain('contour', options);
  }

  /**
   * AWS Load Balancer Controller (ALB). Certificates come from ACM through its parameters, never from a listener's
   * certificateRefs. Parameters: LoadBalancerConfiguration, on class and gateway. Its proxies are the load balancer's
   * subnets, which only their owner knows: write them as `proxies` where ingress is isolated.
   *
   * @param options what differs in this installation
   * @returns the implementation
   */
  public static awsLoadBalancerController(options: ImplementationOptions = {}): Implementation {
    return plain('awsLoadBalancerController', options);
  }

  /**
   * GKE Gateway. Reads no parameters. Its proxies send from 130.211.0.0/22 and 35.191.0.0/16 (Google Cloud, load
   * balancing firewall rules), regional and internal ones from a proxy-only subnet as well.
   *
   * @param options proxy-only subnets
   * @returns the implementation
   */
  public static gke(options: GkeGatewayOptions = {}): Implementation {
    const place = placeFor('gke', options, GKE);
    const facts = withAddresses(place, factsOf('gke'), 'proxyOnlySubnets', options.proxyOnlySubnets);
    return new Implementation(overridden(place, facts, options));
  }

  /**
   * HAProxy: HAProxy Ingress, or the Unified Gateway. Reads no parameters.
   *
   * @param options which controller, and its namespace
   * @returns the implementation
   */
  public static haproxy(options: HaproxyOptions = {}): Implementation {
    const place = placeFor('haproxy', options, HAPROXY);
    const row = choice(place, 'deployment', options.deployment ?? HaproxyDeployment.HAPROXY_INGRESS, {
      [HaproxyDeployment.HAPROXY_INGRESS]: 'haproxyIngress', [HaproxyDeployment.UNIFIED_GATEWAY]: 'haproxyUnifiedGateway',
    });
    return new Implementation(overridden(place, releasedIn(place, factsOf(row), options.namespace), options));
  }

  /**
   * Any other implementation: every fact is the caller's.
   *
   * @param options name, controller name, and what differs from a plain implementation
   * @returns the implementation
   */
  public static custom(options: CustomImplementationOptions): Implementation {
    return new Implementation(customFacts(placeFor('custom', options, CUSTOM), options));
  }

  /** @internal */
  public static _fromFacts(facts: ImplementationFacts): Implementation {
    return new Implementation(facts);
  }

  readonly #facts: ImplementationFacts;

  private constructor(facts: ImplementationFacts) {
    this.#facts = facts;
  }

  /** Name of the implementation. */
  public get name(): string {
    return this.#facts.name;
  }

  /** Controller name, as a GatewayClass holds it. */
  public get controllerName(): string {
    return this.#facts.controllerName;
  }

  /** @internal */
  public _facts(): ImplementationFacts {
    return this.#facts;
  }

  /** What grants hold of it. @internal */
  public _data(): ImplementationData {
    return implementationData(this.#facts);
  }

  /** Where the proxies of a gateway come from. @internal */
  public _proxiesOf(gateway: GatewayIdentity): ProxyPeers {
    return proxiesOf(this.#facts, gateway);
  }
}

const OR_INGRESS_CONTROLLER = ', or write deployment: KongDeployment.INGRESS_CONTROLLER';
const factsOf = (name: ImplementationName): ImplementationFacts => lazyImplementations().implementationFacts(name);

/** The place of a factory whose options are an object. */
function placeFor<T>(factory: string, options: T | undefined, known: Known<T>): Place {
  const place = { construct: `Implementation.${factory}` };
  checkOptions(place, 'options', options, known, '{ controllerName: "example.com/gateway-controller" }');
  return place;
}

function plain(name: ImplementationName, options: ImplementationOptions): Implementation {
  return Implementation._fromFacts(overridden(placeFor(name, options, PLAIN), factsOf(name), options));
}

/** Refuses an option that nothing would read. */
function unread(place: Place, option: string, value: unknown, reason: string, instead = ''): void {
  if (value !== undefined) throw invalid(place, option, value, { reason, fix: `leave it out${instead}` });
}

function choice(place: Place, option: string, value: string, rows: Record<string, ImplementationName>): ImplementationName {
  const row = new Map(Object.entries(rows)).get(value);
  if (row) return row;
  throw invalid(place, option, value, { reason: 'it is not one of the choices', fix: `write one of ${Object.keys(rows).join(', ')}` });
}
