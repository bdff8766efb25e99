import { validateStructure } from '../../src/analysis/schema/validate-structure';
import { applyDefaults } from '../util/apply-defaults';

type Json = Record<string, unknown>;

function problems(manifest: Json): string[] {
  return validateStructure(manifest).map(({ code, path, reason }) => `${code} ${path}: ${reason}`);
}

const networkPolicy = (spec: Json): Json =>
  ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'shop' }, spec: { podSelector: {}, ...spec } });
const rbac = (kind: string, body: Json): Json => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: 'team:shop' }, ...body });
const admission = (kind: string, spec: Json): Json =>
  ({ apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name: 'routes' }, spec });

describe('NetworkPolicy', () => {
  test('with every kind of peer and port is good', () => {
    const manifest = networkPolicy({
      podSelector: { matchLabels: { app: 'shop' }, matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['db'] }, { key: 'x', operator: 'Exists' }] },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }, { namespaceSelector: {}, podSelector: { matchLabels: { a: 'b' } } }], ports: [{ port: 'http' }] }, {}],
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [{ protocol: 'UDP', port: 53, endPort: 54 }] }],
    });
    expect(problems(manifest)).toEqual([]);
  });

  const cidr = { cidr: '10.0.0.0/8' };
  test.each<[string, Json, string[]]>([
    ['a peer of two forms', { ingress: [{ from: [{ podSelector: {}, ipBlock: cidr }] }] }, [
      'form spec.ingress[0].from[0]: it has `ipBlock` beside `podSelector` and `namespaceSelector`, which exclude each other']],
    ['a peer of no form', { ingress: [{ from: [{}] }] },
      [expect.stringMatching(/^form spec\.ingress\[0\]\.from\[0\]: none of the allowed forms fits/) as never]],
    ['a block without CIDR', { egress: [{ to: [{ ipBlock: {} }] }] }, ['required spec.egress[0].to[0].ipBlock.cidr: it is required and missing']],
    ['a bad CIDR', { egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/33' } }] }] }, [
      'format spec.egress[0].to[0].ipBlock.cidr: it is not an IPv4 or IPv6 address block']],
    ['a bad exception', { egress: [{ to: [{ ipBlock: { ...cidr, except: ['10.1.0.0'] } }] }] }, [
      'format spec.egress[0].to[0].ipBlock.except[0]: it is not an IPv4 or IPv6 address block']],
    ['a port out of range', { ingress: [{ ports: [{ port: 65_536 }] }] }, ['range spec.ingress[0].ports[0].port: it is not a whole number from 1 to 65535']],
    ['a port name that is none', { ingress: [{ ports: [{ port: '80' }] }] }, [
      'pattern spec.ingress[0].ports[0].port: it is not a port number or the name of a port']],
    ['a range without a first port', { ingress: [{ ports: [{ endPort: 90 }] }] }, [
      'form spec.ingress[0].ports[0].port: it is required']],
    ['a range after a named port', { ingress: [{ ports: [{ port: 'http', endPort: 90 }] }] }, [
      'form spec.ingress[0].ports[0].endPort: a range cannot start at the named port "http"']],
    ['a range that ends before it begins', { ingress: [{ ports: [{ port: 90, endPort: 80 }] }] }, [
      'form spec.ingress[0].ports[0].endPort: it is below port 90']],
    ['a block with host bits', { egress: [{ to: [{ ipBlock: { cidr: '10.0.0.1/8' } }] }] }, [
      'ambiguous-block spec.egress[0].to[0].ipBlock.cidr: its address has bits beyond the prefix length']],
    ['an IPv4 block written as IPv6', { egress: [{ to: [{ ipBlock: { cidr: '::ffff:10.0.0.0/104' } }] }] }, [
      'ambiguous-block spec.egress[0].to[0].ipBlock.cidr: it is an IPv4 block written as IPv6, which tools read in different ways']],
    ['an exception of the whole block', { egress: [{ to: [{ ipBlock: { ...cidr, except: ['10.0.0.0/8'] } }] }] }, [
      'form spec.egress[0].to[0].ipBlock.except[0]: it is all of 10.0.0.0/8']],
    ['an exception outside of the block', { egress: [{ to: [{ ipBlock: { ...cidr, except: ['2001:db8::/32'] } }] }] }, [
      'form spec.egress[0].to[0].ipBlock.except[0]: 10.0.0.0/8 is of the other address family']],
    ['a key with a prefix that is too long', { podSelector: { matchExpressions: [{ key: `${'a'.repeat(254)}/b`, operator: 'Exists' }] } }, [
      expect.stringMatching(/^pattern spec\.podSelector\.matchExpressions\[0\]\.key: it is not a key/) as never]],
    ['nulls, which stand for empty values', { ingress: [null], egress: [{ to: [{ podSelector: { matchExpressions: [{ key: 'a', operator: 'In',
      values: [null] }] } }] }] }, []],
    ['a protocol in lower case', { ingress: [{ ports: [{ protocol: 'tcp' }] }] }, [
      'enum spec.ingress[0].ports[0].protocol: it is not one of "TCP", "UDP", "SCTP"']],
    ['an operator without values', { podSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }, [
      expect.stringMatching(/^form spec\.podSelector\.matchExpressions\[0\]: none of the allowed forms fits: values: it is required and missing/) as never]],
    ['a selector label', { podSelector: { matchLabels: { 'a b': 'c' } } }, [expect.stringMatching(/^label spec\.podSelector\.matchLabels\["a b"\]/) as never]],
    ['peers at the wrong level', { ingress: [{ podSelector: {} }] }, [
      'unknown-field spec.ingress[0].podSelector: no such field exists here, and the API server drops it']],
  ])('%s', (_what, spec, expected) => {
    expect(problems(networkPolicy(spec))).toEqual(expected);
  });

  test('its ports are TCP by default', () => {
    expect(applyDefaults(networkPolicy({ ingress: [{ ports: [{ port: 80 }] }] }) as never).spec)
      .toStrictEqual({ podSelector: {}, ingress: [{ ports: [{ port: 80, protocol: 'TCP' }] }] });
  });
});

