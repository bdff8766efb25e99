import type { AdmissionRequest } from '../../analysis/admission/policy';
import { templateOf } from '../../analysis/cluster/workloads';
import type { Entry } from '../../analysis/rule';
import { resourceName } from '../../manifest/guards/closed-kinds';
import { holdsNamespace } from '../../manifest/guards/guarded-keys';
import { DISCOVERY, kindFacts } from '../../manifest/kinds';
import { groupOf, isRecord, listOf, type Manifest } from '../../manifest/manifest';

/** One thing that is asked of the server, for an object of the files. */
export interface Asked {
  readonly entry: Entry;
  /** What of the object: its pods; the object itself where it is left out. */
  readonly part?: 'its pods';
  readonly request: AdmissionRequest;
}

const SOMEBODY = { username: 'somebody', groups: ['system:authenticated'] };
const CONTROLLERS = { username: 'system:kube-controller-manager', groups: ['system:authenticated'] };

/**
 * What is asked where the objects are applied anew: each is created, and so are the pods that it stands for. Namespaces are
 * there already.
 *
 * @param platform namespaces of the platform
 */
export function requestsOf(entries: readonly Entry[], platform: ReadonlySet<string>): Asked[] {
  return entries.flatMap((entry) => {
    const pods = podOf(entry.manifest);
    return [
      { entry, request: isNamespace(entry.manifest) ? standing(entry.manifest, platform) : requestOf(entry.manifest) },
      ...(pods === undefined ? [] : [{ entry, part: 'its pods' as const, request: requestOf(pods) }]),
    ];
  });
}

/** What is asked where an object is created. */
export function requestOf(manifest: Manifest): AdmissionRequest {
  const { apiVersion, kind } = manifest;
  const metadata = isRecord(manifest.metadata) ? manifest.metadata : {};
  const name = typeof metadata.name === 'string' ? metadata.name : '';
  const group = groupOf(apiVersion);
  return {
    operation: 'CREATE', group, kind, name,
    resource: resourceName(group, kind).split('.')[0],
    namespace: namespaceOf(group, kind, name, metadata.namespace),
    object: isRecord(manifest.metadata) ? manifest : { ...manifest, metadata },
    user: isByController(group, kind, metadata) ? CONTROLLERS : SOMEBODY,
  };
}

const isNamespace = ({ apiVersion, kind }: Manifest): boolean => apiVersion === 'v1' && kind === 'Namespace';

/**
 * A namespace that is there: who made it no file tells, and it has to be there for its grant to hold. Of its labels and
 * annotations those are asked about that open something; of a namespace of the platform none are.
 */
function standing(manifest: Manifest, platform: ReadonlySet<string>): AdmissionRequest {
  const request = requestOf(manifest);
  const metadata = isRecord(manifest.metadata) ? manifest.metadata : {};
  const before = { ...metadata, labels: holding(metadata.labels), annotations: holding(metadata.annotations) };
  const oldObject = platform.has(request.name) ? request.object : { ...manifest, metadata: before };
  return { ...request, operation: 'UPDATE', oldObject };
}

function holding(values: unknown): Record<string, unknown> {
  return isRecord(values) ? Object.fromEntries(Object.entries(values).filter(([key, value]) => holdsNamespace(key, value))) : {};
}

function namespaceOf(group: string, kind: string, name: string, written: unknown): string {
  const facts = kindFacts(group, kind);
  if (group === '' && kind === 'Namespace') return name;
  if (facts?.namespaced === false) return '';
  if (typeof written === 'string') return written;
  return facts ? 'default' : '';
}

const SLICE_WRITER = 'endpointslice.kubernetes.io/managed-by';
const SLICE_WRITERS = ['endpointslice-controller.k8s.io', 'endpointslicemirroring-controller.k8s.io'];
const ENDPOINTS_WRITTEN = 'endpoints.kubernetes.io/last-change-trigger-time';

/** Addresses behind Services are written by controllers, which leave a mark; who wrote an object a file does not tell. */
function isByController(group: string, kind: string, { labels, annotations }: Record<string, unknown>): boolean {
  if (group === '' && kind === 'Endpoints') return isRecord(annotations) && ENDPOINTS_WRITTEN in annotations;
  if (group !== DISCOVERY || kind !== 'EndpointSlice') return false;
  return isRecord(labels) && SLICE_WRITERS.includes(String(labels[SLICE_WRITER]));
}

/** A pod as the object makes it; none of what another makes. */
function podOf(manifest: Manifest): Manifest | undefined {
  const template = isOwned(manifest) ? undefined : templateOf(manifest);
  if (!isRecord(template) || !isRecord(template.spec)) return undefined;
  const { name, namespace } = isRecord(manifest.metadata) ? manifest.metadata : {};
  const metadata = isRecord(template.metadata) ? template.metadata : {};
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name, namespace }, spec: template.spec };
}

/** Whether a controller made the object. */
export function isOwned({ metadata }: Manifest): boolean {
  return isRecord(metadata) && listOf(metadata.ownerReferences).some((owner) => isRecord(owner) && owner.controller === true);
}
