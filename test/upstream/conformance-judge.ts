import { nameOf, namespaceOf } from '../../src/analysis/cluster/cluster-index';
import type { Condition } from '../../src/analysis/cluster/status/condition';
import { gatewayStatus } from '../../src/analysis/cluster/status/gateway-status';
import { listenerSetStatus } from '../../src/analysis/cluster/status/listener-set-status';
import type { ListenerStatus } from '../../src/analysis/cluster/status/listener-status';
import { policyStatus } from '../../src/analysis/cluster/status/policy-status';
import { type RouteParentStatus, routeStatus } from '../../src/analysis/cluster/status/route-status';
import type { Entry } from '../../src/analysis/rule';
import { isRoute } from '../../src/manifest/kinds';
import type { World } from './conformance-world';

interface Place { readonly namespace: string; readonly name: string; readonly listeners?: string[] }
interface Wanted { readonly type: string; readonly status: string; readonly reason?: string }
interface WantedListener {
  readonly name: string;
  readonly supportedKinds?: Array<{ kind: string }>;
  readonly attachedRoutes?: number;
  readonly conditions: Wanted[];
}
interface WantedParent { readonly parentRef: Place & { kind: string }; readonly conditions: Wanted[] }
/** Where a check and our status differ. */
type Judge = (args: unknown[], world: World) => string[];

const ACCEPTED: Wanted = { type: 'Accepted', status: 'True' };

/** What holds a check's words against our status, by the name of the check. */
export const JUDGES = new Map<string, Judge>([
  ...['HTTPRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].flatMap((kind): Array<[string, Judge]> => [
    [`${kind}MustHaveCondition`, ([route, parent, wanted], world) => ofParent(world, route, parent, [wanted as Wanted])],
    [`${kind}MustHaveParents`, ([route, parents], world) =>
      (parents as WantedParent[]).flatMap(({ parentRef, conditions }) => ofParent(world, route, parentRef, conditions))],
    [`${kind}MustHaveNoAcceptedParents`, ([route], world) => parentsOf(world, route).flatMap(({ conditions }) => {
      world.compared.push(`${text(route)} Accepted`);
      return conditions[0].status === 'True' ? [`a parent accepts ${text(route)}`] : [];
    })],
  ]),
  ['HTTPRouteMustHaveResolvedRefsConditionsTrue', ([route, parent], world) =>
    ofParent(world, route, parent, [{ type: 'ResolvedRefs', status: 'True', reason: 'ResolvedRefs' }])],
  ...['HTTPRoutes', 'TLSRoutes', 'TCPRoutes', 'UDPRoutes', 'Routes'].map((kind): [string, Judge] => [`GatewayAnd${kind}MustBeAccepted`, accepted]),
  ['RoutesAndParentMustBeAccepted', accepted],
  ['GatewayMustHaveCondition', ([gateway, wanted], world) => compare(world, text(gateway), [wanted as Wanted], ofGateway(world, gateway).conditions)],
  ['ListenerSetMustHaveCondition', ([set, wanted], world) => compare(world, text(set), [wanted as Wanted], ofSet(world, set).conditions)],
  ['GatewayStatusMustHaveListeners', ([gateway, wanted], world) => ofListeners(world, wanted, ofGateway(world, gateway).listeners)],
  ['ListenerSetStatusMustHaveListeners', ([set, wanted], world) => ofListeners(world, wanted, ofSet(world, set).listeners)],
  ['GatewayListenerMustHaveConditions', ([gateway, name, conditions], world) =>
    ofListeners(world, [{ name, conditions }], ofGateway(world, gateway).listeners)],
  ['GatewayListenersMustHaveConditions', ([gateway, conditions, name], world) =>
    ofListeners(world, [{ name, conditions }], ofGateway(world, gateway).listeners)],
  ['ListenerSetListenersMustHaveConditions', ([set, conditions, name], world) =>
    ofListeners(world, [{ name, conditions }], ofSet(world, set).listeners)],
  ['BackendTLSPolicyMustHaveCondition', ([policy, , wanted], world) => compare(world, text(policy), [wanted as Wanted], ofPolicy(world, policy))],
  ['BackendTLSPolicyMustHaveAcceptedConditionTrue', ([policy], world) => compare(world, text(policy), [ACCEPTED], ofPolicy(world, policy))],
  ['GatewayMustHaveZeroRoutes', ([gateway], world) => ofGateway(world, gateway).listeners
    .flatMap(({ name, attachedRoutes }) => {
      world.compared.push(`${name} attachedRoutes`);
      return attachedRoutes === 0 ? [] : [`${name} has ${attachedRoutes} routes`];
    })],
  ['GatewayMustHaveAttachedListeners', ([gateway, count], world) => {
    const { attachedListenerSets } = ofGateway(world, gateway);
    world.compared.push(`${text(gateway)} attachedListenerSets`);
    return attachedListenerSets === count ? [] : [`${text(gateway)} has ${attachedListenerSets} ListenerSets, not ${String(count)}`];
  }],
]);

