import type { ImplementationFacts } from '../../manifest/implementation-facts';
import { implementationsByController } from '../../manifest/implementation-table';
import { GATEWAY_API } from '../../manifest/kinds';
import type { Manifest } from '../../manifest/manifest';
import type { ClusterIndex } from './cluster-index';
import { specOf } from './references';

/** The modes of the implementation of a GatewayClass; none where it is not known. */
export function modesOfClass(gatewayClass: Manifest): readonly ImplementationFacts[] {
  const { controllerName } = specOf(gatewayClass);
  return typeof controllerName === 'string' ? implementationsByController(controllerName) : [];
}

/** What is known of the implementation of a GatewayClass: its modes differ in little, and the first stands for them. */
export function implementationOfClass(gatewayClass: Manifest): ImplementationFacts | undefined {
  return modesOfClass(gatewayClass)[0];
}

/** The GatewayClass of a Gateway, where it is in the set. */
export function classOf(gateway: Manifest, index: ClusterIndex): Manifest | undefined {
  const { gatewayClassName } = specOf(gateway);
  if (typeof gatewayClassName !== 'string') return undefined;
  return index.find(GATEWAY_API, 'GatewayClass', undefined, gatewayClassName)[0]?.manifest;
}

/** What is known of the implementation of a Gateway: its class in the set names it. */
export function implementationOf(gateway: Manifest, index: ClusterIndex): ImplementationFacts | undefined {
  const gatewayClass = classOf(gateway, index);
  return gatewayClass && implementationOfClass(gatewayClass);
}
