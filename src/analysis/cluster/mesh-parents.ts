import type { Manifest } from '../../manifest/manifest';
import { onceEach } from '../once';
import { isService, type Reference } from './references';
import { parentsOf } from './route-references';

/** A parent of a route that is a Service, and the Service where it is in the set. */
interface MeshParent {
  readonly ref: Reference;
  readonly service?: Manifest;
}

/** The Services that a route has as parents. */
export const meshParents = onceEach((entry, context): readonly MeshParent[] =>
  parentsOf(entry, context).filter(isService).map((ref) => {
    const [service] = context.index.find('', 'Service', ref.namespace, ref.name);
    return { ref, ...(service && { service: service.manifest }) };
  }));
