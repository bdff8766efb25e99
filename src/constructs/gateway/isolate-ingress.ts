import type { Construct } from 'constructs';
import type { GrantData } from '../../manifest/grant-data';
import { knownKind, NETWORKING } from '../../manifest/kinds';
import { AMBIENT_PROBE_CIDR } from '../../manifest/mesh-ports';
import { inertPolicies } from '../base/inert-policies';
import { PlainObject } from '../base/plain-object';
import { deferCheck } from '../base/validation-hook';

/**
 * Closes namespaces to everything that comes from elsewhere. What reaches their pods beside pods of the same namespace
 * is opened one by one: routes open the gateway's way to their backends.
 */
export function isolateIngress(gateway: Construct, { namespaces, isolation, cluster }: GrantData): void {
  // In an ambient mesh the kubelet's probes come from an address of their own, which some plugins hold to policies.
  const probes = cluster.mesh === 'ambient' ? [{ from: [{ ipBlock: { cidr: AMBIENT_PROBE_CIDR } }] }] : [];
  for (const namespace of namespaces) {
    const id = `ingress-isolation-${namespace}`;
    if (gateway.node.tryFindChild(id)) continue;
    const policy = new PlainObject(gateway, id, knownKind(NETWORKING, 'NetworkPolicy'), { namespace }, {
      spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: {} }] }, ...probes] },
    });
    // Where egress is isolated too, the lockdown says it.
    if (!isolation.egress) deferCheck(policy, () => inertPolicies(policy, cluster));
  }
}
