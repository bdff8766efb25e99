import { gatewayProblems } from '../../manifest/gateway-checks';
import { isRecord } from '../../manifest/manifest';
import { show } from '../../manifest/problem';
import { invalid, type Place, refused } from '../base/problems';
import type { Implementation } from '../platform/implementation';
import type { IGatewayInfrastructure } from '../platform/infrastructure-handle';
import { gatewayParametersRef } from '../platform/parameters-check';
import { addressesOf } from './gateway-addresses';
import { gatewayTls, type TlsContext } from './gateway-tls';
import { needFeature } from './need-feature';
import type { SharedGatewayProps } from './shared-gateway-props';

/** The spec of a Gateway. Its listeners change as teams are admitted, and whose others it takes as they are delegated. */
export interface GatewaySpec {
  readonly gatewayClassName: string;
  listeners: object[];
  allowedListeners?: object;
  readonly addresses?: object[];
  readonly infrastructure?: object;
  readonly tls?: object;
}

/** The spec of a SharedGateway, checked. */
export function gatewaySpec(
  place: Place, props: SharedGatewayProps, infrastructure: IGatewayInfrastructure, listeners: object[], context: TlsContext,
): GatewaySpec {
  const { implementation, className } = infrastructure;
  const addresses = addressesOf(place, props, implementation);
  const parameters = infrastructureOf(place, props, implementation);
  const tls = gatewayTls(place, props, infrastructure, context);
  const spec: GatewaySpec = {
    gatewayClassName: className,
    listeners,
    ...(addresses === undefined ? {} : { addresses }),
    ...(parameters === undefined ? {} : { infrastructure: parameters }),
    ...(tls === undefined ? {} : { tls }),
  };
  // No listener yet is no mistake: admitted hostnames bring theirs.
  const [problem] = gatewayProblems(spec).filter(({ path }) => path !== 'spec.listeners' || listeners.length > 0);
  if (problem) throw invalid(place, problem.path, problem.value, problem);
  return spec;
}

function infrastructureOf(place: Place, props: SharedGatewayProps, implementation: Implementation): object | undefined {
  const { infrastructureLabels: labels, infrastructureAnnotations: annotations } = props;
  for (const [option, map] of [['infrastructureLabels', labels], ['infrastructureAnnotations', annotations]] as const) {
    if (map === undefined) continue;
    if (!isRecord(map)) {
      throw invalid(place, option, map, { reason: 'it is not a map of names to text', fix: 'write { "name": "value" }' });
    }
    needFeature(place, option, 'GatewayInfrastructurePropagation', implementation);
    const reserved = Object.keys(map).find((key) => key.startsWith('gateway.networking.k8s.io/'));
    if (reserved === undefined) continue;
    throw refused(place, `${option}[${show(reserved)}]: the implementation sets keys of gateway.networking.k8s.io itself; write a key of your own`);
  }
  const parametersRef = gatewayParametersRef(place, props.parametersRef, implementation);
  if (labels === undefined && annotations === undefined && parametersRef === undefined) return undefined;
  return {
    ...(labels === undefined ? {} : { labels: { ...labels } }),
    ...(annotations === undefined ? {} : { annotations: { ...annotations } }),
    ...(parametersRef === undefined ? {} : { parametersRef }),
  };
}
