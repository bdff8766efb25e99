import type { AdmissionPolicy, PolicySpec } from '../../src/analysis/admission/policy';
import { guardPolicies } from '../../src/constructs/policies/guard-policies';
import type { GrantData } from '../../src/manifest/grant-data';
import type { GuardSettings } from '../../src/manifest/guards/guard-settings';
import { grantData } from '../util/grants';

/** The team's namespace, one of the platform, and one that nothing was granted to. */
export const TEAM = 'doors-shop';
export const PLATFORM = 'doors-platform';
export const NEW = 'doors-new';
export const NEIGHBOUR = 'doors-payments';

/** One team, with a hostname of its own, a shared one under a prefix, and all that grants let it do. */
export const GRANT: GrantData = grantData({
  team: { name: 'doors', subjects: [{ kind: 'Group', name: 'team-doors' }] },
  namespaces: [TEAM],
  sections: [
    { name: 'shop', port: 443, protocol: 'HTTPS', hostname: 'shop.company.com' },
    { name: 'shared', port: 443, protocol: 'HTTPS', hostname: '*.company.com' },
    { name: 'tls', port: 8443, protocol: 'TLS', hostname: '*.company.com' },
  ],
  hostnames: [
    { hostname: 'shop.company.com', sections: ['shop', 'tls'], prefixes: ['/'] },
    { hostname: 'api.company.com', sections: ['shared'], prefixes: ['/v1', '/shop.v1.Products', '/shop.v1.Carts/Get'] },
  ],
  routeKinds: ['HTTPRoute', 'GRPCRoute', 'TLSRoute'],
  isolation: { ingress: true, egress: true },
  egress: [{ form: 'cidr', cidr: '203.0.113.0/24', ports: [{ protocol: 'TCP', port: 443 }], reason: 'payment provider' }],
});

export const SETTINGS: GuardSettings = {
  grants: [GRANT],
  platformNamespaces: [PLATFORM],
  neighbours: [{
    from: { namespace: TEAM, podLabels: {} }, to: { namespace: NEIGHBOUR, podLabels: { app: 'pay' } }, ports: [{ protocol: 'TCP', port: 8080 }],
  }],
  platformObjects: [{ resource: 'egressfirewalls.k8s.ovn.org', namespace: TEAM, name: 'default' }],
  operatorObjects: [],
  backendKinds: [{ namespace: TEAM, kind: 'inference.networking.k8s.io/InferencePool' }],
  namespaceKeys: ['company.com/tier'],
  namespaceWriters: [{ kind: 'Group', name: 'doors-admins' }],
  exempt: [],
};

/** All policies, as TeamAccess and ClusterGuards emit them. */
export function policies(settings: GuardSettings = SETTINGS): AdmissionPolicy[] {
  return guardPolicies({ construct: 'test' }, settings).map(({ name, spec }) => ({ name, spec: spec as PolicySpec }));
}
