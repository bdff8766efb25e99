import { type GuardSettings, platformNamespacesOf } from '../../../manifest/guards/guard-settings';
import { DNS_ANNOTATIONS } from '../../../manifest/guards/guarded-keys';
import { hostMap } from '../../../manifest/guards/host-map';
import { CERT_MANAGER, EXTERNAL_DNS, GATEWAY_API, knownKind, ROUTE_KINDS } from '../../../manifest/kinds';
import { quote } from '../../../manifest/quote';
import { type ResourceRule, SPEC_CHANGES, type Validation, type Variable } from '../admission-policy';
import { celMap, celStrings } from '../cel';
import { type ClusterGuard, commonConditions } from './cluster-guard';
import { type Shard, shardsOf } from './shards';

/** What names hostnames beside routes, and where. */
interface HostBearer {
  readonly guard: string;
  readonly what: string;
  readonly rules: readonly ResourceRule[];
  /** An update passes that changes none of this. */
  readonly changes: Variable;
  /** CEL: the list of names. */
  readonly names: string;
  readonly more: readonly Validation[];
  /** Whether names of the namespace's own Services are fine. */
  readonly services: boolean;
}

const rule = (apiGroup: string, ...resources: string[]): ResourceRule =>
  ({ apiGroups: [apiGroup], resources, operations: ['CREATE', 'UPDATE'], scope: 'Namespaced' });

/** CEL: the annotation, or nothing. */
const annotation = (object: string, key: string): string => `has(${object}.metadata.annotations) && ${quote(key)} in ${object}.metadata.annotations`
  + ` ? ${object}.metadata.annotations[${quote(key)}] : ''`;

const BEARERS: readonly HostBearer[] = [
  {
    guard: 'certificates', what: 'a Certificate', services: true,
    rules: [rule(CERT_MANAGER, 'certificates')], changes: SPEC_CHANGES,
    names: '(has(dyn(object.spec).dnsNames) ? dyn(object.spec).dnsNames : [])'
      + ' + (has(dyn(object.spec).commonName) && dyn(object.spec).commonName != \'\' ? [dyn(object.spec).commonName] : [])',
    more: [{
      expression: '!has(dyn(object.spec).literalSubject)'
        + ' && (!has(dyn(object.spec).ipAddresses) || size(dyn(object.spec).ipAddresses) == 0)'
        + ' && (!has(dyn(object.spec).uris) || size(dyn(object.spec).uris) == 0)'
        + ' && (!has(dyn(object.spec).otherNames) || size(dyn(object.spec).otherNames) == 0)',
      message: 'a Certificate here names its hosts in dnsNames and commonName alone: '
        + 'nothing grants addresses, URIs, other names or a literal subject',
    }, {
      expression: '!has(dyn(object.spec).isCA) || !dyn(object.spec).isCA',
      message: 'a Certificate here signs no others: whoever has its key could show any hostname; leave isCA out',
    }],
  },
  {
    guard: 'dns-endpoints', what: 'a DNSEndpoint', services: false,
    rules: [rule(EXTERNAL_DNS, 'dnsendpoints')], changes: SPEC_CHANGES,
    names: 'has(dyn(object.spec).endpoints) ? dyn(object.spec).endpoints.map(e, has(e.dnsName) ? e.dnsName : \'\') : []',
    more: [],
  },
  {
    guard: 'dns-annotations', what: 'an annotation for external-dns', services: false,
    rules: [
      rule('', 'services', 'services/status', 'pods', 'pods/status'),
      rule(GATEWAY_API, ...ROUTE_KINDS.map((kind) => knownKind(GATEWAY_API, kind).plural)),
    ],
    changes: {
      name: 'names-change',
      expression: `request.operation == 'CREATE' || ${DNS_ANNOTATIONS.map((key) => (
        `(${annotation('object', key)}) != (${annotation('oldObject', key)})`)).join(' || ')}`,
    },
    names: DNS_ANNOTATIONS.map((key) => `(has(object.metadata.annotations) && ${quote(key)} in object.metadata.annotations`
      + ` ? object.metadata.annotations[${quote(key)}].split(',').map(n, n.trim()) : [])`).join(' + '),
    more: [],
  },
];

/** The guards over hostnames outside routes: certificates, DNS records and their annotations, by one map. */
export function hostGuards(settings: GuardSettings): ClusterGuard[] {
  const map = [...hostMap(settings.grants)];
  const shards = shardsOf(map.map(([namespace, { exact, suffixes }]) => [
    namespace, celMap([['exact', celStrings(exact)], ['suffixes', celStrings(suffixes)]]),
  ]));
  const known = [...platformNamespacesOf(settings), ...map.map(([namespace]) => namespace)];
  const others = { operator: 'NotIn', values: known } as const;
  return BEARERS.flatMap((bearer) => [
    ...shards.map((shard, i) => guardOf(settings, bearer, `${bearer.guard}-${i}`, { operator: 'In', values: shard.namespaces }, shard)),
    guardOf(settings, bearer, `${bearer.guard}-ungranted`, others, { namespaces: [], entries: [] }),
  ]);
}

const ALLOWED = 'variables.map[request.namespace]';

function guardOf(
  settings: GuardSettings, bearer: HostBearer, name: string, namespaces: ClusterGuard['namespaces'], { entries }: Shard,
): ClusterGuard {
  const granted = entries.length > 0
    ? `n in ${ALLOWED}['exact'] || ${ALLOWED}['suffixes'].exists(s, n.endsWith(s))`
    : 'false';
  const services = bearer.services
    ? ' || n.endsWith(\'.\' + request.namespace + \'.svc\') || n.endsWith(\'.\' + request.namespace + \'.svc.cluster.local\')'
    : '';
  return {
    name, guard: bearer.guard, namespaces, rules: bearer.rules,
    matchConditions: [...commonConditions(settings), bearer.changes],
    variables: [
      ...(entries.length > 0 ? [{ name: 'map', expression: celMap(entries) }] : []),
      { name: 'names', expression: bearer.names },
      { name: 'refused', expression: `variables.names.filter(n, !(${granted}${services}))` },
    ],
    validations: [
      {
        expression: 'size(variables.refused) == 0',
        message: `${bearer.what} here may name hostnames only that the namespace was granted as a whole`,
        messageExpression: `${quote(`${bearer.what} names "`)} + string(variables.refused[0]) + ${quote('", which was not granted as a whole to namespace ')}`
          + ' + request.namespace',
      },
      ...bearer.more,
    ],
  };
}
