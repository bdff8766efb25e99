import { isRecord, type Manifest } from '../../src/manifest/manifest';
import { ownerOf } from './owner';

/** The pod that a workload makes of its template. */
export function labelledPods(owner: Manifest): Manifest[] {
  const { metadata: { name, namespace }, spec } = owner;
  const template = isRecord(spec) && isRecord(spec.template) ? spec.template : {};
  const { labels } = isRecord(template.metadata) ? template.metadata : {};
  return [{
    apiVersion: 'v1', kind: 'Pod', spec: template.spec,
    metadata: {
      name: `${name}-q8zt4`, generateName: `${name}-`, ...(namespace && { namespace }), ...(isRecord(labels) && { labels: labels as Record<string, string> }),
      ownerReferences: [ownerOf(owner)],
    },
  }];
}
