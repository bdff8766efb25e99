import { App, Testing } from 'cdk8s';
import { ClusterGuards, GuardMode, OperatorChart, Subject, TeamAccess } from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import type { Identity } from '../harness/client';
import { type KubernetesObject, type Manifest, manifestOf } from '../harness/manifests';
import { ALL_KINDS, grant, section } from '../harness/team-access';

/** The namespaces in which doors are tried. */
export const SHOP = 'proof-shop';
export const SMALL = 'proof-small';
export const SETS = 'proof-sets';
export const ISOLATED = 'proof-isolated';
export const MESH = 'proof-cilium';
/** Of another team, a declared neighbour of the shop. */
export const BANK = 'proof-bank';
/** Nothing was granted to it. */
export const NEW = 'proof-new';
export const PLATFORM = 'proof-platform';
export const CERT_MANAGER = 'proof-cert-manager';
export const NAMESPACES = [SHOP, SMALL, SETS, ISOLATED, MESH, BANK, NEW, PLATFORM];
/** Granted, and not there. */
export const ABSENT = 'proof-absent';

const team: GrantData['team'] = { name: 'proof', subjects: [{ kind: 'Group', name: 'team-proof' }] };
const whole = (...hostnames: string[]) => hostnames.map((hostname) => ({ hostname, sections: ['small'], prefixes: ['/'] }));
const small = { team, sections: [section('small', '*.company.com')] };

/** Everything that one team was granted. */
export const GRANTS = [
  grant({
    team, namespaces: [SHOP], routeKinds: ALL_KINDS,
    sections: [
      section('shop', 'shop.company.com'), section('shared', '*.company.com'), section('tls', '*.company.com', 'TLS'),
      section('tcp', undefined, 'TCP'), section('udp', undefined, 'UDP'),
    ],
    hostnames: [
      { hostname: 'shop.company.com', sections: ['shop', 'tls'], prefixes: ['/'] },
      { hostname: 'api.company.com', sections: ['shared', 'tls'], prefixes: ['/v1', '/v2/'] },
      { hostname: '*.dev.company.com', sections: ['shared'], prefixes: ['/'] },
    ],
    egress: [{ form: 'cidr', cidr: '203.0.113.0/24', except: ['203.0.113.9/32'], ports: [{ protocol: 'TCP', port: 443 }], reason: 'payments' }],
  }),
  grant({ ...small, namespaces: [SMALL, ABSENT], hostnames: whole('small.company.com') }),
  grant({
    team, namespaces: [SETS], sections: [], delegation: { ports: [443], clearTextPorts: [] },
    hostnames: [{ hostname: 'sets.company.com', sections: [], prefixes: ['/'] }],
  }),
  grant({ ...small, namespaces: [ISOLATED], hostnames: whole('isolated.company.com'), isolation: { ingress: true, egress: true } }),
  grant({
    ...small, namespaces: [MESH], hostnames: whole('mesh.company.com'), isolation: { ingress: true, egress: false },
    proxies: { form: 'ciliumEntity', entity: 'ingress' },
  }),
];

/** What the operators store, all of it refusing. */
export function guards(): Manifest[] {
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'proof-gateways' });
  new TeamAccess(chart, 'access', { grants: GRANTS, mode: GuardMode.ENFORCE });
  new ClusterGuards(chart, 'guards', {
    grants: GRANTS, mode: GuardMode.ENFORCE, platformNamespaces: [PLATFORM, CERT_MANAGER],
    neighbours: [{ fromNamespace: SHOP, fromLabels: { app: 'web' }, toNamespace: BANK, toLabels: { app: 'ledger' }, port: 8443 }],
    namespaceKeys: ['company.com/tier'],
    namespaceWriters: [Subject.user('namespaces')],
  });
  return (Testing.synth(chart) as KubernetesObject[]).filter(({ metadata }) => metadata.namespace !== ABSENT).map(manifestOf);
}

/** Who tries: someone of the team, who has the built-in `edit` too, as is usual. */
export const TENANT: Identity = { as: 'ann', groups: ['team-proof', 'system:authenticated'] };
/** Someone with every right inside the namespaces. */
export const ADMIN: Identity = { as: 'adam', groups: ['proof-admins', 'system:authenticated'] };
/** The account by which GitOps applies the files of all teams. */
export const PIPELINE: Identity = {
  as: 'system:serviceaccount:flux-system:kustomize-controller', groups: ['system:serviceaccounts', 'system:authenticated'],
};
export const IDENTITIES = { tenant: TENANT, 'namespace admin': ADMIN, pipeline: PIPELINE } as const;
export type Who = keyof typeof IDENTITIES;

const RBAC = 'rbac.authorization.k8s.io';
const group = (name: string) => [{ apiGroup: RBAC, kind: 'Group', name }];

/** The rights that these have beside what TeamAccess gives. */
export function rights(): Manifest[] {
  const everything = { apiVersion: `${RBAC}/v1`, kind: 'Role', rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] };
  const bound = (name: string, namespace: string, kind: string, role: string, to: string) => ({
    apiVersion: `${RBAC}/v1`, kind: 'RoleBinding', metadata: { name, namespace }, roleRef: { apiGroup: RBAC, kind, name: role }, subjects: group(to),
  });
  const objects = NAMESPACES.flatMap((namespace) => [
    { ...everything, metadata: { name: 'proof-everything', namespace } },
    bound('proof-admins', namespace, 'Role', 'proof-everything', 'proof-admins'),
    bound('proof-editors', namespace, 'ClusterRole', 'edit', 'team-proof'),
  ]);
  const [, name] = [...String(PIPELINE.as).split(':')].reverse();
  return [...objects, {
    apiVersion: `${RBAC}/v1`, kind: 'ClusterRoleBinding', metadata: { name: 'proof-pipeline' },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', name: String(PIPELINE.as).split(':')[3], namespace: name }],
  }].map((object) => manifestOf(object as KubernetesObject));
}
