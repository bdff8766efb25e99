import { openBlock, opensSomeOf } from './address-sets';
import { cidrContains, parseCidr } from './cidr';
import { namesMetadata, withoutMetadata } from './destinations';
import type { ClusterData, DestinationData, NamedForm } from './grant-data';
import { BY_ADDRESS, byNameAlone } from './named-destinations';

/** What of the cluster a block of addresses is, or lies in, on a port where that answers: only its name opens it. */
export function namedIn(destination: DestinationData, cluster: ClusterData): NamedForm | undefined {
  if (namesMetadata(destination, cluster.metadataCidrs)) return 'metadata';
  const block = destination.cidr === undefined ? undefined : parseCidr(destination.cidr);
  return block && BY_ADDRESS.find((form) => byNameAlone(destination, cluster, [form]).some((text) => {
    const address = parseCidr(text);
    return address !== undefined && cidrContains(address, block);
  }));
}

/** The same destination with what only a name opens among its exceptions. */
export function withoutNamed(destination: DestinationData, cluster: ClusterData): DestinationData {
  const rest = withoutMetadata(destination, cluster.metadataCidrs);
  if (rest.cidr === undefined) return rest;
  const except = rest.except ?? [];
  const block = openBlock(rest.cidr, except);
  const open = byNameAlone(rest, cluster).filter((text) => {
    const address = parseCidr(text);
    return block && address && opensSomeOf(block, address) && !cidrContains(address, block.cidr);
  });
  return open.length === 0 ? rest : { ...rest, except: [...except, ...new Set(open)] };
}
