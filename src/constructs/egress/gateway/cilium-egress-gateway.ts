import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { parseCidr } from '../../../manifest/cidr';
import { namesMetadata } from '../../../manifest/destinations';
import type { ClusterData } from '../../../manifest/grant-data';
import { CILIUM, knownKind } from '../../../manifest/kinds';
import { asBlocks } from '../../../manifest/named-destinations';
import { Persona } from '../../../manifest/persona';
import { checkKnown, type Known } from '../../base/known-options';
import { PlainObject } from '../../base/plain-object';
import { invalid, type Place, placeOf, refused } from '../../base/problems';
import { settle, typedProps } from '../../base/typed-object';
import { deferCheck } from '../../base/validation-hook';
import type { TeamNamespaces } from '../../isolation/team-namespaces';
import type { TeamNamespacesData } from '../../isolation/team-namespaces-data';
import { namespacesOption } from '../../isolation/team-namespaces-option';
import { requireRole } from '../../roles/require-role';
import { Destination } from '../destination';
import type { EgressGuarantee } from '../egress-guarantee';
import { egressGatewayFindings } from './egress-gateway-findings';
import { EgressSource } from './egress-source';
import type { EgressSourceData } from './egress-source-data';

/** Options of a CiliumEgressGateway. */
export interface CiliumEgressGatewayProps {
  /** Namespaces whose pods leave through it, of one team. */
  readonly clients: TeamNamespaces;
  /** Address blocks outside the cluster; `Destination.anywhere` leaves in the families that have a source. */
  readonly destinations: Destination[];
  /** The address that the other end sees, and the nodes that have it. */
  readonly source: EgressSource;
  /**
   * The same for IPv6, where `source` is an IPv4 address.
   *
   * @default - none: no destination is of IPv6, or `source` is an interface, which has both
   */
  readonly sourceV6?: EgressSource;
  /**
   * Name, labels and annotations; the policy is cluster-scoped.
   *
   * @default - the chart's own naming
   */
  readonly metadata?: ApiObjectMetadata;
}

const PROPS: Known<CiliumEgressGatewayProps> = {
  clients: true, destinations: true, source: true, sourceV6: true, metadata: true,
};
const KIND = knownKind(CILIUM, 'CiliumEgressGatewayPolicy');
/** Label by which Cilium knows a pod's namespace. */
const POD_NAMESPACE = 'io.kubernetes.pod.namespace';

/**
 * A fixed source address for a team's traffic, on nodes that Cilium leads it through. It IS the CiliumEgressGatewayPolicy.
 * It translates addresses and filters nothing: what may leave is said by the team's EgressLockdown, to whose `allow` go
 * `destinations`. A new pod may leave with its node's address for a moment; where no node has the labels, traffic is dropped.
 * Source: Cilium, "Egress Gateway".
 *
 * @example
 * new CiliumEgressGateway(edge, 'shop-source', {
 *   clients: TeamNamespaces.granted(grant),
 *   destinations: [Destination.cidr('203.0.113.0/24', 443, { reason: 'payment provider' })],
 *   source: EgressSource.address('192.0.2.10', { egress: 'true' }),
 * });
 */
export class CiliumEgressGateway extends ApiObject {
  /** The ways out, for `allow` of the team's EgressLockdown. */
  public readonly destinations: Destination[];
  readonly #manifests: ApiObject[];
  readonly #guarantees: EgressGuarantee[];

