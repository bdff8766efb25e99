import type { Manifest } from '../../../src/manifest/manifest';
import { NEW, TEAM } from '../settings';
import { type DoorCase, object } from './door-case';
import { httpRoute } from './routes';

const certificate = (spec: object): Manifest => object('cert-manager.io/v1', 'Certificate', { spec: { secretName: 's', issuerRef: { name: 'i' }, ...spec } });
const record = (...names: string[]): Manifest => object('externaldns.k8s.io/v1alpha1', 'DNSEndpoint', {
  spec: { endpoints: names.map((dnsName) => ({ dnsName, recordType: 'A', targets: ['203.0.113.1'] })) },
});
const KEY = 'external-dns.alpha.kubernetes.io/hostname';
const service = (name: string): Manifest =>
  object('v1', 'Service', { spec: { selector: { app: 'a' }, ports: [{ port: 80 }] } }, { annotations: { [KEY]: name } });
const namespace = (name: string, labels: Record<string, string> = {}): Manifest => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
const annotatedRoute = (name: string): Manifest => {
  const route = httpRoute('shop.company.com');
  return { ...route, metadata: { ...route.metadata, annotations: { [KEY]: name } } };
};

const of = (door: string, refusedBy: string) => ({
  allowed: (title: string, manifest: Manifest): DoorCase => ({ door, title, manifest }),
  denied: (title: string, manifest: Manifest): DoorCase => ({ door, title, manifest, refusedBy }),
});
const certificates = of('certificate', 'cluster-guards-certificates-0');
const records = of('dns-endpoint', 'cluster-guards-dns-endpoints-0');
const annotations = of('dns-annotation', 'cluster-guards-dns-annotations-0');
const labels = of('namespace-labels', 'cluster-guards-namespaces');
const names = of('granted-namespace', 'cluster-guards-namespaces');

export const NAME_CASES: readonly DoorCase[] = [
  certificates.allowed('its own hostname', certificate({ dnsNames: ['shop.company.com'], commonName: 'shop.company.com' })),
  certificates.allowed('a Service of its own', certificate({ dnsNames: [`hook.${TEAM}.svc`, `hook.${TEAM}.svc.cluster.local`] })),
  certificates.denied('another\'s', certificate({ dnsNames: ['bank.company.com'] })),
  certificates.denied('another\'s beside its own', certificate({ dnsNames: ['shop.company.com', 'bank.company.com'] })),
  certificates.denied('another\'s as common name', certificate({ dnsNames: ['shop.company.com'], commonName: 'bank.company.com' })),
  certificates.denied('a hostname of which it has a prefix', certificate({ dnsNames: ['api.company.com'] })),
  certificates.denied('a wildcard over its own', certificate({ dnsNames: ['*.company.com'] })),
  certificates.denied('an address', certificate({ ipAddresses: ['203.0.113.1'] })),
  certificates.denied('an identity of a mesh', certificate({ uris: ['spiffe://cluster.local/ns/bank/sa/ledger'] })),
  certificates.denied('an authority', certificate({ dnsNames: ['shop.company.com'], isCA: true })),
  certificates.denied('a literal subject', certificate({ literalSubject: 'CN=bank.company.com' })),
  certificates.denied('a Service of another', certificate({ dnsNames: [`hook.x-${TEAM}.svc`] })),
  records.allowed('its own hostname', record('shop.company.com')),
  records.denied('another\'s', record('bank.company.com')),
  records.denied('another\'s beside its own', record('shop.company.com', 'bank.company.com')),
  annotations.allowed('its own hostname, of a Service', service('shop.company.com')),
  annotations.denied('another\'s, of a Service', service('bank.company.com')),
  annotations.denied('another\'s in a list', service('shop.company.com, bank.company.com')),
  annotations.allowed('its own hostname, of a route', annotatedRoute('shop.company.com')),
  annotations.denied('another\'s, of a route', annotatedRoute('bank.company.com')),
  labels.allowed('a label for people', namespace('doors-tried', { team: 'a' })),
  ...['pod-security.kubernetes.io/enforce', 'istio-injection', 'istio.io/dataplane-mode', 'company.com/tier'].map((key) => (
    labels.denied(key, namespace('doors-tried', { [key]: 'privileged' })))),
  names.allowed('another name', namespace('doors-tried')),
  names.denied('of a grant', namespace(TEAM)),
  names.denied('of the platform', namespace('gateway-system')),
].map((one) => (one.manifest?.metadata.namespace === NEW ? { ...one } : one));
