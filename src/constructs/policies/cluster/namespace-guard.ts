import { grantedNamespacesOf, type GuardSettings, platformNamespacesOf } from '../../../manifest/guards/guard-settings';
import { NAMESPACE_KEYS } from '../../../manifest/guards/guarded-keys';
import { quote } from '../../../manifest/quote';
import { celStrings } from '../cel';
import { requestedBy } from '../requested-by';
import { type ClusterGuard, commonConditions, metadataVariables } from './cluster-guard';

/** Names of one list literal: well below what one expression holds. */
const CHUNK = 1000;

/**
 * Namespaces: those that grants name are created by listed identities, and nobody else sets what guards, pod security, meshes
 * and network plugins read. A Role inside a namespace can allow changing it, so being cluster-scoped protects nothing.
 */
export function namespaces(settings: GuardSettings): ClusterGuard {
  const names = [...platformNamespacesOf(settings), ...grantedNamespacesOf(settings)];
  const chunks = Array.from({ length: Math.ceil(names.length / CHUNK) }, (_, i) => names.slice(i * CHUNK, (i + 1) * CHUNK));
  const keys = [...NAMESPACE_KEYS, ...settings.namespaceKeys];
  return {
    name: 'namespaces', guard: 'namespaces',
    rules: [{
      apiGroups: [''], resources: ['namespaces', 'namespaces/status', 'namespaces/finalize'], operations: ['CREATE', 'UPDATE'],
      scope: '*',
    }],
    matchConditions: [
      ...commonConditions(settings).filter(({ name }) => name === 'not-exempt'),
      ...(settings.namespaceWriters.length > 0 ? [{ name: 'not-listed', expression: `!(${requestedBy(settings.namespaceWriters)})` }] : []),
    ],
    variables: [
      ...chunks.map((chunk, i) => ({ name: `names${i}`, expression: celStrings(chunk) })),
      ...metadataVariables('labels'), ...metadataVariables('annotations'),
      { name: 'exact', expression: celStrings(keys.filter((key) => !key.endsWith('/'))) },
      { name: 'prefixes', expression: celStrings(keys.filter((key) => key.endsWith('/'))) },
      { name: 'touched', expression: `(${touched('labels')} + ${touched('annotations')})`
        + '.filter(k, k in variables.exact || variables.prefixes.exists(p, k.startsWith(p)))' },
    ],
    validations: [
      {
        expression: `request.operation != 'CREATE' || !(${chunks.map((_, i) => `object.metadata.name in variables.names${i}`).join(' || ')})`,
        message: 'a namespace of this name is granted to a team or the platform\'s: '
          + 'only the identities that the operators listed create it',
      },
      {
        expression: 'size(variables.touched) == 0',
        message: 'a label or annotation of the namespace is the platform\'s: '
          + 'guards, pod security, mesh or network plugin read it',
        messageExpression: `${quote('label or annotation ')} + variables.touched.join(${quote(', ')})`
          + ` + ${quote(' of a namespace is set by the platform only: guards, pod security, mesh or network plugin read it')}`,
      },
    ],
  };
}

/** Keys that are new, gone, or of another value. */
function touched(part: string): string {
  const [now, before] = [`variables.${part}Now`, `variables.${part}Before`];
  return `${now}.filter(k, !(k in ${before}) || ${now}[k] != ${before}[k]) + ${before}.filter(k, !(k in ${now}))`;
}