  /**
   * @param scope an operator's scope
   * @param id name of the construct
   * @param props clients, destinations, source
   * @throws for destinations that are no address blocks, a family without a source, and the cluster's metadata addresses
   */
  public constructor(scope: Construct, id: string, props: CiliumEgressGatewayProps) {
    const place = placeOf(scope, id, 'CiliumEgressGateway');
    requireRole(place, scope, Persona.CLUSTER_OPERATOR);
    checkKnown(place, '', props, PROPS);
    const clients = namespacesOption(place, 'clients', props?.clients)._data();
    if (clients.granted) checkCilium(place, clients);
    const blocks = blocksOf(place, props.destinations, clients.cluster);
    const [first, ...more] = leavingBy(place, props, blocks);
    super(scope, id, typedProps(scope, id, {
      kind: KIND, metadata: props.metadata, construct: 'CiliumEgressGateway', body: { spec: specOf(clients.namespaces, first) },
    }));
    settle(this);
    this.destinations = [...props.destinations];
    this.#manifests = [this, ...more.map((leaving) => (
      new PlainObject(this, 'ipv6', KIND, sharedOf(props.metadata), { spec: specOf(clients.namespaces, leaving) })))];
    this.#guarantees = guaranteesOf(this.destinations);
    deferCheck(this, () => egressGatewayFindings(this, [props.clients], this.#guarantees));
  }

  /** The policy, and the one for IPv6 where that has a source of its own. */
  public manifests(): ApiObject[] {
    return [...this.#manifests];
  }

  /** What holds for each destination, and what does not. */
  public guarantees(): EgressGuarantee[] {
    return [...this.#guarantees];
  }
}

/** The second policy has a name of its own. */
function sharedOf({ labels, annotations }: ApiObjectMetadata = {}): ApiObjectMetadata {
  return { ...(labels && { labels }), ...(annotations && { annotations }) };
}

function checkCilium(place: Place, { cluster: { name, networkPlugin } }: TeamNamespacesData): void {
  if (networkPlugin === undefined || /cilium|dataplane-v2/.test(networkPlugin)) return;
  throw refused(place, `clients: cluster "${name}" runs ${networkPlugin}, and only Cilium reads the policy; use an EgressGateway`);
}

interface Block {
  readonly cidr: string;
  readonly family: 4 | 6;
  readonly except: string[];
  /** One of both families of `anywhere`: it leaves where its family has a source. */
  readonly isAnywhere: boolean;
}

function blocksOf(place: Place, destinations: Destination[], cluster: ClusterData): Block[] {
  const fix = 'write [Destination.cidr(\'203.0.113.0/24\', 443, { reason: \'payments\' })]';
  if (!Array.isArray(destinations) || destinations.length === 0) {
    throw invalid(place, 'destinations', destinations, { reason: 'it names none', fix });
  }
  return [...destinations].flatMap((destination, i) => {
    const at = `destinations[${i}]`;
    if (!(destination instanceof Destination)) throw invalid(place, at, destination, { reason: 'it is not a Destination', fix });
    const data = destination._data();
    const isAnywhere = data.form === 'anywhere';
    return (isAnywhere ? asBlocks(data, cluster) : [data]).map((one) => {
      const block = one.cidr === undefined ? undefined : parseCidr(one.cidr);
      if (!block) throw refused(place, `${at}: Cilium's egress gateway goes by addresses, and this is a ${one.form}; ${fix}`);
      if (namesMetadata(one, cluster.metadataCidrs)) {
        throw invalid(place, at, one.cidr, { reason: 'it is a metadata address of the cluster', fix: 'remove it' });
      }
      return { cidr: one.cidr!, family: block.family, except: [...one.except ?? []], isAnywhere };
    });
  });
}

/** What leaves by one source. */
interface Leaving { readonly source: EgressSourceData; readonly blocks: Block[] }

/** The blocks of each source: one address has one family, and an interface addresses of both. */
function leavingBy(place: Place, { source, sourceV6 }: CiliumEgressGatewayProps, blocks: Block[]): Leaving[] {
  const sources = [sourceOption(place, 'source', source, '192.0.2.10')];
  if (sourceV6 !== undefined) sources.push(sourceOption(place, 'sourceV6', sourceV6, '2001:db8::10'));
  if (sources[1] !== undefined && (sources[1].family !== 6 || sources[0].family !== 4)) {
    throw refused(place, 'sourceV6: it is an IPv6 address, beside an IPv4 address as source; write the one source that there is');
  }
  const fits = (one: EgressSourceData, { family }: Block): boolean => one.family === undefined || one.family === family;
  const stranded = blocks.find((block) => !block.isAnywhere && !sources.some((one) => fits(one, block)));
  if (stranded) {
    throw refused(place, `destinations: ${stranded.cidr} is IPv${stranded.family}, and no source is, so nothing would translate it: `
      + `write ${stranded.family === 6 ? 'sourceV6' : 'source'} with an IPv${stranded.family} address, or an interface`);
  }
  return sources.map((one) => ({ source: one, blocks: blocks.filter((block) => fits(one, block)) }))
    .filter(({ blocks: own }) => own.length > 0);
}

function specOf(namespaces: readonly string[], { source: { nodeLabels, egressIP, networkInterface }, blocks }: Leaving): object {
  const excluded = [...new Set(blocks.flatMap(({ except }) => except))];
  return {
    selectors: namespaces.map((namespace) => ({ podSelector: { matchLabels: { [POD_NAMESPACE]: namespace } } })),
    destinationCIDRs: [...new Set(blocks.map(({ cidr }) => cidr))],
    ...(excluded.length > 0 && { excludedCIDRs: excluded }),
    egressGateway: {
      nodeSelector: { matchLabels: { ...nodeLabels } },
      ...(egressIP === undefined ? { interface: networkInterface } : { egressIP }),
    },
  };
}

function sourceOption(place: Place, option: string, source: EgressSource, ip: string): EgressSourceData {
  if (source instanceof EgressSource) return source._data();
  throw invalid(place, option, source, {
    reason: 'it is not an EgressSource', fix: `write EgressSource.address('${ip}', { egress: 'true' })`,
  });
}

/** Translation is all that the policy does. */
function guaranteesOf(destinations: readonly Destination[]): EgressGuarantee[] {
  return destinations.map((destination) => ({
    destination: destination._data().cidr ?? 'anywhere',
    network: 'nothing by this policy, which translates addresses and filters none: only the team\'s EgressLockdown does',
    proxy: 'the source address that the other end sees, while a node has the labels',
    unseen: 'whether a node has the labels and the address, and what leaves with a node\'s own address before a new pod is known',
  }));
}
