import { blockProblem, holdsDns, resolverProblem } from '../../manifest/block-width';
import { cidrProblem } from '../../manifest/cidr';
import { describeDestination } from '../../manifest/destinations';
import type { DestinationData, HostDepth, NamedForm } from '../../manifest/grant-data';
import { labelProblem, subdomainProblem } from '../../manifest/names';
import { checkKnown, checkOptions, type Known } from '../base/known-options';
import { check, invalid, type Place, refused } from '../base/problems';
import type { Pods } from '../routes/pods';
import {
  blocksOf, exceptOf, mappedProblem, neededReasonProblem, NEVER_DNS, podsOf, portsOf, reasonOf,
} from './destination-checks';
import type {
  CidrDestinationOptions, DestinationOptions, HostDestinationOptions, NamedDestinationOptions,
  ServiceDestinationOptions, WorkloadDestinationOptions,
} from './destination-options';
import type { IEgressGatewayListener } from './egress-gateway-listener';
import { hostProblem } from './host-checks';
import { ledTo, listenerOption, wayThrough } from './listener-ways';

const PLAIN: Known<DestinationOptions> = { protocol: true, endPort: true, morePorts: true, reason: true };
const CIDR: Known<CidrDestinationOptions> = { ...PLAIN, exceptions: true };

/**
 * A place that traffic may go to.
 *
 * @example
 * Destination.cidr('203.0.113.0/24', 443, { reason: 'payment provider' });
 */
export class Destination {
  /**
   * Addresses outside the cluster. Pods and Services of the cluster are named by namespace, workload or service:
   * network plugins differ in whether an address block matches them.
   *
   * @param cidr an IPv4 or IPv6 block; each family is opened by itself
   * @param port port, 1 to 65535
   * @param options reason, exceptions, protocol, further ports
   * @throws for a block, exception or port that a NetworkPolicy cannot hold, without a reason, for loopback, and for blocks
   * wider than /8 (IPv4) or /16 (IPv6; private ones may be), or wider than /24 or /64 with port 53
   */
  public static cidr(cidr: string, port: number, options: CidrDestinationOptions): Destination {
    const place: Place = { construct: 'Destination.cidr' };
    check(place, 'cidr', cidr, cidrProblem(cidr) ?? mappedProblem(cidr) ?? blockProblem(cidr));
    check(place, 'reason', options?.reason, neededReasonProblem(options?.reason));
    checkKnown(place, '', options, CIDR);
    const except = exceptOf(place, cidr, options.exceptions);
    const ports = portsOf(place, port, options);
    if (holdsDns(ports)) check(place, 'cidr', cidr, resolverProblem(cidr));
    return new Destination({ form: 'cidr', cidr, ...(except.length > 0 && { except }), ports, reason: options.reason });
  }

  /**
   * All pods of a namespace.
   *
   * @param name the namespace
   * @param port port of the pods, 1 to 65535
   * @param options protocol, further ports, reason
   */
  public static namespace(name: string, port: number, options: DestinationOptions = {}): Destination {
    const place: Place = { construct: 'Destination.namespace' };
    check(place, 'name', name, labelProblem(name));
    checkOptions(place, 'options', options, PLAIN, '{ reason, protocol }');
    return new Destination({
      form: 'namespace', namespace: name, ports: portsOf(place, port, options ?? {}), reason: reasonOf(place, options ?? {}),
    });
  }

  /**
   * Pods of a namespace, by their labels.
   *
   * @param pods the pods and the port that they listen on; a workload is read now: complete it before
   * @param options their namespace, protocol, further ports, reason
   */
  public static workload(pods: Pods, options: WorkloadDestinationOptions): Destination {
    const place: Place = { construct: 'Destination.workload' };
    checkKnown(place, '', options, { ...PLAIN, namespace: true });
    return new Destination({ form: 'workload', ...podsOf(place, pods, options) });
  }

  /**
   * A Service, by the pods behind it: a NetworkPolicy sees the pods' addresses and ports, after the Service's translation.
   *
   * @param name name of the Service
   * @param options its namespace, its pods, protocol, further ports, reason
   */
  public static service(name: string, options: ServiceDestinationOptions): Destination {
    const place: Place = { construct: 'Destination.service' };
    check(place, 'name', name, subdomainProblem(name));
    checkKnown(place, '', options, { ...PLAIN, namespace: true, pods: true });
    return new Destination({ form: 'service', service: name, ...podsOf(place, options?.pods, options) });
  }

  /**
   * One host outside the cluster, by its name. Plain NetworkPolicies cannot hold it: the lockdown needs a back end that can.
   *
   * @param name the host, such as `api.stripe.com`
   * @param port port, 1 to 65535
   * @param options reason, protocol, further ports
   * @throws for a wildcard, an IP address, a name inside the cluster, and text that is no hostname
   */
  public static host(name: string, port: number, options: HostDestinationOptions): Destination {
    return hostOf('host', name, 'exact', port, options);
  }

