import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App, Testing } from 'cdk8s';
import { ClusterGuards, GuardMode, OperatorChart, Subject, TeamAccess, type TeamGrant } from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import { ROUTE_KINDS } from '../../../src/manifest/kinds';
import { exampleNames, synthesizeExample } from '../../cluster/harness/examples';
import { delegatedGrant, testGrant } from '../../util/grants';

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

interface Emitted {
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly namespace?: string; readonly labels?: Record<string, string> };
  readonly rules?: readonly Rule[];
  readonly aggregationRule?: unknown;
  readonly roleRef?: { readonly kind: string; readonly name: string };
}

const CONSTRUCTS = resolve(__dirname, '../../../src/constructs');
const READ = ['get', 'list', 'watch'];
/** Groups whose objects decide what anyone may do, or what the API server asks and serves. */
const POWERS = [
  'rbac.authorization.k8s.io', 'admissionregistration.k8s.io', 'apiextensions.k8s.io', 'apiregistration.k8s.io', 'certificates.k8s.io',
  'authentication.k8s.io', 'authorization.k8s.io',
];

function emitted(...teams: TeamGrant[][]): Emitted[] {
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
  teams.forEach((grants, i) => new TeamAccess(chart, `access-${i}`, { grants, mode: GuardMode.ENFORCE }));
  new ClusterGuards(chart, 'guards', { grants: teams.flat(), namespaceWriters: [Subject.group('platform')], exempt: [Subject.group('platform')] });
  return Testing.synth(chart) as Emitted[];
}

/** Each combination of what a grant can say about rights. */
function everyGrant(): TeamGrant[][] {
  const proxies: GrantData['proxies'][] = [
    { form: 'pods', namespace: 'proxies', podLabels: { app: 'proxy' } }, { form: 'ciliumEntity', entity: 'ingress' },
    { form: 'addresses', cidrs: ['35.191.0.0/16'] }, { form: 'none' },
  ];
  return proxies.flatMap((one, i) => [false, true].flatMap((isolated) => [testGrant, delegatedGrant].map((make) => {
    const name = `team-${i}-${isolated}-${make === testGrant ? 'plain' : 'delegated'}`;
    return [make({
      team: { name, subjects: [{ kind: 'Group', name }] }, namespaces: [name], proxies: one, routeKinds: [...ROUTE_KINDS],
      isolation: { ingress: isolated, egress: isolated },
    })];
  })));
}

const objects: Emitted[] = [
  ...emitted(...everyGrant()),
  ...exampleNames().flatMap((name) => synthesizeExample(name).map(({ object }) => object as unknown as Emitted)),
];
const roles = objects.filter(({ kind }) => ['Role', 'ClusterRole'].includes(kind));
const rules = roles.flatMap((role) => (role.rules ?? []).map((rule): [string, Rule] => [`${role.kind} ${role.metadata.name}`, rule]));

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (
    entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)]));
}

describe('the roles that the library emits', () => {
  test('are all looked at here: they come from these files alone', () => {
    const emitting = sources(CONSTRUCTS).filter((file) => /knownKind\(RBAC|kind: '(Cluster)?Role(Binding)?'/.test(readFileSync(file, 'utf8')));
    expect(emitting.map((file) => file.slice(CONSTRUCTS.length + 1))).toEqual(['policies/team-access.ts']);
    expect(roles.length).toBeGreaterThan(30);
    expect(rules.length).toBeGreaterThan(30);
  });

  test.each(['apiGroups', 'resources', 'verbs'] as const)('hold no wildcard in %s', (part) => {
    expect(rules.filter(([, rule]) => rule[part]?.some((text) => text.includes('*')))).toEqual([]);
  });

  test('give nothing on admission policies, webhooks, roles, CRDs, APIs, certificates of the cluster', () => {
    expect(rules.filter(([, { apiGroups = [] }]) => apiGroups.some((group) => POWERS.includes(group)))).toEqual([]);
  });

  test('hold no verb by which rights are gained', () => {
    const known = [...READ, 'create', 'update', 'patch', 'delete'];
    expect(rules.filter(([, { verbs }]) => verbs.some((verb) => !known.includes(verb)))).toEqual([]);
  });

  test('give nothing of the core group: no Secrets, namespaces, nodes, tokens, no ways into pods', () => {
    expect(rules.filter(([, { apiGroups = [] }]) => apiGroups.includes(''))).toEqual([]);
  });

  test('reach no subresource and no URL', () => {
    expect(rules.filter(([, { resources = [], nonResourceURLs }]) => nonResourceURLs !== undefined || resources.some((one) => one.includes('/')))).toEqual([]);
  });

  test('read where they hold in the whole cluster, and join the built-in view alone', () => {
    const whole = roles.filter(({ kind }) => kind === 'ClusterRole');
    expect(whole.filter(({ aggregationRule }) => aggregationRule !== undefined)).toEqual([]);
    expect(whole.flatMap(({ rules: held = [] }) => held).filter(({ verbs }) => !verbs.every((verb) => READ.includes(verb)))).toEqual([]);
    const joined = roles.flatMap(({ metadata: { labels = {} } }) => Object.keys(labels).filter((key) => key.includes('/aggregate-to-')));
    expect([...new Set(joined)]).toEqual(['rbac.authorization.k8s.io/aggregate-to-view']);
  });

  test('are all that is bound: nobody gets a built-in role', () => {
    const names = new Set(roles.map(({ kind, metadata }) => `${kind} ${metadata.name}`));
    const bound = objects.filter(({ kind }) => ['RoleBinding', 'ClusterRoleBinding'].includes(kind)).map(({ roleRef }) => `${roleRef?.kind} ${roleRef?.name}`);
    expect(bound.length).toBeGreaterThan(30);
    expect(bound.filter((role) => !names.has(role))).toEqual([]);
  });
});
