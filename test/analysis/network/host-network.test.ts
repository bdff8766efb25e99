import { explain, type NetworkProfile, onlyEgressThrough } from '../../../src/analysis/network';
import { clusterPolicy, end, modelOf, pod, policy, reach } from './models';

const PODS = pod('shop/web') + pod('shop/agent', undefined, { hostNetwork: true, containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 80 }] }] });
const UNDECIDED: NetworkProfile = { enforced: true, networksMatchPods: true };
const AS_NODES: NetworkProfile = { ...UNDECIDED, hostNetworkAsPods: false };
const AS_PODS: NetworkProfile = { ...UNDECIDED, hostNetworkAsPods: true };

const answers = (yaml: string, from: string, to: string): string[] =>
  [UNDECIDED, AS_NODES, AS_PODS].map((profile) => reach(modelOf(PODS + yaml, profile), from, to));

test('cluster-wide policies do not select pods in the network of their node', () => {
  const deny = clusterPolicy('deny', '{tier: Admin, priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}');
  expect(answers(deny, 'shop/web', 'shop/agent')).toEqual(['yes', 'yes', 'no']);
  const accept = clusterPolicy('accept', '{tier: Admin, priority: 1, subject: {namespaces: {}}, ingress: [{action: Accept, from: [{namespaces: {}}]}]}');
  const own = policy('shop/deny', '{podSelector: {}, policyTypes: [Ingress]}');
  expect(answers(accept + own, 'shop/web', 'shop/agent')).toEqual(['unknown', 'yes', 'yes']);
});

test('nor are such pods among the pods that cluster-wide policies name as peers', () => {
  const deny = clusterPolicy('deny', '{tier: Admin, priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}');
  expect(answers(deny, 'shop/agent', 'shop/web')).toEqual(['yes', 'yes', 'no']);
  const own = policy('shop/all', '{podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{namespaceSelector: {}}]}]}');
  expect(answers(own + deny, 'shop/agent', 'shop/web')).toEqual(['unknown', 'unknown', 'no']);
});

test('the names of their ports mean nothing where they count as nodes', () => {
  const named = policy('shop/out', '{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: http}]}]}');
  expect(answers(named, 'shop/web', 'shop/agent')).toEqual(['unknown', 'unknown', 'yes']);
});

test('a block of one family holds no node that is met by an address of the other', () => {
  const model = modelOf(PODS + policy('shop/out', '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: "fd00::/8"}}]}]}'), AS_NODES);
  const [web, agent] = ['shop/web', 'shop/agent'].map((name) => model.endpointsOf(model.named(name)[0])[0]);
  const isSure = (family: 4 | 6): boolean => model.policyVerdict({ ...web, family } as never, { ...agent, family } as never).unknown.isEmpty;
  expect([isSure(4), isSure(6)]).toEqual([true, false]);
});

test('what a node and the pods on it exchange cannot be denied, so it is never a firm no', () => {
  const deny = policy('shop/deny', '{podSelector: {}, policyTypes: [Ingress, Egress]}');
  expect(answers(deny, 'shop/agent', 'shop/web')).toEqual(['unknown', 'unknown', 'no']);
  expect(answers(deny, 'shop/web', 'shop/agent')).toEqual(['unknown', 'unknown', 'no']);
  const model = modelOf(PODS + deny);
  const [from, to] = ['shop/agent', 'shop/web'].map((name) => end(model, name));
  expect(explain(model, from, to, 'TCP', 80).doubts.join('\n')).toContain('traffic between a node and the pods that run on it is never denied');
  const through = onlyEgressThrough(model, model.named('shop/web')[0], []);
  expect([through.holds, through.residual.map(({ what }) => what)]).toEqual(['yes', ['node']]);
});
