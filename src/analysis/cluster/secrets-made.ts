import { isRecord } from '../../manifest/manifest';
import { oncePerIndex } from '../once';
import { keyOf } from './certificates';
import { nameOf, namespaceOf } from './cluster-index';
import { specOf } from './references';

/** Objects from which controllers make Secrets, and the field of their spec that holds the Secret's name where it is another. */
const MAKERS = [
  { group: 'external-secrets.io', kind: 'ExternalSecret', field: ['target', 'name'] },
  { group: 'bitnami.com', kind: 'SealedSecret', field: ['template', 'metadata', 'name'] },
];

/** The Secrets that ExternalSecrets and SealedSecrets of the set stand for. */
export const secretsMade = oncePerIndex((index): ReadonlySet<string> => new Set(MAKERS.flatMap(({ group, kind, field }) =>
  index.ofKind(group, kind).map(({ manifest }) => {
    const named = field.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), specOf(manifest));
    return keyOf(namespaceOf(manifest), typeof named === 'string' ? named : nameOf(manifest) ?? '');
  }))));
