import { isRecord } from '../../manifest/manifest';
import { ownListeners } from '../cluster/own-listeners';
import type { Entry } from '../rule';
import { isThere, type Need, needsOfFields, type Place } from './feature-need';
import { itemsAt, placesAt } from './places';

/** What the fields of a Gateway need. Source: Gateway API v1.6.1, pkg/features/gateway.go. */
export function gatewayNeeds(entry: Entry, spec: Place): Need[] {
  return [
    { feature: 'Gateway', path: 'kind' },
    ...portNeeds(entry),
    ...itemsAt(spec, 'addresses').map(({ fields, path }) => ({
      feature: isThere(fields.value) ? 'GatewayStaticAddresses' : 'GatewayAddressEmpty', path,
    })),
    ...infrastructureNeeds(spec),
    ...placesAt(spec, 'tls').flatMap(tlsNeeds),
  ];
}

/** What the listeners of a Gateway or ListenerSet need by their ports. */
export function portNeeds(entry: Entry): Need[] {
  return ownListeners(entry).filter(({ port }) => port === 8080).map(({ path }) => ({ feature: 'GatewayPort8080', path: `${path}.port` }));
}

function infrastructureNeeds(spec: Place): Need[] {
  const [infrastructure] = placesAt(spec, 'infrastructure');
  if (!infrastructure) return [];
  const field = ['labels', 'annotations'].find((name) => {
    const map = infrastructure.fields[name];
    return isRecord(map) && Object.keys(map).length > 0;
  });
  return field === undefined ? [] : [{ feature: 'GatewayInfrastructurePropagation', path: `${infrastructure.path}.${field}` }];
}

const BACKEND_TLS = [['clientCertificateRef', 'GatewayBackendClientCertificate']] as const;

function tlsNeeds(tls: Place): Need[] {
  return [
    ...placesAt(tls, 'backend').flatMap((backend) => needsOfFields(backend, BACKEND_TLS)),
    ...placesAt(tls, 'frontend').flatMap((frontend) => [
      ...placesAt(frontend, 'default'),
      ...itemsAt(frontend, 'perPort').flatMap((one) => placesAt(one, 'tls')),
    ]).flatMap((one) => placesAt(one, 'validation')).flatMap(validationNeeds),
  ];
}

function validationNeeds({ fields, path }: Place): Need[] {
  const validation: Need = { feature: 'GatewayFrontendClientCertificateValidation', path };
  if (fields.mode !== 'AllowInsecureFallback') return [validation];
  return [validation, { feature: 'GatewayFrontendClientCertificateValidationInsecureFallback', path: `${path}.mode` }];
}
