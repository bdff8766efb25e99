import type { ApiObjectMetadata } from 'cdk8s';
import { isRecord } from '../../manifest/manifest';
import { labelsProblem } from '../../manifest/names';
import { invalid, type Place } from '../base/problems';

/** Metadata that goes to several manifests at once: it holds what all of them can share. */
export function checkSharedMetadata(place: Place, metadata: ApiObjectMetadata | undefined): void {
  if (metadata === undefined) return;
  if (!isRecord(metadata)) {
    throw invalid(place, 'metadata', metadata, { reason: 'it is not an object', fix: 'write { labels, annotations }' });
  }
  for (const option of ['name', 'namespace'] as const) {
    if (metadata[option] !== undefined) {
      throw invalid(place, `metadata.${option}`, metadata[option], {
        reason: 'it would be that of several manifests', fix: 'leave it out: it is derived',
      });
    }
  }
  const label = labelsProblem(metadata.labels ?? {});
  if (label) throw invalid(place, `metadata.labels["${label.key}"]`, metadata.labels?.[label.key], label);
}
