import { given, isRecord } from '../../manifest/manifest';
import { ownListeners } from '../cluster/own-listeners';
import type { Entry } from '../rule';
import type { Need } from './feature-need';
import { addFields, type FieldFeatures, type InnerObject, pathTo, visitField, visitItems } from './inner-object';

/** Adds what the fields of a Gateway need. Source: Gateway API v1.6.1, pkg/features. */
export function addGatewayNeeds(needs: Need[], entry: Entry, spec: InnerObject): void {
  needs.push({ feature: 'Gateway', path: 'kind' });
  addPortNeeds(needs, entry);
  visitItems(spec, 'addresses', (address) => {
    const { value } = address.fields;
    const feature = given(value) && value !== '' ? 'GatewayStaticAddresses' : 'GatewayAddressEmpty';
    needs.push({ feature, path: pathTo(address) });
  });
  visitField(spec, 'infrastructure', (infrastructure) => addInfrastructure(needs, infrastructure));
  visitField(spec, 'tls', (tls) => {
    visitField(tls, 'backend', (backend) => addFields(needs, backend, BACKEND_TLS));
    visitField(tls, 'frontend', (frontend) => addFrontend(needs, frontend));
  });
}

/** Adds what the listeners of a Gateway or ListenerSet need by their ports. */
export function addPortNeeds(needs: Need[], entry: Entry): void {
  for (const { port, path } of ownListeners(entry)) {
    if (port === 8080) needs.push({ feature: 'GatewayPort8080', path: `${path}.port` });
  }
}

function addInfrastructure(needs: Need[], infrastructure: InnerObject): void {
  const field = ['labels', 'annotations'].find((name) => {
    const map = infrastructure.fields[name];
    return isRecord(map) && Object.keys(map).length > 0;
  });
  if (field !== undefined) needs.push({ feature: 'GatewayInfrastructurePropagation', path: pathTo(infrastructure, field) });
}

const BACKEND_TLS: FieldFeatures = [['clientCertificateRef', 'GatewayBackendClientCertificate']];

function addFrontend(needs: Need[], frontend: InnerObject): void {
  const add = (tls: InnerObject): void => visitField(tls, 'validation', (validation) => addValidation(needs, validation));
  visitField(frontend, 'default', add);
  visitItems(frontend, 'perPort', (one) => visitField(one, 'tls', add));
}

function addValidation(needs: Need[], validation: InnerObject): void {
  needs.push({ feature: 'GatewayFrontendClientCertificateValidation', path: pathTo(validation) });
  if (validation.fields.mode !== 'AllowInsecureFallback') return;
  needs.push({ feature: 'GatewayFrontendClientCertificateValidationInsecureFallback', path: pathTo(validation, 'mode') });
}
