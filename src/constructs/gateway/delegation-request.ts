import {
  availabilityOf, type Bundle, bundleName, has, howToHave, isKnownBundle, versionsOf, whereToFind,
} from '../../manifest/bundles';
import type { DelegationData } from '../../manifest/grant-data';
import type { ImplementationFacts } from '../../manifest/implementation-facts';
import { GATEWAY_API, ROUTE_KINDS } from '../../manifest/kinds';
import { listOf } from '../../manifest/manifest';
import { portProblem } from '../../manifest/numbers';
import type { Problem } from '../../manifest/problem';
import { hasHostnames } from '../../manifest/route-protocols';
import { checkKnown, type Known } from '../base/known-options';
import { check, invalid, type Place, refused } from '../base/problems';
import { unsupported } from '../platform/unsupported';
import type { DelegationOptions } from './delegation-options';
import { type GrantRequest, grantRequest } from './grant-request';

const OPTIONS: Known<DelegationOptions> = {
  namespaces: true, hostnames: true, ports: true, clearTextPorts: true, routeKinds: true, isolation: true, egress: true,
};

/** What is asked for a team with listeners of its own. */
export interface DelegationRequest extends GrantRequest {
  readonly delegation: DelegationData;
}

/** The options of a delegation, checked one by one; `reserved` says which namespaces are no team's. */
export function delegationRequest(
  place: Place, options: DelegationOptions, reserved: (namespace: string) => Problem | undefined,
  { facts, bundle }: { readonly facts: ImplementationFacts; readonly bundle: Bundle },
): DelegationRequest {
  checkSupport(place, facts);
  checkServed(place, bundle);
  checkKnown(place, '', options, OPTIONS);
  const { ports, clearTextPorts, ...shared } = options ?? {};
  const whole = listOf(shared.routeKinds)
    .find((kind) => typeof kind === 'string' && ROUTE_KINDS.includes(kind) && !hasHostnames(kind));
  if (whole !== undefined) {
    throw invalid(place, 'routeKinds', whole, {
      reason: 'its listeners have no hostnames, and hostnames are what keeps the listeners of teams apart',
      fix: 'leave it out, and admit the team to a listener of the gateway with SharedGateway.admit(…)',
    });
  }
  const { http, https } = facts.ports;
  const delegation = {
    ports: portsOf(place, 'ports', ports, https),
    clearTextPorts: clearTextPorts === undefined ? [] : portsOf(place, 'clearTextPorts', clearTextPorts, http),
  };
  const both = delegation.clearTextPorts.find((port) => delegation.ports.includes(port));
  if (both !== undefined) {
    throw invalid(place, 'clearTextPorts', both, {
      reason: 'a port is either clear text or TLS, and ports holds it too', fix: 'leave it out of one of them',
    });
  }
  return { ...grantRequest(place, shared, reserved), delegation };
}

const INSTEAD = 'admit the team to listeners of the gateway with SharedGateway.admit(…)';

/** ListenerSets that nobody reads would serve nothing, and so would those whose certificates nobody reads. */
function checkSupport(place: Place, facts: ImplementationFacts): void {
  const { name, unsupportedFeatures, readsCertificateRefs, ownCertificates } = facts;
  if (unsupportedFeatures.includes('ListenerSet')) {
    throw unsupported(place, 'listeners of a team', 'ListenerSet', name, ` ${INSTEAD},`);
  }
  if (readsCertificateRefs) return;
  throw refused(place, `listeners of a team: ${name} takes certificates from ${ownCertificates} alone, which is not the team's; ${INSTEAD}`);
}

/** Where the cluster has no ListenerSets, the API server would take none of the team. */
function checkServed(place: Place, bundle: Bundle): void {
  const versions = versionsOf(GATEWAY_API, 'ListenerSet');
  if (!isKnownBundle(bundle) || versions.some((version) => has(version.has, bundle))) return;
  const availability = availabilityOf(versions);
  const way = howToHave(availability, bundle) ?? 'install a bundle that has it';
  throw refused(place, `listeners of a team: ListenerSet is not in ${bundleName(bundle)}; it is ${whereToFind(availability)}; `
    + `${way}, or ${INSTEAD}`);
}

function portsOf(place: Place, option: string, ports: number[] | undefined, usual: number): number[] {
  const asked = ports === undefined ? [usual] : ports;
  if (!Array.isArray(asked) || asked.length === 0) {
    throw invalid(place, option, ports, { reason: 'a listener stands on a port', fix: `write [${usual}], or leave it out` });
  }
  const all = [...asked];
  all.forEach((port, index) => check(place, `${option}[${index}]`, port, portProblem(port)));
  return [...new Set(all)].sort((a, b) => a - b);
}
