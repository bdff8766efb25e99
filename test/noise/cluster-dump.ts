import type { Entry } from '../../src/analysis/rule';
import { asStored } from '../../src/analysis/schema/stored';
import { knownObject } from '../../src/analysis/schema/validate-structure';
import { isRecord, listOf, type Manifest } from '../../src/manifest/manifest';
import { childrenOf } from './controller-children';
import { statusOf } from './controller-status';
import { idOf, uidOf } from './owner';

type Data = Record<string, unknown>;

/** The time at which everything was applied: one delivery takes no longer than a second. */
const CREATED = '2026-03-02T10:15:00Z';

/**
 * Objects as `kubectl get -o yaml` prints them some time after they were applied: with defaults, what the API server and kubectl
 * write of each, its status, and the objects that controllers made of it.
 */
export function dumpOf(entries: readonly Entry[]): Entry[] {
  const here = new Set(entries.map(({ manifest }) => idOf(manifest)));
  const made = new Map(entries.flatMap(({ manifest }) => childrenOf(asInCluster(manifest))).map((child) => [idOf(child), child]));
  const children = [...made].filter(([id]) => !here.has(id)).map(([, child]) => child);
  return [
    ...entries.map(({ manifest, ...entry }) => ({ ...entry, manifest: asInCluster(manifest) })),
    ...children.map((manifest) => ({ manifest: asInCluster(manifest, false) })),
  ];
}

function asInCluster(manifest: Manifest, applied = true): Manifest {
  const stored = asKept(manifest);
  const status = statusOf(stored);
  const metadata = isRecord(stored.metadata) ? stored.metadata : {};
  const annotations = isRecord(metadata.annotations) ? metadata.annotations : {};
  const last = { 'kubectl.kubernetes.io/last-applied-configuration': `${JSON.stringify(manifest)}\n` };
  return {
    ...stored,
    metadata: {
      ...metadata, ...(applied && { annotations: { ...annotations, ...last } }), ...namespaceLabel(stored),
      creationTimestamp: CREATED, generation: 1, resourceVersion: '48151623', uid: uidOf(manifest), managedFields: managersOf(manifest),
    },
    ...(status && { status }),
  };
}

/** What is known of a kind is kept with its defaults; of the others, as it is. */
function asKept(manifest: Manifest): Manifest {
  const known = knownObject(manifest, { channel: 'experimental' });
  const stored = Array.isArray(known) ? manifest : asStored(known.root, manifest) as Manifest;
  if (stored.kind === 'Service') return { ...stored, spec: serviceSpec(isRecord(stored.spec) ? stored.spec : {}) };
  return stored.kind === 'Namespace' ? { ...stored, spec: { finalizers: ['kubernetes'] } } : stored;
}

/** What the API server writes into each Service. */
function serviceSpec(spec: Data): Data {
  const ports = listOf(spec.ports).filter(isRecord).map((port) => ({ protocol: 'TCP', targetPort: port.port, ...port }));
  if (spec.type === 'ExternalName') return { sessionAffinity: 'None', ...spec };
  const clusterIP = spec.clusterIP ?? '10.96.17.42';
  return {
    type: 'ClusterIP', internalTrafficPolicy: 'Cluster', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack', sessionAffinity: 'None',
    ...spec, clusterIP, clusterIPs: [clusterIP], ...(ports.length > 0 && { ports }),
  };
}

function namespaceLabel({ kind, metadata }: Manifest): Data {
  return kind === 'Namespace' ? { labels: { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name } } : {};
}

function managersOf({ apiVersion, spec }: Manifest): Data[] {
  const fields = isRecord(spec) ? Object.fromEntries(Object.keys(spec).map((key) => [`f:${key}`, {}])) : {};
  const entry = { apiVersion, fieldsType: 'FieldsV1', operation: 'Update', time: CREATED };
  return [
    { ...entry, manager: 'kubectl-client-side-apply', fieldsV1: { 'f:metadata': { 'f:annotations': { '.': {} } }, 'f:spec': { '.': {}, ...fields } } },
    { ...entry, manager: 'controller', subresource: 'status', fieldsV1: { 'f:status': { '.': {}, 'f:conditions': {} } } },
  ];
}