/** `[{ gateway }, (anything,) routes …]`: the parent and its routes are accepted. */
function accepted([first, ...routes]: unknown[], world: World): string[] {
  const { gateway } = first as { gateway: Place };
  const owner = find(world, gateway, ({ manifest }) => ['Gateway', 'ListenerSet'].includes(manifest.kind));
  const { conditions } = owner.manifest.kind === 'Gateway' ? gatewayStatus(owner, world) : listenerSetStatus(owner, world);
  return [
    ...compare(world, text(gateway), [ACCEPTED], conditions),
    ...routes.filter((route) => typeof route === 'object').flatMap((route) => ofParent(world, route, gateway, [ACCEPTED])),
  ];
}

function ofParent(world: World, route: unknown, parent: unknown, wanted: Wanted[]): string[] {
  const { name, namespace } = parent as Place;
  const parents = parentsOf(world, route).filter(({ attachment: { ref } }) => ref.name === name && ref.namespace === namespace);
  if (parents.length === 0) return [`${text(route)} has no parent ${text(parent)}`];
  return parents.flatMap(({ conditions }) => compare(world, `${text(route)} at ${text(parent)}`, wanted, conditions));
}

function ofListeners(world: World, wanted: unknown, listeners: readonly ListenerStatus[]): string[] {
  return (wanted as WantedListener[]).flatMap(({ name, supportedKinds = [], attachedRoutes, conditions }) => {
    const own = listeners.find((listener) => listener.name === name);
    if (!own) return [`no listener ${name}`];
    if (attachedRoutes !== undefined) world.compared.push(`${name} attachedRoutes`);
    const kinds = own.supportedKinds?.map(({ kind }) => kind) ?? [];
    return [
      ...supportedKinds.filter(({ kind }) => !kinds.includes(kind)).map(({ kind }) => `${name} does not support ${kind}`),
      ...(attachedRoutes === undefined || attachedRoutes === own.attachedRoutes ? [] : [`${name} has ${own.attachedRoutes} routes, not ${attachedRoutes}`]),
      ...compare(world, name, conditions, own.conditions),
    ];
  });
}

/** Upstream compares reasons where it names one. That something is programmed only a data plane knows. */
function compare({ compared, open }: World, what: string, wanted: readonly Wanted[], own: readonly Condition[]): string[] {
  return wanted.flatMap(({ type, status, reason = '' }) => {
    const condition = own.find((one) => one.type === type);
    const isOpen = type === 'Programmed' && status === 'True' && condition?.missing === 'the data plane';
    (isOpen ? open : compared).push(`${what} ${type}`);
    if (isOpen) return [];
    const said = condition && `${condition.status} ${reason === '' ? '' : condition.reason}`;
    return said === `${status} ${reason}` ? [] : [`${what}: ${type} is ${said}, not ${status} ${reason}`];
  });
}

function parentsOf(world: World, route: unknown): RouteParentStatus[] {
  return routeStatus(find(world, route, ({ manifest }) => isRoute(manifest)), world);
}

const ofGateway = (world: World, place: unknown) => gatewayStatus(find(world, place, ({ manifest }) => manifest.kind === 'Gateway'), world);
const ofSet = (world: World, place: unknown) => listenerSetStatus(find(world, place, ({ manifest }) => manifest.kind === 'ListenerSet'), world);

const ofPolicy = (world: World, place: unknown) => policyStatus(find(world, place, ({ manifest }) => manifest.kind === 'BackendTLSPolicy'), world);

function find({ entries }: World, place: unknown, isMeant: (entry: Entry) => boolean): Entry {
  const found = entries.find((entry) => isMeant(entry) && `${namespaceOf(entry.manifest)}/${nameOf(entry.manifest)}` === text(place));
  if (!found) throw new Error(`the fixtures have no ${text(place)}`);
  return found;
}

/** `namespace/name` of an object. */
export function text(place: unknown): string {
  const { namespace, name } = place as Place;
  return `${namespace}/${name}`;
}
