import type { ApiObjectMetadata } from 'cdk8s';
import { problemsOf } from '../../manifest/field-checks';
import type { KindFacts } from '../../manifest/kinds';
import { isPlain, isRecord } from '../../manifest/manifest';
import { METADATA_LISTS } from '../../manifest/metadata-checks';
import { labelProblem, subdomainProblem } from '../../manifest/names';
import { annotationProblems } from '../../manifest/object-annotations';
import { checkLabels } from './check-labels';
import { check, checkMap, invalid, type Place } from './problems';

const FIELDS = ['name', 'namespace', 'labels', 'annotations', ...Object.keys(METADATA_LISTS)];

/** Metadata of one object, checked where it is written. */
export function checkMetadata(place: Place, kind: KindFacts, metadata: ApiObjectMetadata | undefined): void {
  if (metadata === undefined) return;
  checkMetadataForm(place, metadata, 'write { name, labels, annotations }');
  if (metadata.name !== undefined) check(place, 'metadata.name', metadata.name, subdomainProblem(metadata.name));
  if (metadata.namespace !== undefined) {
    if (!kind.namespaced) {
      throw invalid(place, 'metadata.namespace', metadata.namespace, {
        reason: `${kind.kind} is cluster-scoped`, fix: 'leave the namespace out',
      });
    }
    check(place, 'metadata.namespace', metadata.namespace, labelProblem(metadata.namespace));
  }
  checkMetadataParts(place, metadata);
}

/** Refuses metadata that is no plain object, and fields that the API server fills or does not know. */
export function checkMetadataForm(place: Place, metadata: ApiObjectMetadata, fix: string): void {
  if (!isPlain(metadata)) {
    throw invalid(place, 'metadata', metadata, { reason: `it is not ${isRecord(metadata) ? 'a plain' : 'an'} object`, fix });
  }
  const stranger = Object.keys(metadata).find((field) => metadata[field] !== undefined && !FIELDS.includes(field));
  if (stranger === undefined) return;
  throw invalid(place, `metadata.${stranger}`, metadata[stranger], {
    reason: 'it is none of the fields of metadata that a manifest sets',
    fix: `write one of ${FIELDS.join(', ')}; what else there is to say goes into a label or an annotation`,
  });
}

/** What objects have in their metadata beside name and namespace. */
export function checkMetadataParts(place: Place, metadata: ApiObjectMetadata): void {
  const { labels = {}, annotations = {} } = metadata;
  checkLabels(place, 'metadata.labels', labels);
  checkMap(place, 'metadata.annotations', annotations);
  checkAnnotations(place, annotations);
  for (const [field, list] of Object.entries(METADATA_LISTS)) {
    const [problem] = metadata[field] === undefined ? [] : problemsOf(list, metadata[field], `metadata.${field}`);
    if (problem) throw invalid(place, problem.path, problem.value, problem);
  }
}

function checkAnnotations(place: Place, annotations: Record<string, string>): void {
  for (const [key, value] of Object.entries(annotations)) {
    if (typeof value === 'string') continue;
    throw invalid(place, `metadata.annotations["${key}"]`, value, { reason: 'an annotation is text', fix: 'write it in quotes' });
  }
  const [problem] = annotationProblems(annotations);
  if (problem) throw invalid(place, `metadata.annotations["${problem.key}"]`, annotations[problem.key], problem);
}
