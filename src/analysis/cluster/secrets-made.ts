import { isRecord } from '../../manifest/manifest';
import { oncePerIndex } from '../once';
import { requestsBySecret, secretKey } from './certificates';
import { type ClusterIndex, nameOf, namespaceOf } from './cluster-index';
import { type Reference, specOf } from './references';

/** Objects from which controllers make Secrets, and the field of their spec that holds the Secret's name where it is another. */
const MAKERS = [
  { group: 'external-secrets.io', kind: 'ExternalSecret', field: ['target', 'name'] },
  { group: 'bitnami.com', kind: 'SealedSecret', field: ['template', 'metadata', 'name'] },
];

/** The Secrets that ExternalSecrets and SealedSecrets of the set stand for. */
export const secretsMade = oncePerIndex((index): ReadonlySet<string> => new Set(MAKERS.flatMap(({ group, kind, field }) =>
  index.ofKind(group, kind).map(({ manifest }) => {
    const named = field.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), specOf(manifest));
    return secretKey(namespaceOf(manifest), typeof named === 'string' ? named : nameOf(manifest) ?? '');
  }))));

/** Whether the set holds a Secret, or what makes it. */
export function isSecretHere({ namespace, name }: Pick<Reference, 'namespace' | 'name'>, index: ClusterIndex): boolean {
  const key = secretKey(namespace, name);
  return index.find('', 'Secret', namespace, name).length > 0 || requestsBySecret(index).has(key) || secretsMade(index).has(key);
}
