import { isRecord } from '../../manifest/manifest';
import { checkKnown, type Known } from '../base/known-options';
import { invalid, type Place } from '../base/problems';
import { type GatewayAddress, GatewayAddressType } from '../kinds/gateway-spec';
import type { Implementation } from '../platform/implementation';
import { needFeature } from './need-feature';
import type { SharedGatewayProps } from './shared-gateway-props';

const ADDRESS: Known<GatewayAddress> = { type: true, value: true };

/** The addresses of a Gateway, as the API has them. Whether they are addresses is checked with the rest of the spec. */
export function addressesOf(
  place: Place, { addresses, typedAddresses }: SharedGatewayProps, implementation: Implementation,
): object[] | undefined {
  if (addresses === undefined && typedAddresses === undefined) return undefined;
  checkList(place, 'addresses', addresses, '["203.0.113.10"]');
  checkList(place, 'typedAddresses', typedAddresses, '[{ type: "example.com/pool", value: "edge" }]');
  needFeature(place, addresses === undefined ? 'typedAddresses' : 'addresses', 'GatewayStaticAddresses', implementation);
  return [
    ...Array.from(addresses ?? [], (value, index) => plainAddress(place, `addresses[${index}]`, value)),
    ...Array.from(typedAddresses ?? [], (address, index) => typedAddress(place, `typedAddresses[${index}]`, address, implementation)),
  ];
}

function checkList(place: Place, option: string, value: unknown, example: string): void {
  if (value === undefined || Array.isArray(value)) return;
  throw invalid(place, option, value, { reason: 'it is not a list', fix: `write ${example}` });
}

function plainAddress(place: Place, option: string, value: string): object {
  if (typeof value !== 'string') {
    throw invalid(place, option, value, { reason: 'it is not text', fix: 'write an address such as "203.0.113.10"' });
  }
  return { type: isIpAddress(value) ? 'IPAddress' : 'Hostname', value };
}

/** Whether it is meant as an IP address. */
function isIpAddress(value: string): boolean {
  return /^[\d.]+$|:/.test(value);
}

function typedAddress(place: Place, option: string, address: GatewayAddress, implementation: Implementation): GatewayAddress {
  if (!isRecord(address)) {
    throw invalid(place, option, address, {
      reason: 'it is not an object', fix: 'write { type: "example.com/pool", value: "edge" }',
    });
  }
  checkKnown(place, `${option}.`, address as GatewayAddress, ADDRESS);
  const { type = GatewayAddressType.IP_ADDRESS, value } = address as GatewayAddress;
  if (type === GatewayAddressType.NAMED_ADDRESS) {
    throw invalid(place, `${option}.type`, type, {
      reason: 'the API gives it up', fix: 'write the type that the implementation documents, such as "example.com/pool"',
    });
  }
  if (value === '') throw invalid(place, `${option}.value`, value, { reason: 'it is empty', fix: 'leave it out' });
  if (value === undefined) needFeature(place, option, 'GatewayAddressEmpty', implementation);
  return { type, ...(value !== undefined && { value }) };
}
