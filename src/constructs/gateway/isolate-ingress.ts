import type { Construct } from 'constructs';
import { knownKind, NETWORKING } from '../../manifest/kinds';
import { PlainObject } from '../base/plain-object';

/**
 * Closes namespaces to everything that comes from elsewhere. What reaches their pods beside pods of the same namespace
 * is opened one by one: routes open the gateway's way to their backends.
 */
export function isolateIngress(gateway: Construct, namespaces: string[]): void {
  for (const namespace of namespaces) {
    const id = `ingress-isolation-${namespace}`;
    if (gateway.node.tryFindChild(id)) continue;
    new PlainObject(gateway, id, knownKind(NETWORKING, 'NetworkPolicy'), { namespace }, {
      spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: {} }] }] },
    });
  }
}
