import type { IConstruct } from 'constructs';
import type { IGatewayInfrastructure } from './infrastructure-handle';

const INFRASTRUCTURES = Symbol.for('cdk8s-gateway.infrastructures');

interface Holder {
  [INFRASTRUCTURES]?: IGatewayInfrastructure[];
}

/** Remembers a GatewayInfrastructure with its app. */
export function registerInfrastructure(infrastructure: IGatewayInfrastructure & IConstruct): void {
  const root = infrastructure.node.root as Holder;
  if (root[INFRASTRUCTURES] === undefined) Object.defineProperty(root, INFRASTRUCTURES, { value: [], enumerable: false });
  root[INFRASTRUCTURES]!.push(infrastructure);
}

/** Every GatewayInfrastructure that an app makes, by class name. */
export function infrastructuresOf(root: IConstruct): IGatewayInfrastructure[] {
  return [...(root as Holder)[INFRASTRUCTURES] ?? []].sort((a, b) => (a.className < b.className ? -1 : 1));
}
