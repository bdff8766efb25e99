import * as fs from 'node:fs';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { namespaceOf } from '../../src/analysis/cluster/cluster-index';
import { GATEWAY_API } from '../../src/manifest/kinds';
import { isRecord, listOf, type Manifest } from '../../src/manifest/manifest';
import { NAME_LABEL } from '../../src/manifest/names';
import { fixtures, readManifests } from '../upstream/conformance-world';
import { fact, filesBelow } from '../util/facts';
import type { CertificateAuthority } from './harness/certificate-authority';

/** Clusters of which Envoy Gateway's statuses are compared with ours, by name. */
export function statusWorlds(): Array<[name: string, manifests: Manifest[]]> {
  const folder = fact('gateway-api', 'conformance-fixtures');
  if (!fs.existsSync(folder)) return [];
  const files = filesBelow(folder, '.yaml').map((one) => path.relative(folder, one)).filter((one) => !one.includes('/'));
  return [
    ['statuses.yaml', readManifests(path.join(__dirname, 'fixtures/statuses.yaml'))],
    ...['edges.yaml', 'shop.yaml'].map((name): [string, Manifest[]] => [name, readManifests(fact('realtraffic', 'examples', name))]),
    ...batches(files).map((batch, i): [string, Manifest[]] => [`conformance fixtures, part ${i + 1}`, batch]),
  ];
}

const SECRETS = [
  'gateway-conformance-infra/tls-validity-checks-certificate', 'gateway-conformance-infra/tls-checks-client-certificate',
  'gateway-conformance-infra/tls-passthrough-checks-certificate', 'gateway-conformance-infra/tls-checks-certificate',
  'gateway-conformance-web-backend/certificate', 'edge/certificate',
];

const AUTHORITIES = [
  'gateway-conformance-infra/tls-validity-checks-ca-certificate', 'gateway-conformance-infra/tls-validity-checks-per-port-ca-certificate',
  'gateway-conformance-infra/tls-checks-ca-certificate', 'gateway-conformance-infra/backend-tls-checks-certificate',
];

/** The same cluster for both: one class, Namespaces with the label that a cluster gives them, certificates that exist, one age. */
export function complete(manifests: readonly Manifest[], authority: CertificateAuthority): Manifest[] {
  const others = manifests.filter(({ kind }) => kind !== 'GatewayClass' && kind !== 'Namespace');
  const given = new Map(manifests.filter(({ kind }) => kind === 'Namespace').map((namespace) => [namespace.metadata.name, namespace]));
  const names = new Set([...given.keys(), ...others.map(namespaceOf)].filter((name): name is string => typeof name === 'string'));
  const namespaces = [...names].map((name): Manifest => ({
    apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { ...given.get(name)?.metadata.labels, [NAME_LABEL]: name } },
  }));
  const gatewayClass: Manifest = {
    apiVersion: `${GATEWAY_API}/v1`, kind: 'GatewayClass', metadata: { name: 'conformance' },
    spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
  };
  const services = others.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Service');
  return [gatewayClass, ...namespaces, ...standIns(names, authority), ...others, ...services.map(endpointsOf)].map((manifest) => ({
    ...manifest,
    metadata: { ...manifest.metadata, creationTimestamp: '2026-01-01T00:00:00Z' },
    ...(manifest.kind === 'Gateway' && isRecord(manifest.spec) && { spec: { ...manifest.spec, gatewayClassName: 'conformance' } }),
  }));
}

/** A pod behind a Service, so that Envoy Gateway has nothing to say of its absence. */
function endpointsOf({ metadata: { name, namespace }, spec }: Manifest): Manifest {
  const ports = listOf(isRecord(spec) ? spec.ports : undefined).filter(isRecord);
  return {
    apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice',
    metadata: { name: `${String(name)}-endpoints`, namespace, labels: { 'kubernetes.io/service-name': String(name) } },
    addressType: 'IPv4', endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: true } }],
    ports: ports.map(({ name: of, protocol = 'TCP' }) => ({ name: of ?? '', port: 3000, protocol })),
  };
}

function standIns(namespaces: ReadonlySet<string>, authority: CertificateAuthority): Manifest[] {
  const { key, cert } = authority.issue(['*.example']);
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const make = (places: string[], kind: string, rest: object): Manifest[] => places.map((place) => place.split('/'))
    .filter(([namespace]) => namespaces.has(namespace))
    .map(([namespace, name]) => ({ apiVersion: 'v1', kind, metadata: { name, namespace }, ...rest }));
  return [
    ...make(SECRETS, 'Secret', { type: 'kubernetes.io/tls', data: { 'tls.crt': base64(cert), 'tls.key': base64(key) } }),
    ...make(AUTHORITIES, 'ConfigMap', { data: { 'ca.crt': authority.certificate() } }),
  ];
}

/** Files whose objects have no name in common, so that they stand in one cluster. */
function batches(files: string[]): Manifest[][] {
  const made: Array<Map<string, Manifest>> = [];
  for (const file of files) {
    const objects = new Map(fixtures([file]).map((manifest) => [`${manifest.kind}/${namespaceOf(manifest)}/${manifest.metadata.name}`, manifest]));
    const fits = made.find((batch) => [...objects].every(([key, one]) => !batch.has(key) || isDeepStrictEqual(batch.get(key), one)));
    if (fits) objects.forEach((one, key) => fits.set(key, one));
    else made.push(objects);
  }
  return made.map((batch) => [...batch.values()]);
}
