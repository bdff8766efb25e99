import type { IConstruct } from 'constructs';
import type { SectionData } from '../../manifest/grant-data';
import { GATEWAY_API } from '../../manifest/kinds';
import { familiesOf, serves } from '../../manifest/route-protocols';
import { quoted } from '../../manifest/text';
import { invalid, type Place, refused } from '../base/problems';
import { closestListeners } from '../gateway/closest-listeners';
import type { ListenerSetData } from '../gateway/listener-set-data';
import { TeamListenerSet } from '../gateway/team-listener-set';
import { describeGrant } from '../roles/describe-grant';
import { grantedNamespace } from '../roles/granted-namespace';
import { describeGrants } from '../roles/grants-option';
import type { RoleScope } from '../roles/role-scope';
import type { AttachedKind, Attachment } from './attachment';
import { checkKind, claimedHostnames } from './claimed-hostnames';
import type { GatewayOptions } from './gateway-attachment';

/**
 * Where a route attaches that names a ListenerSet of its team: to the listeners that its hostnames arrive at.
 *
 * @throws where the set is of another scope's grant, or has no listener for a hostname
 */
export function attachToSet(
  place: Place, scope: IConstruct, role: RoleScope, attached: AttachedKind, options: GatewayOptions,
): Attachment {
  const { kind } = attached;
  const set = setOption(place, role, options);
  const grant = set.grant._data();
  checkKind(place, kind, grant);
  const namespace = grantedNamespace(place, scope, grant, options.metadata);
  const serving = set.listeners.filter(({ protocol }) => serves(protocol, kind));
  if (serving.length === 0) {
    const held = set.listeners.map(({ name, protocol }) => `"${name}" (${protocol})`).join(', ');
    throw refused(place, `listenerSet: ListenerSet "${set.name}" has no listener that serves a ${kind}, only ${held}; `
      + 'add one to the TeamListenerSet, or name another set');
  }
  const offered = [...new Set(serving.map(({ hostname }) => hostname!))];
  const hostnames = claimedHostnames(place, grant, attached, options.hostnames, offered);
  const chosen = new Map(hostnames.map((hostname, index) =>
    [hostname, listenersFor(place, `hostnames[${index}]`, hostname, kind, set)]));
  const servingOf = (some: readonly string[]): SectionData[] =>
    serving.filter((listener) => some.some((hostname) => chosen.get(hostname)?.includes(listener)));
  return { grant, namespace, hostnames, parentsOf: (some) => servingOf(some).map(({ name }) => parentRef(set, name)) };
}

function setOption(place: Place, role: RoleScope, { listenerSet, grant }: GatewayOptions): ListenerSetData {
  if (!(listenerSet instanceof TeamListenerSet)) {
    throw invalid(place, 'listenerSet', listenerSet, {
      reason: 'it is not a TeamListenerSet', fix: 'write the TeamListenerSet whose listeners serve the route, or leave it out',
    });
  }
  const set = listenerSet._data();
  if (!role.grants.includes(set.grant)) {
    throw refused(place, `listenerSet: it stands on a grant (${describeGrant(set.grant._data())}) that is not one of its scope's `
      + `(${describeGrants(role)}); give that grant to the TeamChart`);
  }
  if (grant === undefined || grant === set.grant) return set;
  throw refused(place, `grant is not the one that ListenerSet "${set.name}" stands on (${describeGrant(set.grant._data())}); leave grant out`);
}

function listenersFor(
  place: Place, option: string, hostname: string, kind: string, { name, listeners }: ListenerSetData,
): SectionData[] {
  const [family] = familiesOf([kind]);
  const chosen = closestListeners(listeners, hostname, family);
  if (chosen.length > 0) return chosen;
  const served = listeners.filter(({ protocol }) => serves(protocol, kind)).map((listener) => listener.hostname!);
  throw invalid(place, option, hostname, {
    reason: `no listener of ListenerSet "${name}" covers it`, fix: `write hostnames under ${quoted(served)}, or add a listener for it`,
  });
}

function parentRef({ namespace, name }: ListenerSetData, sectionName: string): object {
  return { group: GATEWAY_API, kind: 'ListenerSet', namespace, name, sectionName };
}
