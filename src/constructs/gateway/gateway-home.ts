import type { IConstruct } from 'constructs';
import type { ProxyPeers } from '../../manifest/grant-data';
import type { Problem } from '../../manifest/problem';
import { type Place, refused } from '../base/problems';
import type { IGatewayInfrastructure } from '../platform/infrastructure-handle';
import { publishedGrants } from '../roles/published';

/** Where a gateway itself lives: no team's place. */
export interface GatewayHome {
  readonly name: string;
  readonly namespace: string;
  readonly proxies: ProxyPeers;
}

const HOMES = Symbol.for('cdk8s-gateway.gatewayHomes');

interface Root extends IConstruct {
  [HOMES]?: GatewayHome[];
}

/** The home of a gateway, by what it stands on. */
export function gatewayHome(name: string, namespace: string, { implementation, className }: IGatewayInfrastructure): GatewayHome {
  return { name, namespace, proxies: implementation._proxiesOf({ name, namespace, className }) };
}

/** Refuses a gateway in what teams of the app were granted before. */
export function checkHome(place: Place, scope: IConstruct, home: GatewayHome): void {
  for (const { team, namespaces } of publishedGrants(scope.node.root)) {
    const taken = namespaces.find((namespace) => homeReason(namespace, [home]) !== undefined);
    if (taken === undefined) continue;
    const what = taken === home.namespace
      ? 'the gateway stands there, beside its certificates'
      : 'the gateway\'s proxies run there';
    throw refused(place, `namespace "${taken}" is granted to team "${team}", and ${what}; keep the two in namespaces of their own`);
  }
}

/** Remembers the home of a gateway that stands, for the grants of every gateway of the app. */
export function settleHome(gateway: IConstruct, home: GatewayHome): void {
  const root = gateway.node.root as Root;
  if (!root[HOMES]) Object.defineProperty(root, HOMES, { value: [], enumerable: false });
  root[HOMES]!.push(home);
}

/** The homes of all gateways of an app. */
export function homesOf(construct: IConstruct): readonly GatewayHome[] {
  return (construct.node.root as Root)[HOMES] ?? [];
}

/** Why a namespace is no team's: one there could read certificates, and pods beside the proxies could pass for one. */
export function homeProblem(namespace: string, gateway: IConstruct, own: GatewayHome): Problem | undefined {
  const fix = 'write a namespace of the team\'s own';
  if (namespace.startsWith('kube-')) return { reason: 'namespaces that start with "kube-" are Kubernetes\' own', fix };
  if (namespace === own.namespace) return { reason: 'it is the gateway\'s own namespace, which holds its certificates', fix };
  if (namespace === own.proxies.namespace) return { reason: 'the gateway\'s proxies run there', fix };
  const reason = homeReason(namespace, homesOf(gateway));
  return reason === undefined ? undefined : { reason, fix };
}

function homeReason(namespace: string, homes: readonly GatewayHome[]): string | undefined {
  const standing = homes.find((home) => home.namespace === namespace);
  if (standing) return `gateway "${standing.name}" stands there, beside its certificates`;
  const running = homes.find(({ proxies }) => proxies.namespace === namespace);
  return running && `proxies of gateway "${running.name}" run there`;
}
