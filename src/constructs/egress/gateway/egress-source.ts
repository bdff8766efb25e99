import { cidrProblem, parseCidr } from '../../../manifest/cidr';
import { checkLabels } from '../../base/check-labels';
import { check, invalid, type Place, refused } from '../../base/problems';
import type { EgressSourceData } from './egress-source-data';

/**
 * The address that the other end sees, and the nodes that have it: an address or an interface, never both, since Cilium ignores
 * a policy that names both.
 *
 * @example
 * EgressSource.address('192.0.2.10', { egress: 'true' });
 */
export class EgressSource {
  /**
   * An address of the nodes.
   *
   * @param ip IPv4 or IPv6
   * @param nodeLabels labels of the nodes that have it
   * @returns the source
   */
  public static address(ip: string, nodeLabels: Record<string, string>): EgressSource {
    const place: Place = { construct: 'EgressSource.address' };
    const cidr = `${String(ip)}/${String(ip).includes(':') ? 128 : 32}`;
    if (cidrProblem(cidr)) {
      throw invalid(place, 'ip', ip, { reason: 'it is not an IP address', fix: 'write one such as "192.0.2.10"' });
    }
    return new EgressSource({ nodeLabels: labelsOf(place, nodeLabels), egressIP: ip, family: parseCidr(cidr)!.family });
  }

  /**
   * The first address of an interface of the nodes, of each family.
   *
   * @param name name of the interface, at most 15 characters
   * @param nodeLabels labels of the nodes that have it
   * @returns the source
   */
  public static networkInterface(name: string, nodeLabels: Record<string, string>): EgressSource {
    const place: Place = { construct: 'EgressSource.networkInterface' };
    const fits = typeof name === 'string' && /^[^\s/]{1,15}$/.test(name);
    check(place, 'name', name, fits ? undefined : { reason: 'it is no name of an interface', fix: 'write one such as "eth1"' });
    return new EgressSource({ nodeLabels: labelsOf(place, nodeLabels), networkInterface: name });
  }

  readonly #data: EgressSourceData;

  private constructor(data: EgressSourceData) {
    this.#data = data;
  }

  /** @internal */
  public _data(): EgressSourceData {
    return this.#data;
  }
}

function labelsOf(place: Place, labels: Record<string, string>): Record<string, string> {
  checkLabels(place, 'nodeLabels', labels);
  if (Object.keys(labels).length > 0) return { ...labels };
  throw refused(place, 'nodeLabels is empty, which is every node; write the labels of those that have the address');
}
