import type { ApiObject } from 'cdk8s';
import { Category, type Finding, Severity } from '../../manifest/finding';
import type { DestinationData, GrantData, PortData, ProxyPeers } from '../../manifest/grant-data';
import { sameJson } from '../../manifest/same-json';
import { whereOf } from '../base/where-of';
import { homesOf } from '../gateway/gateway-home';
import { ownPorts } from '../gateway/listener-ports';
import type { ISharedGateway } from '../gateway/shared-gateway-handle';
import { Claims } from '../policies/claims';
import { publishedGrants } from '../roles/published';

/** Gateways whose proxies are restricted, by `namespace/name`. */
export const RESTRICTED = new Claims();

/** A gateway's isolation as it was made. */
interface MadeIsolation {
  readonly policy: ApiObject;
  readonly gateway: ISharedGateway;
  /** Listener ports that stay open; left out where no policy closes them. */
  readonly ports?: readonly PortData[];
  readonly backends: readonly DestinationData[];
  readonly proxies: ProxyPeers;
}

/** What a gateway's isolation keeps from working: admitted namespaces, listeners, and gateways that share the proxies. */
export function gatewayIsolationFindings(made: MadeIsolation): Finding[] {
  return [...unreachable(made), ...closedListeners(made), ...closedAlong(made)];
}

/** GW531 */
function unreachable({ policy, gateway, backends }: MadeIsolation): Finding[] {
  const open = new Set(backends.map(({ namespace }) => namespace));
  const admitted = grantsOf(gateway)
    .flatMap(({ team, namespaces }) => namespaces.map((namespace) => ({ team: team.name, namespace })));
  return admitted.filter(({ namespace }) => !open.has(namespace)).map(({ team, namespace }) => finding(
    'GW531', policy,
    `gateway "${gateway.gatewayName}" admits namespace "${namespace}" of team "${team}", and no backend of this isolation `
      + 'stands there: its requests time out',
    `add Destination.namespace('${namespace}', 8080) to backends, with the port of the pods`,
  ));
}

/** GW532 */
function closedListeners({ policy, gateway, ports }: MadeIsolation): Finding[] {
  if (ports === undefined) return [];
  const open = new Set(ports.map(({ protocol, port }) => `${protocol} ${port}`));
  const delegated = grantsOf(gateway)
    .flatMap(({ delegation }) => [...delegation?.ports ?? [], ...delegation?.clearTextPorts ?? []]);
  const wanted = [...ownPorts(gateway).map(({ protocol, port }) => `${protocol} ${port}`), ...delegated.map((port) => `TCP ${port}`)];
  return [...new Set(wanted)].filter((port) => !open.has(port)).map((port) => finding(
    'GW532', policy,
    `gateway "${gateway.gatewayName}" has a listener on ${port}, which this isolation closes: clients time out there`,
    'add it to listenerPorts, and where podPorts is written, its port of the pods to that',
  ));
}

/** GW533 */
function closedAlong({ policy, gateway, proxies }: MadeIsolation): Finding[] {
  const { gatewayName, gatewayNamespace } = gateway;
  return homesOf(gateway)
    .filter((home) => home.name !== gatewayName || home.namespace !== gatewayNamespace)
    .filter((home) => sameJson(home.proxies, proxies))
    .filter((home) => RESTRICTED.ownerOf(gateway, `${home.namespace}/${home.name}`) === undefined)
    .map((home) => finding(
      'GW533', policy,
      `gateway ${home.namespace}/${home.name} is served by the same proxies, and has no isolation that opens its listeners and backends`,
      `make a GatewayIsolation for gateway "${home.name}" too: policies over the same pods add up`,
    ));
}

function grantsOf({ node, gatewayName, gatewayNamespace }: ISharedGateway): GrantData[] {
  return publishedGrants(node.root).map((grant) => grant._data())
    .filter(({ gateway }) => gateway.name === gatewayName && gateway.namespace === gatewayNamespace);
}

function finding(code: string, policy: ApiObject, message: string, fix: string): Finding {
  return { code, severity: Severity.ERROR, category: Category.SEMANTIC, message, fix, ...whereOf(policy) };
}
