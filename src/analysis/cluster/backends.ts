import { isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { onceEach } from '../once';
import { mayRefer } from './grants';
import { isService, type Reference, specOf } from './references';
import { backendsOf } from './route-references';

/** A backend of a route whose Service is in the set. */
export interface KnownBackend {
  readonly ref: Reference;
  readonly service: Manifest;
}

type Data = Record<string, unknown>;

/** The Services behind a route, of those that it may refer to. */
export const knownBackends = onceEach((entry, context): readonly KnownBackend[] =>
  backendsOf(entry, context).flatMap((ref) => {
    const [service] = isService(ref) ? context.index.find('', 'Service', ref.namespace, ref.name) : [];
    return service && mayRefer(entry, ref, context) ? [{ ref, service: service.manifest }] : [];
  }));

/** The ports of a Service. */
export function portsOf(service: Manifest): Data[] {
  return listOf(specOf(service).ports).filter(isRecord);
}

/** What carries the traffic of a Service's port. */
export function protocolOf({ protocol }: Data): string {
  return typeof protocol === 'string' && protocol !== '' ? protocol : 'TCP';
}

/** Whether a Service is another name for a host, and has no pods. */
export function isExternalName(service: Manifest): boolean {
  return specOf(service).type === 'ExternalName';
}
