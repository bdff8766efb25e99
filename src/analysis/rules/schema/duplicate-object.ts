import { Category, Severity } from '../../../manifest/finding';
import { groupBy } from '../../../manifest/group-by';
import { groupOf } from '../../../manifest/manifest';
import { placeText } from '../../../manifest/object-text';
import { nameOf, namespaceOf } from '../../cluster/cluster-index';
import { placeOfEntry } from '../../cluster/describe-entry';
import { once } from '../../once';
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
    const { byFolder, isShared } = sorted(twins);
    const twin = byFolder.get(folderOf(entry))!.find((other) => other !== entry) ?? first;
    const apart = folderOf(twin) !== folderOf(entry);
    return [{
      message: `${placeOfEntry(twin) ?? 'another object'} already is ${object}; ${apart
        ? 'of two folders for one cluster the last one applied replaces it' : 'the last one applied would replace it'}`,
      fix: 'give one of them another name or namespace',
      path: 'metadata.name',
      ...(apart && { severity: Severity.UNKNOWN, missing: true }),
      ...(isShared && { category: Category.SECURITY }),
    }];
  },
};

/** Objects of one name, and whether they are of several owners. */
interface Sorted {
  readonly byFolder: ReadonlyMap<string | undefined, readonly Entry[]>;
  readonly isShared: boolean;
}

/** Once for all of one name: there may be thousands. */
const sorted = once((twins: readonly Entry[]): Sorted => (
  { byFolder: groupBy(twins, folderOf), isShared: new Set(twins.map(ownerOf)).size > 1 }));

/** Folders may hold what is for different clusters or stages, as those of kustomize overlays do. */
function folderOf({ file }: Entry): string | undefined {
  return file?.replace(/[^/\\]*$/, '');
}

/** Whose object it is: to replace somebody else's is no choice of one's own. */
function ownerOf({ role }: Entry): string | undefined {
  return role && `${role.persona} ${[...new Set(role.grants.map(({ team }) => team.name))].sort().join(' ')}`;
}