  /**
   * The hosts that have one label more than a domain: `a.example.com` for `example.com`, neither `a.b.example.com` nor
   * `example.com` itself. Back ends that match deeper refuse it.
   *
   * @param domain a domain of one owner, without a wildcard
   * @param port port, 1 to 65535
   * @param options reason, protocol, further ports
   */
  public static oneLabelUnder(domain: string, port: number, options: HostDestinationOptions): Destination {
    return hostOf('oneLabelUnder', domain, 'oneLabel', port, options);
  }

  /**
   * All hosts under a domain: `a.example.com` and `a.b.example.com` for `example.com`, not `example.com` itself. Back ends that
   * match one label only refuse it.
   *
   * @param domain a domain of one owner, without a wildcard
   * @param port port, 1 to 65535
   * @param options reason, protocol, further ports
   */
  public static anyDepthUnder(domain: string, port: number, options: HostDestinationOptions): Destination {
    return hostOf('anyDepthUnder', domain, 'anyDepth', port, options);
  }

  /**
   * The Kubernetes API, where the cluster's profile says it is.
   *
   * @param options reason
   */
  public static kubernetesApi(options: NamedDestinationOptions): Destination {
    return namedOf('kubernetesApi', options);
  }

  /**
   * The metadata service of the node's cloud, which hands out the node's credentials.
   *
   * @param options reason
   */
  public static metadata(options: NamedDestinationOptions): Destination {
    return namedOf('metadata', options);
  }

  /**
   * Where pods get the credentials of their own workload, as the cluster's profile says.
   *
   * @param options reason
   */
  public static workloadIdentity(options: NamedDestinationOptions): Destination {
    return namedOf('workloadIdentity', options);
  }

  /**
   * Every public address of both families. Private, link-local and loopback ranges stay closed, and the cluster's metadata
   * addresses with them.
   *
   * @param port port, 1 to 65535
   * @param options reason, exceptions of either family, protocol, further ports
   * @throws for port 53: DNS is open to the cluster's resolver
   */
  public static anywhere(port: number, options: CidrDestinationOptions): Destination {
    const place: Place = { construct: 'Destination.anywhere' };
    check(place, 'reason', options?.reason, neededReasonProblem(options?.reason));
    checkKnown(place, '', options, CIDR);
    const except = blocksOf(place, options.exceptions);
    const ports = portsOf(place, port, options);
    if (holdsDns(ports)) check(place, 'port', port, NEVER_DNS);
    return new Destination({ form: 'anywhere', ...(except.length > 0 && { except }), ports, reason: options.reason });
  }

  /**
   * A destination that is reached through an egress gateway: only the way to the gateway opens.
   *
   * @param listener what of the gateway serves the team
   * @param destination where the gateway takes the traffic: a host or an address block
   * @throws for any other destination, such as anywhere, and where the gateway does not lead there
   */
  public static through(listener: IEgressGatewayListener, destination: Destination): Destination {
    const place: Place = { construct: 'Destination.through' };
    const outside = { reason: 'it is no host and no address block outside the cluster', fix: 'write Destination.host(…)' };
    if (!(destination instanceof Destination)) throw invalid(place, 'destination', destination, outside);
    if (!LED_TO.includes(destination.#data.form)) {
      throw invalid(place, 'destination', describeDestination(destination.#data), outside);
    }
    const data = listenerOption(place, listener);
    const way = wayThrough(data, destination.#data);
    if (way !== undefined) return new Destination(way);
    throw refused(place, `the gateway in namespace "${data.namespace}" does not lead to ${describeDestination(destination.#data)}, `
      + `only to ${ledTo(data)}; add it to the gateway's destinations`);
  }

  /** @internal */
  public static _of(data: DestinationData): Destination {
    return new Destination(data);
  }

  readonly #data: DestinationData;

  private constructor(data: DestinationData) {
    this.#data = data;
  }

  /** @internal */
  public _data(): DestinationData {
    return this.#data;
  }
}

/** What gateways lead to: neither back into the cluster, nor to any place, which would make them open relays. */
const LED_TO: readonly string[] = ['host', 'cidr'];
const HOST: Known<HostDestinationOptions> = { protocol: true, endPort: true, morePorts: true, reason: true };

function hostOf(factory: string, host: string, depth: HostDepth, port: number, options: HostDestinationOptions): Destination {
  const place: Place = { construct: `Destination.${factory}` };
  check(place, depth === 'exact' ? 'name' : 'domain', host, hostProblem(host, depth));
  check(place, 'reason', options?.reason, neededReasonProblem(options?.reason));
  checkKnown(place, '', options, HOST);
  return Destination._of({ form: 'host', host, depth, ports: portsOf(place, port, options), reason: options.reason });
}

function namedOf(form: NamedForm, options: NamedDestinationOptions): Destination {
  const place: Place = { construct: `Destination.${form}` };
  check(place, 'reason', options?.reason, neededReasonProblem(options?.reason));
  checkKnown(place, '', options, { reason: true });
  return Destination._of({ form, ports: [], reason: options.reason });
}
