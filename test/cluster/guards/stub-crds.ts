import type { Cluster } from '../harness/cluster';
import { type Manifest, manifestOf } from '../harness/manifests';
import { poll } from '../harness/poll';

/** A kind of a vendor as far as admission looks at it: by group and resource. */
export interface StubKind {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly version: string;
}

/** A namespaced kind with a status that takes any content. */
export function stubCrd({ group, kind, plural, version }: StubKind, properties: object = {}): Manifest {
  const anything = { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return manifestOf({
    apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, annotations: { 'api-approved.kubernetes.io': 'unapproved, a stand-in for tests' } },
    spec: {
      group, scope: 'Namespaced', names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: [{
        name: version, served: true, storage: true, subresources: { status: {} },
        schema: { openAPIV3Schema: { type: 'object', properties: { spec: anything, status: anything, ...properties } } },
      }],
    },
  });
}

/** Waits until definitions that were deleted are gone: the server removes their objects first. */
export async function gone(cluster: Cluster, crds: readonly Manifest[]): Promise<void> {
  await poll('the stand-ins are gone', 30, async () => {
    const reads = await Promise.all(crds.map((crd) => cluster.tryRead(crd)));
    return reads.every(({ accepted }) => !accepted) || undefined;
  });
}
