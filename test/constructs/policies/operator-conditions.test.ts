import { EXPRESSION_LIMIT } from '../../../src/constructs/policies/cel';
import { clusterGuards } from '../../../src/constructs/policies/cluster/all-guards';
import { SETTINGS, TEAM } from '../../guards/settings';

const firewalls = (count: number, spec: (i: number) => unknown) => Array.from({ length: count }, (_, i) => (
  { resource: 'egressfirewalls.k8s.ovn.org', namespace: TEAM, name: `firewall-${i}`, spec: spec(i) }));

function conditionsOf(guard: string, operatorObjects: typeof SETTINGS.operatorObjects): string[] {
  return clusterGuards({ ...SETTINGS, operatorObjects }).find(({ name }) => name === guard)!.matchConditions
    .filter(({ name }) => name.startsWith('not-of-the-operators')).map(({ expression }) => expression);
}

test('objects that say the same share a literal', () => {
  const [condition, ...more] = conditionsOf('closed-kinds', firewalls(2, () => ({ egress: [{ type: 'Deny', port: 7, half: 0.5, off: false, none: null }] })));
  expect(more).toEqual([]);
  expect(condition).toContain(`(key in ['egressfirewalls.k8s.ovn.org ${TEAM}/firewall-0', 'egressfirewalls.k8s.ovn.org ${TEAM}/firewall-1'] && dyn(object.spec) == `
    + 'dyn({\'egress\': dyn([dyn({\'type\': dyn(\'Deny\'), \'port\': dyn(7), \'half\': dyn(0.5), \'off\': dyn(false), \'none\': dyn(null)})])}))');
});

test('many objects stand in as many conditions as the API server compiles', () => {
  const conditions = conditionsOf('closed-kinds', [...firewalls(1000, (i) => ({ text: `${i}`.repeat(100) })), ...firewalls(3000, () => ({ same: 'x' }))]);
  expect(conditions.length).toBeGreaterThan(2);
  for (const condition of conditions) expect([...condition].length).toBeLessThanOrEqual(EXPRESSION_LIMIT);
  expect(conditions.join().match(/firewall-\d+'/g)).toHaveLength(4000);
});

test('guards of other kinds and namespaces know nothing of them', () => {
  expect(conditionsOf('services', firewalls(1, () => ({})))).toEqual([]);
  expect(conditionsOf('network-policies-ungranted', [{ resource: 'networkpolicies.networking.k8s.io', namespace: TEAM, name: 'a', spec: {} }])).toEqual([]);
});