describe('RBAC', () => {
  const rule = { apiGroups: ['gateway.networking.k8s.io'], resources: ['httproutes'], verbs: ['get'] };
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'routes' };
  const account = { kind: 'ServiceAccount', name: 'deployer' };

  test.each<[string, Json, string[]]>([
    ['a Role', rbac('Role', { rules: [rule] }), []],
    ['a Role for a URL', rbac('Role', { rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }] }), [
      'items rules[0].nonResourceURLs: it has 1 items, and 0 is the limit',
      'required rules[0].apiGroups: it is required and missing', 'required rules[0].resources: it is required and missing']],
    ['a Role without verbs', rbac('Role', { rules: [{ ...rule, verbs: [] }] }), ['items rules[0].verbs: it has no items']],
    ['a name with a slash', { ...rbac('Role', {}), metadata: { name: 'a/b' } }, [
      'name metadata.name: it cannot stand in a URL path: it is "." or "..", or holds "/" or "%"']],
    ['a ClusterRole for a URL', rbac('ClusterRole', { rules: [rule, { nonResourceURLs: ['/metrics'], verbs: ['get'] }] }), []],
    ['a rule for both', rbac('ClusterRole', { rules: [{ ...rule, nonResourceURLs: ['/metrics'] }] }), [
      'form rules[0]: none of the allowed forms fits: nonResourceURLs: it has 1 items, and 0 is the limit; apiGroups: it has 1 items, and 0 is the limit']],
    ['an aggregated ClusterRole', rbac('ClusterRole', { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] } }), []],
    ['a RoleBinding', rbac('RoleBinding', { roleRef, subjects: [account, { kind: 'Group', name: 'team-shop' }] }), []],
    ['a subject of an unknown kind', rbac('RoleBinding', { roleRef, subjects: [{ kind: 'Team', name: 'shop' }] }), [
      'enum subjects[0].kind: it is not one of "User", "Group", "ServiceAccount"', expect.stringMatching(/^form subjects\[0\]/) as never]],
    ['a RoleBinding without role', rbac('RoleBinding', {}), ['required roleRef: it is required and missing']],
    ['a role with a slash', rbac('RoleBinding', { roleRef: { ...roleRef, name: 'a/b' } }), [
      'pattern roleRef.name: it is not a name without "/" and "%"']],
    ['a ClusterRoleBinding to a Role', rbac('ClusterRoleBinding', { roleRef }), ['enum roleRef.kind: it is not "ClusterRole"']],
    ['a service account of no namespace', rbac('ClusterRoleBinding', { roleRef: { ...roleRef, kind: 'ClusterRole' }, subjects: [account] }), [
      expect.stringMatching(/^form subjects\[0\]: none of the allowed forms fits: .*namespace: it is required and missing$/) as never]],
  ])('%s', (_what, manifest, expected) => {
    expect(problems(manifest)).toEqual(expected);
  });
});

