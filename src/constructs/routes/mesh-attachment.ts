import type { IConstruct } from 'constructs';
import { meshServiceKey, meshServicesOf } from '../../manifest/mesh-services';
import { show } from '../../manifest/problem';
import { type Place, refused } from '../base/problems';
import { namespaceAmong } from '../roles/granted-namespace';
import type { RoleScope } from '../roles/role-scope';
import type { AttachedKind, Attachment } from './attachment';
import type { Backend } from './backend';
import { checkTarget } from './backend-target';
import type { MeshRouteOptions } from './mesh-route-options';
import { grantedNamespaces } from './own-namespace';
import { resolveBackend, type ResolvedBackend } from './resolve-backend';
import { serviceRefFrom } from './rule-backends';
import { readService } from './service-facts';

/**
 * Attaches a route to a Service of a mesh: one of the team's own, or one of another namespace that was granted.
 *
 * @throws where the Service was not granted, and where no mesh could know its requests
 */
export function meshAttachment(
  place: Place, scope: IConstruct, role: RoleScope, { kind }: AttachedKind, options: MeshRouteOptions,
): Attachment {
  const held = role.grants.map((grant) => grant._data());
  const admitting = held.filter(({ routeKinds }) => routeKinds.includes(kind));
  if (admitting.length === 0) {
    const kinds = [...new Set(held.flatMap(({ routeKinds }) => routeKinds))].join(', ');
    throw refused(place, `no grant of its scope admits ${kind} (only ${kinds}); have the operator admit the team with that kind`);
  }
  const namespaces = [...new Set(admitting.flatMap((grant) => grant.namespaces))];
  const homes = { namespaces, giver: 'its scope is', where: `for ${kind}s` };
  const namespace = namespaceAmong(place, scope, homes, options.metadata);
  const service = meshService(place, options.service);
  const there = service.namespace ?? namespace;
  const listed = meshServicesOf(admitting.filter((grant) => grant.namespaces.includes(namespace)), kind);
  if (!grantedNamespaces(role).includes(there) && !listed.includes(meshServiceKey(there, service.name))) {
    const key = show(meshServiceKey(there, service.name));
    throw refused(place, `service ${key}: it stands in a namespace of others, and no grant names it; `
      + `have the operator admit the team with meshServices: [${key}], or name a Service of the team's own`);
  }
  const parent = serviceRefFrom(namespace, service);
  return { namespace, hostnames: [], parentsOf: () => [parent] };
}

/** The Service itself, with an address by which a mesh knows its requests. Source: Gateway API, GEP-1294. */
function meshService(place: Place, service: Backend): ResolvedBackend {
  checkTarget(place, 'service', service, {
    reason: 'it is the Service that is called, whose requests the rules share out',
    fix: 'leave it out here, and write it for a backend of a rule',
  });
  if (service._options().pods !== undefined) {
    throw refused(place, 'service.pods: no policy is made for the Service that is called, so they would have no effect; '
      + 'leave them out');
  }
  const resolved = resolveBackend(place, 'service', service);
  const source = service._source();
  const facts = 'service' in source ? readService(source.service) : undefined;
  if (facts !== undefined && 'isHeadless' in facts && facts.isHeadless) {
    throw refused(place, `service: Service ${resolved.name} is headless (clusterIP None), so it has no address by which a mesh knows `
      + 'requests for it; name a Service with an address');
  }
  return resolved;
}
