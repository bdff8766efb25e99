import { clusterOf } from './generate/cluster';
import { allows } from './naive/allows';
import type { World } from './naive/world';
import { engineWorld } from './naive/worlds';
import type { Expression, TestCluster } from './objects';

const WORLD: World = { ...engineWorld(new Set()), resolves: () => true };

const answersOf = (cluster: TestCluster): boolean[] => cluster.packets.map((packet) => allows(cluster, packet, WORLD));

const CLUSTERS = Array.from({ length: 300 }, (_, i) => clusterOf(i + 1).cluster).map((cluster) => ({ cluster, answers: answersOf(cluster) }));

type Change = (key: string, value: unknown) => unknown;

const without = (name: string): Change => (key, value) => (key === name ? undefined : value);
const instead = (name: string, of: (value: never) => unknown): Change => (key, value) => (key === name ? of(value as never) : value);
const withoutOperator = (operator: string): Change => instead('matchExpressions', (all: Expression[]) => all.filter((one) => one.operator !== operator));

/** Changes that only an evaluation notices which knows the feature. */
const CHANGES: Record<string, Change> = {
  'labels of pods and namespaces': without('labels'),
  'matchLabels': without('matchLabels'),
  'In': withoutOperator('In'),
  'NotIn': withoutOperator('NotIn'),
  'Exists': withoutOperator('Exists'),
  'DoesNotExist': withoutOperator('DoesNotExist'),
  'policyTypes': without('policyTypes'),
  'no rules at all': instead('ingress', (rules: unknown[]) => (rules.length === 0 ? [{}] : rules)),
  'namespaceSelector': instead('namespaceSelector', () => ({})),
  'ports': without('ports'),
  'protocols': without('protocols'),
  'protocol': without('protocol'),
  'endPort': without('endPort'),
  'names of ports': instead('port', (port: unknown) => (typeof port === 'string' ? 1 : port)),
  'namedPort': instead('namedPort', () => 'other'),
  'destinationNamedPort': instead('destinationNamedPort', () => 'other'),
  'portRange': instead('portRange', ({ start }: { start: number }) => ({ start, end: start })),
  'range': instead('range', ({ start }: { start: number }) => ({ start, end: start })),
  'cidr': instead('cidr', () => '192.0.2.99/32'),
  'except': without('except'),
  'networks': instead('networks', () => []),
  'nodes as a peer': (key, value) => (key === 'nodes' && !Array.isArray(value) ? undefined : value),
  'domainNames': without('domainNames'),
  'hostNetwork': without('hostNetwork'),
  'priority': instead('priority', (priority: number) => -priority),
  'tier': instead('tier', (tier: string) => (tier === 'Admin' ? 'Baseline' : 'Admin')),
  'Pass': instead('action', (action: string) => (action === 'Pass' ? 'Deny' : action)),
  'Deny': instead('action', (action: string) => (action === 'Deny' ? 'Allow' : action)),
  'Allow and Accept': instead('action', (action: string) => (action === 'Deny' ? action : 'Pass')),
  'the baseline of v1alpha1': instead('baselineAdminNetworkPolicies', () => []),
};

test.each(Object.entries(CHANGES))('%s decides a packet of random clusters', (_, change) => {
  const isDecided = CLUSTERS.some(({ cluster: { packets, ...rest }, answers }) => {
    const changed = { ...JSON.parse(JSON.stringify(rest), change), packets } as TestCluster;
    return answersOf(changed).some((answer, i) => answer !== answers[i]);
  });
  expect(isDecided).toBe(true);
});
