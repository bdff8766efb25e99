import { parseCidr } from '../../manifest/cidr';
import { ANY_CLOUD } from '../../manifest/cluster-presets';
import { rangeOf } from './address-cells';
import { NOT_ENFORCED, unreadOf } from './doubts';
import type { NetworkModel, Reach } from './network-model';
import type { Endpoint } from './peers';
import type { NetworkWorkload } from './pods';
import { PortSet } from './port-set';

/** A metadata address that is open, or may be, and by what. */
export interface OpenMetadata {
  readonly cidr: string;
  readonly allowed: PortSet;
  readonly unknown: PortSet;
  /** Policies and rules that open it; none where no policy selects the pods. */
  readonly openedBy: readonly string[];
  /** Policies that are not evaluated, and may decide it. */
  readonly doubts: readonly string[];
}

/** Whether pods reach what hands out the credentials of their node. */
export interface MetadataAnswer {
  readonly holds: Reach;
  readonly open: readonly OpenMetadata[];
  readonly notAssessable?: string;
}

/** Whether a workload is kept from the metadata services of clouds; ports of `allowed`, as of a resolver, do not count. */
export function metadataClosed(
  model: NetworkModel, workload: NetworkWorkload, cidrs: readonly string[] = ANY_CLOUD, allowed: PortSet = PortSet.NONE,
): MetadataAnswer {
  if (model.profile.enforced !== true) return { holds: 'unknown', open: [], notAssessable: NOT_ENFORCED };
  const open = cidrs.flatMap((cidr) => openAt(model, workload, cidr, allowed));
  const isOpen = open.some((one) => !one.allowed.isEmpty);
  return { holds: isOpen ? 'no' : open.length > 0 ? 'unknown' : 'yes', open };
}

function openAt(model: NetworkModel, workload: NetworkWorkload, cidr: string, excused: PortSet): OpenMetadata[] {
  const block = parseCidr(cidr);
  const cells = block ? model.peers.blocks.cellsIn(rangeOf(block)) : [];
  const openedBy = new Set<string>();
  const doubts = new Set<string>();
  let [allowed, unknown] = [PortSet.NONE, PortSet.NONE];
  for (const from of model.endpointsOf(workload)) {
    for (const cell of cells) {
      const to: Endpoint = { form: 'outside', cell };
      const verdict = model.verdict(from, to, ({ rule, policy, action, ports }) => {
        if (rule && action === 'Allow' && !ports.minus(excused).isEmpty) openedBy.add(`${policy.label}, ${rule.path}`);
      });
      allowed = allowed.union(verdict.allowed.minus(excused));
      unknown = unknown.union(verdict.unknown.minus(excused));
      if (!verdict.unknown.minus(excused).isEmpty) for (const one of unreadOf(model, from, 'egress', to)) doubts.add(one);
    }
  }
  if (allowed.isEmpty && unknown.isEmpty) return [];
  return [{ cidr, allowed, unknown: unknown.minus(allowed), openedBy: [...openedBy], doubts: [...doubts] }];
}
