import type { IConstruct } from 'constructs';
import type { PlatformClass } from '../../manifest/contract-format';
import type { TeamGrant } from './team-grant';

const GRANTS = Symbol.for('cdk8s-gateway.grants');
const CLASSES = Symbol.for('cdk8s-gateway.classes');

interface Publisher {
  [GRANTS]?: TeamGrant[];
  [CLASSES]?: PlatformClass[];
}

/** Remembers a grant that a gateway gave with its app: other grants and the contracts depend on it. */
export function publishGrant(gateway: IConstruct, grant: TeamGrant): void {
  listOf<TeamGrant>(gateway, GRANTS).push(grant);
}

/** Remembers a class that a platform offers with its app, for the contract. */
export function publishClass(infrastructure: IConstruct, offered: PlatformClass): void {
  listOf<PlatformClass>(infrastructure, CLASSES).push(offered);
}

/** All grants that the gateways of an app gave. */
export function publishedGrants(root: IConstruct): readonly TeamGrant[] {
  return (root as Publisher)[GRANTS] ?? [];
}

/** All classes that the platform scopes of an app offer. */
export function publishedClasses(root: IConstruct): readonly PlatformClass[] {
  return (root as Publisher)[CLASSES] ?? [];
}

function listOf<T>(construct: IConstruct, key: typeof GRANTS | typeof CLASSES): T[] {
  const root = construct.node.root as unknown as Record<symbol, T[] | undefined>;
  if (root[key] === undefined) Object.defineProperty(root, key, { value: [], enumerable: false });
  return root[key]!;
}
