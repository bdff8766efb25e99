import { checkEntries } from '../../../../src/analysis/check-entries';
import type { Finding } from '../../../../src/manifest/finding';
import type { Manifest } from '../../../../src/manifest/manifest';

const API = 'gateway.networking.k8s.io/v1';

export function object(apiVersion: string, kind: string, name: string, rest: object = {}, namespace?: string): Manifest {
  return { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) }, ...rest } as Manifest;
}

export const gateway = (spec: object, metadata: object = {}): Manifest => ({
  apiVersion: API, kind: 'Gateway', metadata: { name: 'edge', namespace: 'infra', ...metadata }, spec: { gatewayClassName: 'class', ...spec },
});

/** A Gateway with listeners alone. */
export const listening = (...listeners: object[]): Manifest => gateway({ listeners });

export const listenerSet = (...listeners: object[]): Manifest =>
  object(API, 'ListenerSet', 'set', { spec: { parentRef: { name: 'edge', namespace: 'infra' }, listeners } }, 'shop');

export const gatewayClass = (controllerName: string, spec: object = {}): Manifest =>
  object(API, 'GatewayClass', 'class', { spec: { controllerName, ...spec } });

export const http = (more: object = {}): object => ({ name: 'http', port: 80, protocol: 'HTTP', ...more });

/** An HTTPS listener that shows the Secret of a name. */
export const https = (name: string, hostname?: string, secret = `${name}-tls`, more: object = {}): object =>
  ({ name, port: 443, protocol: 'HTTPS', ...(hostname !== undefined && { hostname }), tls: { certificateRefs: [{ name: secret }] }, ...more });

/** A listener that passes TLS on, and names the Secret `tls` all the same. */
export const passing = (hostname?: string): object => ({
  name: 'tls', port: 443, protocol: 'TLS', ...(hostname !== undefined && { hostname }), tls: { mode: 'Passthrough', certificateRefs: [{ name: 'tls' }] },
});

export const route = (hostnames: string[] | undefined, parentRefs: object[] = [{ name: 'edge' }], kind = 'HTTPRoute', namespace = 'infra'): Manifest =>
  object(API, kind, 'web', { spec: { parentRefs, ...(hostnames && { hostnames }), rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] } }, namespace);

/** A Certificate of cert-manager that writes the Secret of a name. */
export const certificate = (secretName: string, dnsNames: string[], spec: object = {}): Manifest =>
  object('cert-manager.io/v1', 'Certificate', `${secretName}-request`, { spec: { secretName, dnsNames, ...spec } }, 'infra');

export const secret = (name: string, rest: object, namespace = 'infra'): Manifest => object('v1', 'Secret', name, rest, namespace);

export const namespace = (name: string, labels: object = {}): Manifest =>
  ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }) as Manifest;

/** The findings of a code, short. */
export function found(code: string, manifests: readonly Manifest[], closedWorld = false): Partial<Finding>[] {
  return checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'experimental', closedWorld })
    .filter((finding) => finding.code === code)
    .map(({ severity, resource, path, message, fix }) => ({ severity, name: resource.name, path, message, fix }));
}

/** A finding by what matters of it. */
export const finding = (path: string, message: RegExp, more: object = {}): object =>
  expect.objectContaining({ path, message: expect.stringMatching(message), ...more });
