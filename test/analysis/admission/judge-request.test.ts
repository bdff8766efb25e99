import { Admission } from '../../../src/analysis/admission/judge-request';
import type { AdmissionRequest, PolicySpec } from '../../../src/analysis/admission/policy';

const RULE = { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], operations: ['CREATE'], scope: 'Namespaced' };
const BASE: AdmissionRequest = {
  operation: 'CREATE', group: 'networking.k8s.io', kind: 'NetworkPolicy', resource: 'networkpolicies', namespace: 'a', name: 'n',
  object: { metadata: {}, spec: { x: 1 } }, user: { username: 'ann', groups: ['team'] },
};
const NAME = 'kubernetes.io/metadata.name';

interface Options { readonly spec?: Partial<PolicySpec>; readonly rule?: object; readonly values?: string[]; readonly operator?: 'In' | 'NotIn' }

function messages({ spec = {}, rule = {}, values, operator = 'In' }: Options, request: Partial<AdmissionRequest> = {}): string[] {
  const namespaceSelector = values === undefined ? {} : { matchExpressions: [{ key: NAME, operator, values }] };
  const admission = new Admission([{
    name: 'p', spec: {
      matchConstraints: { namespaceSelector, resourceRules: [{ ...RULE, ...rule }] }, validations: [{ expression: 'false', message: 'no' }], ...spec,
    },
  }]);
  return admission.judge({ ...BASE, ...request }).map(({ message }) => message);
}

test.each<[string, Options, Partial<AdmissionRequest>]>([
  ['its resource', {}, {}],
  ['all resources of a group', { rule: { resources: ['*'] } }, {}],
  ['all groups', { rule: { apiGroups: ['*'] } }, {}],
  ['a namespace that it names', { values: ['a'] }, {}],
  ['a namespace that it does not leave out', { values: ['b'], operator: 'NotIn' }, {}],
  ['a subresource that it names', { rule: { resources: ['networkpolicies/status'] } }, { subresource: 'status' }],
  ['a cluster-scoped object where it is about those too', { rule: { scope: '*' } }, { namespace: '' }],
])('a policy is about %s', (_, options, request) => {
  expect(messages(options, request)).toEqual(['no']);
});

test.each<[string, Options, Partial<AdmissionRequest>]>([
  ['another resource', { rule: { resources: ['ingresses'] } }, {}],
  ['another group', { rule: { apiGroups: ['cilium.io'] } }, {}],
  ['another operation', { rule: { operations: ['UPDATE'] } }, {}],
  ['another namespace', { values: ['b'] }, {}],
  ['a namespace that it leaves out', { values: ['a'], operator: 'NotIn' }, {}],
  ['a subresource', {}, { subresource: 'status' }],
  ['a subresource by a star', { rule: { resources: ['*'] } }, { subresource: 'status' }],
  ['a cluster-scoped object', {}, { namespace: '' }],
  ['a Namespace, which stands in none', { rule: { apiGroups: [''], resources: ['namespaces'] } },
    { group: '', kind: 'Namespace', resource: 'namespaces', namespace: 'a' }],
])('a policy is not about %s', (_, options, request) => {
  expect(messages(options, request)).toEqual([]);
});

test.each<[string, Partial<PolicySpec>, string[]]>([
  ['a condition that does not hold lets it through', { matchConditions: [{ name: 'c', expression: 'request.name == \'x\'' }] }, []],
  ['one does, although another cannot be judged', {
    matchConditions: [{ name: 'c', expression: 'object.y' }, { name: 'd', expression: 'false' }],
  }, []],
  ['a condition that cannot be judged refuses', { matchConditions: [{ name: 'c', expression: 'object.y' }] },
    ['a condition of the policy cannot be judged: no such key: y']],
  ['what cannot be judged refuses', { validations: [{ expression: 'object.y', message: 'no y' }] }, ['no y (it cannot be judged: no such key: y)']],
  ['what holds says nothing', { validations: [{ expression: 'object.spec.x == 1', message: 'no' }, { expression: 'false', message: 'this' }] }, ['this']],
  ['a message of its own', { validations: [{ expression: 'false', message: 'no', messageExpression: '\'not \' + request.namespace' }] }, ['not a']],
  ['the fixed message, where its own fails', { validations: [{ expression: 'false', message: 'no', messageExpression: 'object.y' }] }, ['no']],
  ['variables see each other', {
    variables: [{ name: 'a', expression: '1' }, { name: 'b', expression: 'variables.a + 1' }],
    validations: [{ expression: 'variables.b == 2', message: 'no' }],
  }, []],
  ['a variable without a value hurts who asks for it alone', {
    variables: [{ name: 'a', expression: 'object.y' }],
    validations: [{ expression: 'true || variables.a', message: 'no' }, { expression: 'variables.a', message: 'asks' }],
  }, ['asks (it cannot be judged: no such key: y)']],
  ['who asks', { validations: [{ expression: 'request.userInfo.username == \'ann\' && \'team\' in request.userInfo.groups', message: 'no' }] }, []],
  ['what was there before', { validations: [{ expression: 'oldObject == null', message: 'no' }] }, []],
])('%s', (_, spec, expected) => {
  expect(messages({ spec })).toEqual(expected);
});

test('policies answer in the order of their names', () => {
  const spec: PolicySpec = { matchConstraints: { resourceRules: [RULE] }, validations: [{ expression: 'false', message: 'no' }] };
  expect(new Admission(['b', 'c', 'a'].map((name) => ({ name, spec }))).judge(BASE).map(({ policy }) => policy)).toEqual(['a', 'b', 'c']);
});
