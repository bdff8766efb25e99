import type { Transport } from '../../manifest/route-protocols';
import { invalid, type Place, refused } from '../base/problems';
import type { Attachment } from './attachment';
import type { Backend } from './backend';
import { resolveBackend, type ResolvedBackend } from './resolve-backend';
import type { BackendRefData } from './route-data';

/** Where rules are written: the route, where it attaches, and every backend that its rules name so far. */
export interface RuleContext {
  readonly place: Place;
  readonly attachment: Attachment;
  readonly transport: Transport;
  readonly backends: ResolvedBackend[];
}

/** The backends of a rule by weight, each as `refOf` writes it. */
export function weightedRefs<Ref extends BackendRefData>(
  context: RuleContext, option: string, backends: Backend[] | undefined, refOf: (backend: ResolvedBackend, weight: number) => Ref,
): Ref[] {
  if (backends === undefined) return [];
  if (!Array.isArray(backends)) {
    throw invalid(context.place, option, backends, {
      reason: 'it is not a list', fix: 'write [Backend.service(\'product-api-service\', 8080)]',
    });
  }
  const refs = [...backends].map((backend, i) => {
    const resolved = take(context, `${option}[${i}]`, backend);
    return refOf(resolved, resolved.weight ?? 1);
  });
  if (refs.length > 0 && refs.every(({ weight }) => weight === 0)) {
    throw refused(context.place, `${option} all have weight 0, so nobody would answer; give one of them a weight above 0`);
  }
  return refs;
}

/** A backend that a rule names, noted with the others of the route. */
export function take(context: RuleContext, option: string, backend: Backend): ResolvedBackend {
  const resolved = resolveBackend(context.place, option, backend, context.transport);
  context.backends.push(resolved);
  return resolved;
}

/** A reference to a backend's Service: without namespace where it is the route's. */
export function serviceRef({ attachment }: RuleContext, backend: ResolvedBackend): Omit<BackendRefData, 'weight'> {
  return serviceRefFrom(attachment.namespace, backend);
}

/** The same from a namespace. */
export function serviceRefFrom(
  home: string, { name, namespace = home, port }: ResolvedBackend,
): Omit<BackendRefData, 'weight'> {
  return { group: '', kind: 'Service', name, ...(namespace !== home && { namespace }), port };
}
