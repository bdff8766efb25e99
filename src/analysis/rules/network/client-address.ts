import { parseCidr } from '../../../manifest/cidr';
import { Category, Severity } from '../../../manifest/finding';
import { isRecord, type Manifest } from '../../../manifest/manifest';
import { namespaceOf } from '../../cluster/cluster-index';
import { shownName } from '../../cluster/describe-entry';
import { effectiveRulesOf } from '../../cluster/network-policy';
import { selectedBy } from '../../cluster/policy-pods';
import { specOf } from '../../cluster/references';
import { servicesOf } from '../../cluster/services-of-workload';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { NETWORK_POLICY } from '../judged-kinds';

/** Of more workloads than these the policy is for a namespace as a whole. */
const LIMIT = 50;

/** Behind a Service that hides who asks no address of a client is seen. */
export const clientAddress: Rule = {
  code: 'GW415',
  title: 'Addresses of clients, behind a Service that hides them',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Kubernetes, ServiceSpec.externalTrafficPolicy: Cluster replaces the address of the client by that of a node',
  kinds: NETWORK_POLICY,
  check({ manifest }: Entry, { index }: RuleContext): RuleResult[] {
    const blocks = effectiveRulesOf(manifest, 'ingress')
      .flatMap(({ peers = [] }) => peers.filter(({ ipBlock }) => isSome(ipBlock?.cidr)));
    if (blocks.length === 0) return [];
    const services = selectedBy(manifest, index).slice(0, LIMIT)
      .flatMap((workload) => servicesOf(workload, namespaceOf(manifest), index));
    const hiding = services.find(hidesClients);
    if (hiding === undefined) return [];
    return [{
      message: `Service ${shownName(hiding)} of type ${String(specOf(hiding).type)} has externalTrafficPolicy Cluster, so its pods see the address `
        + 'of a node in place of the client\'s: clients of this block are closed out, or others come in by a node of it',
      fix: 'write externalTrafficPolicy: Local in the Service, or hold clients by address at the gateway', path: `${blocks[0].path}.ipBlock`,
    }];
  },
};

/** Some addresses, and not all. */
function isSome(cidr: unknown): boolean {
  const block = typeof cidr === 'string' ? parseCidr(cidr) : undefined;
  return block !== undefined && block.length > 0;
}

function hidesClients({ spec, metadata }: Manifest): boolean {
  const { type, externalTrafficPolicy } = isRecord(spec) ? spec : {};
  const annotations = isRecord(metadata) && isRecord(metadata.annotations) ? metadata.annotations : {};
  // A load balancer that sends to pods by their address passes no node.
  const isDirect = annotations['service.beta.kubernetes.io/aws-load-balancer-nlb-target-type'] === 'ip';
  return (type === 'LoadBalancer' || type === 'NodePort') && externalTrafficPolicy !== 'Local' && !isDirect;
}
