import type { ClusterIndex } from '../cluster/cluster-index';
import { requirementsOf } from '../cluster/label-selector';
import { specOf } from '../cluster/references';
import type { NetworkPolicyData } from './network-policies';

/** The keys of labels that any selector for pods looks at: pods that agree in them are alike. */
export function labelKeysOf(policies: readonly NetworkPolicyData[], index: ClusterIndex): Set<string> {
  const keys = new Set<string>();
  const add = (selector: unknown): void => requirementsOf(selector).forEach(({ key }) => keys.add(key));
  for (const { subject, ingress = [], egress = [] } of policies) {
    add(subject.podSelector);
    for (const { peers = [] } of [...ingress, ...egress]) {
      for (const peer of peers) if (peer.form === 'pods') add(peer.podSelector);
    }
  }
  for (const { manifest } of index.ofKind('', 'Service')) add({ matchLabels: specOf(manifest).selector });
  return keys;
}
