import type { IConstruct } from 'constructs';
import type { PlatformClass } from '../../manifest/contract-format';
import type { TeamGrant } from './team-grant';

const GRANTS = Symbol.for('cdk8s-gateway.grants');
const CLASSES = Symbol.for('cdk8s-gateway.classes');

interface Publisher {
  [GRANTS]?: TeamGrant[];
  [CLASSES]?: PlatformClass[];
}

/** Remembers a grant that a gateway gave, for the contracts of its app. */
export function publishGrant(gateway: IConstruct, grant: TeamGrant): void {
  ((gateway as Publisher)[GRANTS] ??= []).push(grant);
}

/** Remembers a class that a platform offers, for the contract of its app. */
export function publishClass(infrastructure: IConstruct, offered: PlatformClass): void {
  ((infrastructure as Publisher)[CLASSES] ??= []).push(offered);
}

/** All grants that the gateways of an app gave, in the order of the tree. */
export function publishedGrants(root: IConstruct): TeamGrant[] {
  return root.node.findAll().flatMap((construct) => (construct as Publisher)[GRANTS] ?? []);
}

/** All classes that the platform scopes of an app offer, in the order of the tree. */
export function publishedClasses(root: IConstruct): PlatformClass[] {
  return root.node.findAll().flatMap((construct) => (construct as Publisher)[CLASSES] ?? []);
}
