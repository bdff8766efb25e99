import { isRecord, listOf, type Manifest } from '../../../manifest/manifest';
import { nameOf } from '../../cluster/cluster-index';
import type { Violation } from '../evidence';
import type { Answer, EvidenceSet, Question } from '../question';
import { listed, manifestsOf, nameObject } from '../subjects';

const RBAC = 'rbac.authorization.k8s.io';
const ROLES = [`${RBAC}/Role`, `${RBAC}/ClusterRole`];
const BINDINGS = [`${RBAC}/RoleBinding`, `${RBAC}/ClusterRoleBinding`];
const ADMISSION = 'admissionregistration.k8s.io';

type PolicyRule = Readonly<Record<string, unknown>>;

export const noWildcards = ofRoles('Does no role use a wildcard?', (rule) => {
  const wild = ['apiGroups', 'resources', 'verbs'].filter((key) => listOf(rule[key]).includes('*'));
  return wild.length > 0 ? `"*" in ${wild.join(' and ')}` : undefined;
});

export const noSecretReaders = ofRoles('Does no role read all Secrets?', (rule) => {
  const reads = ['get', 'list', 'watch', '*'].some((verb) => listOf(rule.verbs).includes(verb));
  const isAbout = grants(rule, '', 'secrets') && listOf(rule.resourceNames).length === 0;
  return reads && isAbout ? 'it reads every Secret that it is bound over' : undefined;
});

export const noPodMakers = ofRoles('Does no role create pods?', (rule) => (
  grants(rule, '', 'pods') && ['create', '*'].some((verb) => listOf(rule.verbs).includes(verb)) ? 'it creates pods' : undefined));

/** `cluster-admin` passes everything that admission does not refuse. */
export const noClusterAdmins: Question = {
  question: 'Is nobody bound to cluster-admin?',
  query: 'RoleBinding, ClusterRoleBinding: roleRef',
  ask(set: EvidenceSet): Answer {
    const bindings = rbacOf(set, BINDINGS);
    const violations = bindings.flatMap((binding): Violation[] => (
      isRecord(binding.roleRef) && binding.roleRef.name === 'cluster-admin' && binding.roleRef.kind === 'ClusterRole'
        ? [{ object: nameObject(binding), reason: 'it binds cluster-admin' }] : []));
    const none = bindings.length === 0 && { unanswered: 'no binding is in the files' };
    return { objects: bindings.map(nameObject), violations, ...none };
  },
};

/** A policy of admission stops nothing until a binding denies. */
export const admissionDenies: Question = {
  question: 'Do the admission policies refuse what they are about?',
  query: 'ValidatingAdmissionPolicyBinding: spec.validationActions, and the policies of spec.policyName',
  ask(set: EvidenceSet): Answer {
    const bindings = rbacOf(set, [`${ADMISSION}/ValidatingAdmissionPolicyBinding`]);
    const violations = bindings.flatMap((binding): Violation[] => {
      const actions = listOf(isRecord(binding.spec) ? binding.spec.validationActions : undefined);
      if (actions.includes('Deny')) return [];
      return [{ object: nameObject(binding), reason: `it only does ${actions.map(String).join(', ') || 'nothing'}` }];
    });
    return { objects: bindings.map(nameObject), violations, ...openBindings(bindings, set) };
  },
};

/** A binding whose policy is not there refuses nothing. */
function openBindings(bindings: readonly Manifest[], { index }: EvidenceSet): Pick<Answer, 'unanswered'> {
  if (bindings.length === 0) return { unanswered: 'no admission policy of the API server is bound in the files' };
  const known = index.ofKind(ADMISSION, 'ValidatingAdmissionPolicy').flatMap(({ manifest }) => nameOf(manifest) ?? []);
  const policies = new Set<unknown>(known);
  const empty = bindings.filter(({ spec }) => !isRecord(spec) || !policies.has(spec.policyName));
  return empty.length === 0 ? {} : { unanswered: `the policies that ${listed(empty.map(nameObject))} bind are not in the files` };
}

function ofRoles(question: string, judge: (rule: PolicyRule) => string | undefined): Question {
  return {
    question,
    query: 'Role, ClusterRole: rules',
    ask(set) {
      const roles = rbacOf(set, ROLES);
      const violations = roles.flatMap((role) => listOf(role.rules).filter(isRecord).flatMap((rule, i): Violation[] => {
        const reason = judge(rule);
        return reason === undefined ? [] : [{ object: nameObject(role), reason: `rules[${i}]: ${reason}` }];
      }));
      return { objects: roles.map(nameObject), violations, ...(roles.length === 0 && { unanswered: 'no role is in the files' }) };
    },
  };
}

/** Objects of the whole cluster belong to every audit. */
function rbacOf(set: EvidenceSet, kinds: readonly string[]): Manifest[] {
  return manifestsOf({ ...set, namespaces: undefined }, kinds)
    .filter(({ metadata: { namespace } }) => namespace === undefined || (set.namespaces?.includes(namespace) ?? true));
}

function grants({ apiGroups, resources }: PolicyRule, group: string, resource: string): boolean {
  const groups = listOf(apiGroups);
  const names = listOf(resources);
  return (groups.includes(group) || groups.includes('*')) && (names.includes(resource) || names.includes('*'));
}