describe('admission policies', () => {
  const resourceRules = [{ apiGroups: ['gateway.networking.k8s.io'], apiVersions: ['*'], operations: ['CREATE'], resources: ['httproutes'] }];
  const policy = { matchConstraints: { resourceRules }, validations: [{ expression: 'true', reason: 'Forbidden' }] };
  const patch = { ...resourceRules[0], operations: ['PATCH'] };
  const condition = { name: 'a', expression: 'true' };
  const binding = { policyName: 'routes', validationActions: ['Deny'] };

  test.each<[string, string, Json, string[]]>([
    ['a policy', 'ValidatingAdmissionPolicy', { ...policy, variables: [{ name: 'hostnames', expression: '[]' }] }, []],
    ['a policy without match', 'ValidatingAdmissionPolicy', { validations: policy.validations }, [
      'required spec.matchConstraints: it is required and missing']],
    ['a policy that checks nothing', 'ValidatingAdmissionPolicy', { matchConstraints: { resourceRules } }, [
      'form spec: none of the allowed forms fits: validations: it is required and missing; auditAnnotations: it is required and missing']],
    ['an unknown operation', 'ValidatingAdmissionPolicy', { ...policy, matchConstraints: { resourceRules: [patch] } }, [
      'enum spec.matchConstraints.resourceRules[0].operations[0]: it is not one of "*", "CREATE", "UPDATE", "DELETE", "CONNECT"']],
    ['a variable that CEL cannot name', 'ValidatingAdmissionPolicy', { ...policy, variables: [{ name: 'host-names', expression: '1' }] }, [
      'pattern spec.variables[0].name: it is not a name that CEL can refer to (letters, digits and "_")']],
    ['two conditions of one name', 'ValidatingAdmissionPolicy', { ...policy, matchConditions: [condition, condition] }, [
      'duplicate spec.matchConditions[1]: item 0 of this list has the same name "a"']],
    ['a binding', 'ValidatingAdmissionPolicyBinding', { ...binding, matchResources: { namespaceSelector: { matchLabels: { a: 'b' } } } }, []],
    ['a binding without actions', 'ValidatingAdmissionPolicyBinding', { policyName: 'routes' }, [
      'required spec.validationActions: it is required and missing']],
    ['an action twice', 'ValidatingAdmissionPolicyBinding', { ...binding, validationActions: ['Deny', 'Deny'] }, [
      'duplicate spec.validationActions[1]: "Deny" stands in this list already, as item 0']],
  ])('%s', (_what, kind, spec, expected) => {
    expect(problems(admission(kind, spec))).toEqual(expected);
  });

  test('defaults are those of the API server', () => {
    expect(applyDefaults(admission('ValidatingAdmissionPolicy', policy) as never).spec).toStrictEqual({
      failurePolicy: 'Fail',
      matchConstraints: {
        matchPolicy: 'Equivalent', namespaceSelector: {}, objectSelector: {}, resourceRules: [{ ...resourceRules[0], scope: '*' }],
      },
      validations: policy.validations,
    });
  });
});

describe('Certificate of cert-manager', () => {
  const certificate = (spec: Json): Json => ({ apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'shop' }, spec });

  test('as the library emits it is good', () => {
    const issuerRef = { name: 'letsencrypt-prod', kind: 'ClusterIssuer', group: 'cert-manager.io' };
    expect(problems(certificate({ secretName: 'shop-tls', dnsNames: ['shop.company.com'], issuerRef }))).toEqual([]);
  });

  test('needs a secret and an issuer', () => {
    expect(problems(certificate({ issuerRef: {} }))).toEqual([
      'required spec.issuerRef.name: it is required and missing', 'required spec.secretName: it is required and missing',
    ]);
  });
});
