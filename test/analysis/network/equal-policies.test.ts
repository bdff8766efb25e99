import { leaksOf } from '../../../src/analysis/network';
import { modelOf, pod, policy, reach } from './models';

const spec = (app: string, rest: string): string => `{podSelector: {matchLabels: {app: ${app}}}, ${rest}}`;
const FROM_ALL = 'ingress: [{from: [{namespaceSelector: {}}], ports: [{port: 80}]}]';
const PODS = pod('shop/web') + pod('shop/api') + pod('other/db');

test('workloads are one group where policies of their own say the same, in whatever order and namespace', () => {
  const twice = 'ingress: [{ports: [{port: 80}], from: [{namespaceSelector: {}}]}, {from: [{namespaceSelector: {}}], ports: [{port: 80}]}]';
  const model = modelOf(PODS + policy('shop/web', spec('web', FROM_ALL)) + policy('shop/api', spec('api', twice)) + policy('other/db', spec('db', FROM_ALL)));
  expect(model.groups).toHaveLength(1);
  expect(reach(model, 'shop/web', 'other/db')).toBe('yes');
  expect(reach(model, 'shop/web', 'other/db', 81)).toBe('no');
});

test.each([
  ['ports', FROM_ALL.replace('80', '81')],
  ['peers', FROM_ALL.replace('{}', '{matchLabels: {kubernetes.io/metadata.name: shop}}')],
  ['directions', `${FROM_ALL}, policyTypes: [Ingress, Egress]`],
  ['peers of their own namespace', 'ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}]'],
])('they are not where %s differ', (_, rest) => {
  const model = modelOf(PODS + policy('shop/web', spec('web', FROM_ALL)) + policy('shop/api', spec('api', FROM_ALL)) + policy('other/db', spec('db', rest)));
  expect(model.groups).toHaveLength(2);
});

test('each leak names the policy of its own workload', () => {
  const leaky = 'policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [192.0.2.0/24]}}]}, {to: [{ipBlock: {cidr: 192.0.2.0/25}}]}]';
  const model = modelOf(pod('shop/web') + pod('shop/api') + policy('shop/web', spec('web', leaky)) + policy('shop/api', spec('api', leaky)));
  expect(model.groups).toHaveLength(1);
  expect(leaksOf(model).map(({ workloads, by }) => [workloads, by.split(',')[0]])).toEqual([
    [['shop/api[Pod]'], 'NetworkPolicy shop/api'], [['shop/web[Pod]'], 'NetworkPolicy shop/web'],
  ]);
});
