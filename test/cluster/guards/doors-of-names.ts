import type { Manifest } from '../harness/manifests';
import { route } from './doors-of-routes';
import { objectIn, type Row, writes } from './rows';
import { NEW, SHOP } from './world';

const certificate = (spec: object, namespace = SHOP) =>
  objectIn(namespace, 'cert-manager.io/v1', 'Certificate', { spec: { secretName: 's', issuerRef: { name: 'i' }, ...spec } });
const records = (namespace: string, ...names: string[]) => objectIn(namespace, 'externaldns.k8s.io/v1alpha1', 'DNSEndpoint', {
  spec: { endpoints: names.map((dnsName) => ({ dnsName, recordType: 'A', targets: ['203.0.113.1'] })) },
});

function certificates(): Row[] {
  const good = certificate({ dnsNames: ['shop.company.com', 'a.dev.company.com', '*.dev.company.com'] });
  const bad: [string, object][] = [
    ['for a foreign hostname', { dnsNames: ['bank.company.com'] }],
    ['for a foreign hostname beside its own', { dnsNames: ['shop.company.com', 'bank.company.com'] }],
    ['for a foreign common name', { dnsNames: ['shop.company.com'], commonName: 'bank.company.com' }],
    ['for a hostname of which paths were granted', { dnsNames: ['api.company.com'] }],
    ['for all hostnames of the domain', { dnsNames: ['*.company.com'] }],
    ['for an address', { dnsNames: ['shop.company.com'], ipAddresses: ['203.0.113.1'] }],
    ['for a literal subject', { dnsNames: ['shop.company.com'], literalSubject: 'CN=bank.company.com' }],
    ['for a webhook of another namespace', { dnsNames: ['hook.proof-bank.svc'] }],
    ['that signs others', { dnsNames: ['shop.company.com'], isCA: true }],
  ];
  return [
    ...bad.flatMap(([what, spec]) => writes('cluster-guards-certificates-0', `a Certificate ${what}`, certificate(spec), good, { tenant: 'rights' })),
    ...writes('cluster-guards-certificates-ungranted', 'a Certificate where nothing was granted', certificate({ dnsNames: ['shop.company.com'] }, NEW),
      certificate({ dnsNames: ['hook.proof-new.svc'] }, NEW), { tenant: 'rights' }),
  ];
}

function dnsEndpoints(): Row[] {
  const shard = 'cluster-guards-dns-endpoints-0';
  const good = records(SHOP, 'shop.company.com', 'a.dev.company.com');
  return [
    ...writes(shard, 'a DNSEndpoint for a foreign hostname', records(SHOP, 'bank.company.com'), good, { tenant: 'rights' }),
    ...writes(shard, 'a DNSEndpoint for a foreign hostname beside its own', records(SHOP, 'shop.company.com', 'bank.company.com'), good, { tenant: 'rights' }),
    ...writes(shard, 'a DNSEndpoint for a hostname of which paths were granted', records(SHOP, 'api.company.com'), good, { tenant: 'rights' }),
    ...writes('cluster-guards-dns-endpoints-ungranted', 'a DNSEndpoint where nothing was granted',
      records(NEW, 'shop.company.com'), records(NEW), { tenant: 'rights' }),
  ];
}

const KEY = 'external-dns.alpha.kubernetes.io/hostname';

function annotations(): Row[] {
  const annotated = (make: (metadata: object) => Manifest, value: string) => make({ annotations: { [KEY]: value } });
  const service = (namespace: string) => (metadata: object) =>
    objectIn(namespace, 'v1', 'Service', { spec: { selector: { app: 'a' }, clusterIP: 'None', ports: [{ port: 80 }] } }, metadata);
  const pod = (metadata: object) => objectIn(SHOP, 'v1', 'Pod', { spec: { containers: [{ name: 'a', image: 'a' }] } }, metadata);
  const http = (metadata: object) => objectIn(SHOP, 'gateway.networking.k8s.io/v1', 'HTTPRoute', {
    spec: route('HTTPRoute', ['shop.company.com'], [{ name: 'company-gateway', namespace: 'gateway-system', sectionName: 'shop' }]).object.spec,
  }, metadata);
  const kinds: [string, (metadata: object) => Manifest][] = [['a Service', service(SHOP)], ['a pod', pod], ['an HTTPRoute', http]];
  return [
    ...kinds.flatMap(([what, make]) => writes('cluster-guards-dns-annotations-0', `a DNS name on ${what}`,
      annotated(make, 'shop.company.com, bank.company.com'), annotated(make, 'shop.company.com, a.dev.company.com'))),
    ...writes('cluster-guards-dns-annotations-ungranted', 'a DNS name on a Service where nothing was granted',
      annotated(service(NEW), 'shop.company.com'), service(NEW)({})),
  ];
}

/** The doors of hostnames outside routes. */
export const DOORS_OF_NAMES: readonly Row[] = [...certificates(), ...dnsEndpoints(), ...annotations()];
