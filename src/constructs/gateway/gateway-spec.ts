import { gatewayProblems } from '../../manifest/gateway-checks';
import { isRecord } from '../../manifest/manifest';
import { show } from '../../manifest/problem';
import { invalid, type Place, refused } from '../base/problems';
import type { Implementation } from '../platform/implementation';
import type { IGatewayInfrastructure } from '../platform/infrastructure-handle';
import { gatewayParametersRef } from '../platform/parameters-check';
import { unsupported } from '../platform/unsupported';
import type { SharedGatewayProps } from './shared-gateway-props';

/** The spec of a Gateway. Its listeners change as teams are admitted. */
export interface GatewaySpec {
  readonly gatewayClassName: string;
  listeners: object[];
  readonly addresses?: object[];
  readonly infrastructure?: object;
}

/** The spec of a SharedGateway, checked. */
export function gatewaySpec(
  place: Place, props: SharedGatewayProps, infrastructure: IGatewayInfrastructure, listeners: object[],
): GatewaySpec {
  const { implementation, className } = infrastructure;
  const addresses = addressesOf(place, props.addresses, implementation);
  const parameters = infrastructureOf(place, props, implementation);
  const spec: GatewaySpec = {
    gatewayClassName: className,
    listeners,
    ...(addresses === undefined ? {} : { addresses }),
    ...(parameters === undefined ? {} : { infrastructure: parameters }),
  };
  // No listener yet is no mistake: admitted hostnames bring theirs.
  const [problem] = gatewayProblems(spec).filter(({ path }) => path !== 'spec.listeners' || listeners.length > 0);
  if (problem) throw invalid(place, problem.path, problem.value, problem);
  return spec;
}

function addressesOf(place: Place, addresses: string[] | undefined, implementation: Implementation): object[] | undefined {
  if (addresses === undefined) return undefined;
  if (!Array.isArray(addresses)) {
    throw invalid(place, 'addresses', addresses, {
      reason: 'it is not a list',
      fix: 'write ["203.0.113.10"]',
    });
  }
  needFeature(place, 'addresses', 'GatewayStaticAddresses', implementation);
  return addresses.map((value) => ({ type: isIpAddress(value) ? 'IPAddress' : 'Hostname', value }));
}

/** Whether it is meant as an IP address; whether it is one is checked with the rest. */
function isIpAddress(value: string): boolean {
  return /^[\d.]+$|:/.test(value);
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

/** What an implementation's conformance report lists as unsupported would be ignored there. */
function needFeature(place: Place, option: string, feature: string, implementation: Implementation): void {
  const { name, unsupportedFeatures, gatewayParameters } = implementation._facts();
  if (!unsupportedFeatures.includes(feature)) return;
  const instead = gatewayParameters ? ` or say it in an object of kind ${gatewayParameters.kind} with parametersRef,` : '';
  throw unsupported(place, option, feature, name, instead);
}
