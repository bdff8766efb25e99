import { isOlderThan } from '../../manifest/bundle-version';
import { enumerate } from '../../manifest/text';
import { invalid, type Place, refused } from '../base/problems';
import type { IGatewayInfrastructure } from '../platform/infrastructure-handle';
import { unsupported } from '../platform/unsupported';
import type { CertificateSecret } from './certificate-references';
import { ClientCertificates } from './client-certificates';
import type { ClientCertificatesData, ClientValidation } from './client-certificates-data';
import { type NamedReference, namedReference } from './named-reference';
import type { SharedGatewayProps } from './shared-gateway-props';

/** First release whose Gateways have TLS of a whole Gateway. */
const SINCE = 5;
/** Where the reason stands why clients without a valid certificate come in. */
const INSECURE = 'gateway.cdk8s-gateway.io/insecure-client-certificates';

/** What of a Gateway decides about its TLS. */
export interface TlsContext {
  readonly namespace: string;
  /** Ports of its HTTPS listeners. */
  readonly httpsPorts: readonly number[];
}

type TlsProps = Pick<SharedGatewayProps, 'clientCertificates' | 'backendCertificate'>;

/** TLS of the whole Gateway, towards clients and backends. */
export function gatewayTls(
  place: Place, { clientCertificates, backendCertificate }: TlsProps, infrastructure: IGatewayInfrastructure, context: TlsContext,
): object | undefined {
  const clients = clientCertificatesData(place, clientCertificates);
  if (clients) checkClients(place, clients, infrastructure, context);
  const secret = backendCertificate === undefined ? undefined : backendSecret(place, backendCertificate, infrastructure);
  if (!clients && !secret) return undefined;
  return {
    ...(secret && { backend: { clientCertificateRef: { group: '', kind: 'Secret', ...local(secret, context) } } }),
    ...(clients && { frontend: frontendOf(clients, context) }),
  };
}

function backendSecret(place: Place, certificate: CertificateSecret, infrastructure: IGatewayInfrastructure): NamedReference {
  const secret = namedReference(place, 'backendCertificate', certificate, '{ name: "gateway-client-tls" }');
  need(place, 'backendCertificate', 'GatewayBackendClientCertificate', infrastructure);
  return secret;
}

/** Why clients without a valid certificate come in, as annotations of the Gateway. */
export function insecureReasons(place: Place, clientCertificates: ClientCertificates | undefined): Record<string, string> {
  const data = clientCertificatesData(place, clientCertificates);
  const all = [{ key: INSECURE, validation: data?.validation }, ...(data?.ports ?? []).map(({ port, validation }) => ({
    key: `${INSECURE}-${port}`, validation,
  }))];
  return Object.fromEntries(all.flatMap(({ key, validation }) => (
    validation?.insecureReason === undefined ? [] : [[key, validation.insecureReason]])));
}

function clientCertificatesData(place: Place, option: ClientCertificates | undefined): ClientCertificatesData | undefined {
  if (option === undefined) return undefined;
  if (option instanceof ClientCertificates) return option._data();
  throw invalid(place, 'clientCertificates', option, {
    reason: 'it is not a ClientCertificates', fix: 'write ClientCertificates.required([{ name: "partners-ca" }])',
  });
}

function checkClients(
  place: Place, data: ClientCertificatesData, infrastructure: IGatewayInfrastructure, { httpsPorts }: TlsContext,
): void {
  const asked = [data.validation, ...data.ports.map(({ validation }) => validation)].filter((one) => one !== undefined);
  if (asked.length === 0) {
    throw refused(place, 'clientCertificates asks no client for a certificate; '
      + 'leave it out, or write ClientCertificates.required(…)');
  }
  if (httpsPorts.length === 0) {
    throw refused(place, 'clientCertificates: no listener is for HTTPS, so no client is asked for a certificate; '
      + 'leave it out, or add Listener.https(…)');
  }
  const idle = data.ports.find(({ port }) => !httpsPorts.includes(port));
  if (idle) {
    throw invalid(place, 'clientCertificates, port', idle.port, {
      reason: 'no HTTPS listener stands on it', fix: `write ${enumerate([...new Set(httpsPorts)].map(String), 'or')}`,
    });
  }
  need(place, 'clientCertificates', 'GatewayFrontendClientCertificateValidation', infrastructure);
  if (asked.some(({ insecureReason }) => insecureReason !== undefined)) {
    need(place, 'clientCertificates', 'GatewayFrontendClientCertificateValidationInsecureFallback', infrastructure);
  }
}

/** Where the field is not known it is dropped, and everybody comes in. */
function need(place: Place, option: string, feature: string, { cluster, implementation }: IGatewayInfrastructure): void {
  const { version } = cluster._data().gatewayApi;
  if (isOlderThan(version, SINCE)) {
    throw refused(place, `${option}: Gateways of Gateway API ${version} do not have it (from 1.${SINCE} on), and the API server would drop it; `
      + 'leave it out, or have the platform install a newer release and say so (gatewayApiVersion of the ClusterProfile)');
  }
  const { name, unsupportedFeatures } = implementation._facts();
  if (unsupportedFeatures.includes(feature)) throw unsupported(place, option, feature, name);
}

function frontendOf({ validation, ports }: ClientCertificatesData, context: TlsContext): object {
  const perPort = ports.map((one) => ({ port: one.port, tls: validationOf(one.validation, context) }));
  return { default: validationOf(validation, context), ...(perPort.length > 0 && { perPort }) };
}

function validationOf(validation: ClientValidation | undefined, context: TlsContext): object {
  if (!validation) return {};
  const { authorities, insecureReason } = validation;
  return {
    validation: {
      caCertificateRefs: authorities.map((authority) => ({ group: '', kind: 'ConfigMap', ...local(authority, context) })),
      mode: insecureReason === undefined ? 'AllowValidOnly' : 'AllowInsecureFallback',
    },
  };
}

/** The Gateway's own namespace goes without saying. */
function local({ name, namespace }: NamedReference, context: TlsContext): NamedReference {
  return namespace === undefined || namespace === context.namespace ? { name } : { name, namespace };
}
