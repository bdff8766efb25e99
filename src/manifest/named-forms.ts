import type { NamedForm } from './grant-data';

/** The forms of destinations that a cluster's profile locates. */
export const NAMED_FORMS: readonly string[] = ['kubernetesApi', 'metadata', 'workloadIdentity'] satisfies NamedForm[];
