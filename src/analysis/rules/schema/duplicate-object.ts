import { Category, Severity } from '../../../manifest/finding';
import { groupOf } from '../../../manifest/manifest';
import { placeText } from '../../../manifest/object-text';
import { nameOf, namespaceOf } from '../../cluster/cluster-index';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';

/** Two objects of one kind, namespace and name: the one that is applied last replaces the other. */
export const duplicateObject: Rule = {
  code: 'GW003',
  title: 'Two objects of one kind and name',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Kubernetes, Object Names and IDs',
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    const { manifest } = entry;
    const name = nameOf(manifest);
    if (name === undefined) return [];
    const namespace = namespaceOf(manifest);
    const twins = index.find(groupOf(manifest.apiVersion), manifest.kind, namespace, name);
    const [first] = twins;
    if (first === undefined || first === entry) return [];
    const object = `${manifest.kind} ${placeText(namespace, name)}`;
    return [{
      message: `${first.construct ?? first.file ?? 'another object'} already is ${object}; the last one applied would replace it`,
      fix: 'give one of them another name or namespace',
      path: 'metadata.name',
      ...(twins.some((twin) => ownerOf(twin) !== ownerOf(entry)) && { category: Category.SECURITY }),
    }];
  },
};

/** Whose object it is: to replace somebody else's is no choice of one's own. */
function ownerOf({ role }: Entry): string | undefined {
  return role && `${role.persona} ${[...new Set(role.grants.map(({ team }) => team.name))].sort().join(' ')}`;
}
