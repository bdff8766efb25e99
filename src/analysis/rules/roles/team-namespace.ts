import { Category, Severity } from '../../../manifest/finding';
import { factsOf } from '../../../manifest/kinds';
import { namespaceOf } from '../../cluster/cluster-index';
import type { Entry, Rule, RuleResult } from '../../rule';
import { grantedNamespaces, isGrantedNamespace, isTeam } from './team-scope';

/** A team's objects stand in the namespaces that it was granted. */
export const teamNamespace: Rule = {
  code: 'GW011',
  title: 'A team\'s object outside its granted namespaces',
  severity: Severity.ERROR,
  category: Category.SECURITY,
  source: 'This library: a grant is team × namespaces × gateway × hostnames',
  check({ manifest, role }: Entry): RuleResult[] {
    if (!isTeam(role) || factsOf(manifest)?.namespaced === false) return [];
    const namespace = namespaceOf(manifest);
    if (namespace !== undefined && isGrantedNamespace(role, namespace)) return [];
    return [{
      message: namespace === undefined
        ? 'it names no namespace, so whoever applies it decides where it lands'
        : `namespace "${namespace}" is not granted to the team`,
      fix: `set metadata.namespace to ${grantedNamespaces(role).map((name) => `"${name}"`).join(' or ')}`,
      path: 'metadata.namespace',
    }];
  },
};
