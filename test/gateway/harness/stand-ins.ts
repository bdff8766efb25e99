import { backendForms, endpointsOf, missingServices } from './backend-services';
import type { CertificateAuthority } from './certificate-authority';
import type { EchoBackends } from './echo-backends';
import type { CertificateObject, GatewayClassObject, GatewayObject, KubeObject, ServiceObject } from './kube-objects';
import { keyOf, ofKind } from './kube-objects';

/** The name that a GatewayClass must carry to be served by an implementation. */
const CONTROLLERS = {
  envoy: 'gateway.envoyproxy.io/gatewayclass-controller',
  traefik: 'traefik.io/gateway-controller',
};
const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

export interface ClusterOptions {
  /** Who serves the Gateway: Envoy Gateway (default) or Traefik. */
  readonly implementation?: keyof typeof CONTROLLERS;
  /** TLS Secrets that exist beside the manifests: `namespace/name` to the certificate's DNS names. */
  readonly secrets?: Record<string, string[]>;
  /** Backends that end TLS themselves: `namespace/service:port` to the DNS names of their certificate. */
  readonly tlsBackends?: Record<string, string[]>;
  /** ConfigMaps that hold an authority as `ca.crt`, by `namespace/name`: the one that signs here, or another. */
  readonly authorities?: Record<string, 'signing' | 'other'>;
}

/** Manifests as they would stand in a cluster, and what was added to get there. */
export interface Cluster {
  readonly objects: KubeObject[];
  /** One line per object that the manifests lack and a cluster would hold, or that had to change. */
  readonly notes: string[];
}

/**
 * Adds what the manifests under test take from their cluster: namespaces, backend Services and their
 * endpoints, and the Secrets that cert-manager would write. Gateways and routes stay as they are.
 */
export async function completeCluster(
  manifests: KubeObject[], echo: EchoBackends, authority: CertificateAuthority, options: ClusterOptions,
): Promise<Cluster> {
  const objects = structuredClone(manifests);
  const notes: string[] = [];
  const add = (object: KubeObject, note: string) => {
    objects.push(object);
    notes.push(`${object.kind} ${keyOf(object)}: ${note}`);
  };
  adoptClasses(objects, add, notes, CONTROLLERS[options.implementation ?? 'envoy']);
  const forms = backendForms(objects);
  for (const service of missingServices(objects, forms)) add(service, 'stands for the backend of a route');
  addNamespaces(objects, add);
  addSecrets(objects, add, authority, options.secrets ?? {});
  addAuthorities(add, authority, options.authorities ?? {});
  const certificates = new Map(Object.entries(options.tlsBackends ?? {}).map(([backend, names]) => [backend, authority.issue(names)]));
  for (const service of ofKind<ServiceObject>(objects, 'Service')) {
    objects.push(await endpointsOf(service, echo, { forms, certificates }));
  }
  return { objects, notes };
}

type Add = (object: KubeObject, note: string) => void;

/** Every GatewayClass in use must exist and name the controller that runs here. */
function adoptClasses(objects: KubeObject[], add: Add, notes: string[], controller: string): void {
  const classes = ofKind<GatewayClassObject>(objects, 'GatewayClass');
  for (const { metadata, spec } of classes) {
    if (spec.controllerName === controller) continue;
    notes.push(`GatewayClass ${metadata.name}: ${spec.controllerName} replaced, parameters left out`);
    spec.controllerName = controller;
    delete spec.parametersRef;
  }
  const known = new Set(classes.map(({ metadata }) => metadata.name));
  for (const { spec } of ofKind<GatewayObject>(objects, 'Gateway')) {
    if (known.has(spec.gatewayClassName)) continue;
    known.add(spec.gatewayClassName);
    add({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: spec.gatewayClassName },
      spec: { controllerName: controller },
    }, 'stands for the class that the platform installed');
  }
}

/** A Namespace for every one in use; the API server puts the label of its name on each. */
function addNamespaces(objects: KubeObject[], add: Add): void {
  const given = ofKind(objects, 'Namespace');
  for (const { metadata } of given) metadata.labels = { ...metadata.labels, [NAMESPACE_LABEL]: metadata.name };
  const known = new Set(given.map(({ metadata }) => metadata.name));
  const used = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  for (const name of used) {
    if (known.has(name)) continue;
    const metadata = { name, labels: { [NAMESPACE_LABEL]: name } };
    add({ apiVersion: 'v1', kind: 'Namespace', metadata, spec: {} }, 'in use, so it exists');
  }
}

/** What cert-manager writes for each Certificate, and the given Secrets. A listener that names another gets none. */
function addSecrets(
  objects: KubeObject[], add: Add, authority: CertificateAuthority, existing: Record<string, string[]>,
): void {
  for (const [key, dnsNames] of Object.entries(existing)) {
    const [namespace, name] = key.split('/');
    add(tlsSecret(namespace, name, dnsNames, authority), `exists, for ${dnsNames.join(', ')}`);
  }
  for (const { metadata, spec } of ofKind<CertificateObject>(objects, 'Certificate')) {
    add(tlsSecret(metadata.namespace ?? 'default', spec.secretName, spec.dnsNames, authority),
      `as cert-manager issues it for ${spec.dnsNames.join(', ')}`);
  }
}

/** The ConfigMaps of authorities. */
function addAuthorities(add: Add, authority: CertificateAuthority, wanted: Record<string, 'signing' | 'other'>): void {
  for (const [key, which] of Object.entries(wanted)) {
    const [namespace, name] = key.split('/');
    const data = { 'ca.crt': (which === 'signing' ? authority : authority.other()).certificate() };
    add({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, spec: {}, data }, `exists, with the ${which} authority`);
  }
}

/** A Secret of type TLS with a fresh certificate for these names. */
function tlsSecret(
  namespace: string, name: string, dnsNames: string[], authority: CertificateAuthority,
): KubeObject {
  const { key, cert } = authority.issue(dnsNames);
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/tls',
    metadata: { name, namespace },
    spec: {},
    data: { 'tls.crt': base64(cert), 'tls.key': base64(key) },
  };
}
