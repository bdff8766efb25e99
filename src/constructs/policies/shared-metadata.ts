import type { ApiObjectMetadata } from 'cdk8s';
import { checkMetadataForm, checkMetadataParts } from '../base/object-metadata';
import { invalid, type Place } from '../base/problems';

/** Metadata that goes to several manifests at once: it holds what all of them can share. */
export function checkSharedMetadata(place: Place, metadata: ApiObjectMetadata | undefined): void {
  if (metadata === undefined) return;
  checkMetadataForm(place, metadata, 'write { labels, annotations }');
  for (const option of ['name', 'namespace'] as const) {
    if (metadata[option] !== undefined) {
      throw invalid(place, `metadata.${option}`, metadata[option], {
        reason: 'it would be that of several manifests', fix: 'leave it out: it is derived',
      });
    }
  }
  checkMetadataParts(place, metadata);
}
