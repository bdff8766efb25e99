import type { Construct } from 'constructs';
import { isRecord } from '../../manifest/manifest';
import { labelProblem } from '../../manifest/names';
import { Persona } from '../../manifest/persona';
import { quoted } from '../../manifest/text';
import { check, invalid, type Place, refused } from '../base/problems';
import type { RoleScope } from '../roles/role-scope';
import type { Backend } from './backend';
import { refuseFilters } from './backend-target';
import type { BackendTlsProps } from './backend-tls';
import { grantedNamespaces, ownNamespace } from './own-namespace';
import { resolveBackend, type ResolvedBackend } from './resolve-backend';
import { readService } from './service-facts';

/** The Service port that TLS is spoken to. */
export interface TlsTarget {
  readonly namespace: string;
  readonly service: string;
  /** Name of the port; none for every port of the Service. */
  readonly portName?: string;
}

/**
 * The target of a BackendTls.
 *
 * @throws for a Service of another namespace than the policy's, and where the port's name is not certain
 */
export function tlsTarget(place: Place, scope: Construct, role: RoleScope, props: BackendTlsProps): TlsTarget {
  const service = resolveBackend(place, 'backend', props.backend);
  if (service.weight !== undefined) {
    throw invalid(place, 'backend.weight', service.weight, {
      reason: 'TLS is spoken to the Service in every rule, whatever its share',
      fix: 'leave it out here, and write it in the route',
    });
  }
  refuseFilters(place, 'backend', props.backend._options(), 'TLS changes no request');
  const namespace = namespaceOf(place, scope, role, props, service);
  const portName = portNameOf(place, props.backend, service, props.portName);
  return { namespace, service: service.name, ...(portName !== undefined && { portName }) };
}

function namespaceOf(
  place: Place, scope: Construct, role: RoleScope, { metadata }: BackendTlsProps, service: ResolvedBackend,
): string {
  const written = isRecord(metadata) ? metadata.namespace : undefined;
  const namespace = written ?? ownNamespace(scope, role) ?? service.namespace;
  if (namespace === undefined) {
    throw refused(place, 'its namespace is not known; write metadata: { namespace: … }, that of the Service');
  }
  const granted = grantedNamespaces(role);
  if (role.persona === Persona.APPLICATION_TEAM && !granted.includes(namespace)) {
    throw invalid(place, 'its namespace', namespace, {
      reason: 'it was not granted to the team', fix: `write one of ${quoted(granted)} as metadata.namespace`,
    });
  }
  if (service.namespace === undefined || service.namespace === namespace) return namespace;
  throw invalid(place, 'the Service\'s namespace', service.namespace, {
    reason: `the policy stands in "${namespace}", and is for Services of its own namespace only; no ReferenceGrant changes that`,
    fix: role.persona === Persona.CLUSTER_OPERATOR || granted.includes(service.namespace)
      ? `write metadata: { namespace: "${service.namespace}" }`
      : 'have the Service\'s owner write the policy',
  });
}

/** The name of the Service's port, as the Service says it where it stands in the app. */
function portNameOf(
  place: Place, backend: Backend, { name, port }: ResolvedBackend, written: string | undefined,
): string | undefined {
  if (written !== undefined) check(place, 'portName', written, labelProblem(written));
  const source = backend._source();
  if (!('service' in source)) return written;
  const facts = readService(source.service);
  if ('why' in facts) {
    if (written !== undefined) return written;
    throw refused(place, `backend: Service ${name} cannot be read yet (${facts.why}), so the name of port ${port} is not known; `
      + 'complete the Service before, or write portName');
  }
  const known = facts.ports.find((one) => one.port === port && one.transport === 'TCP')?.name;
  if (written === undefined || written === known) return known;
  throw invalid(place, 'portName', written, {
    reason: `port ${port} of Service ${name} ${known === undefined ? 'has no name' : `is called "${known}"`}`,
    fix: 'leave it out: it is read from the Service',
  });
}
