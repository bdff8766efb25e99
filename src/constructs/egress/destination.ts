import { cidrProblem } from '../../manifest/cidr';
import type { DestinationData } from '../../manifest/grant-data';
import { labelProblem, subdomainProblem } from '../../manifest/names';
import { checkKnown, checkOptions, type Known } from '../base/known-options';
import { check, type Place } from '../base/problems';
import type { Pods } from '../routes/pods';
import { exceptOf, mappedProblem, neededReasonProblem, podsOf, portsOf, reasonOf } from './destination-checks';
import type {
  CidrDestinationOptions, DestinationOptions, ServiceDestinationOptions, WorkloadDestinationOptions,
} from './destination-options';

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
   * @throws for a block, exception or port that a NetworkPolicy cannot hold, and without a reason
   */
  public static cidr(cidr: string, port: number, options: CidrDestinationOptions): Destination {
    const place: Place = { construct: 'Destination.cidr' };
    check(place, 'cidr', cidr, cidrProblem(cidr) ?? mappedProblem(cidr));
    check(place, 'reason', options?.reason, neededReasonProblem(options?.reason));
    checkKnown(place, '', options, CIDR);
    const except = exceptOf(place, cidr, options.exceptions);
    return new Destination({
      form: 'cidr', cidr, ...(except.length > 0 && { except }), ports: portsOf(place, port, options), reason: options.reason,
    });
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

  readonly #data: DestinationData;

  private constructor(data: DestinationData) {
    this.#data = data;
  }

  /** @internal */
  public _data(): DestinationData {
    return this.#data;
  }
}
