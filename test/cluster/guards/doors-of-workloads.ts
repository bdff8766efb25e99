import type { Manifest } from '../harness/manifests';
import { movedTo, objectIn, type Row, withMetadata, writes } from './rows';
import { PLATFORM, SHOP } from './world';

const service = (spec: object) => objectIn(SHOP, 'v1', 'Service', { spec: { selector: { app: 'a' }, ports: [{ port: 80 }], ...spec } });

function services(): Row[] {
  const bad: [string, object][] = [
    ['a NodePort', { type: 'NodePort' }],
    ['a LoadBalancer', { type: 'LoadBalancer' }],
    ['an ExternalName', { type: 'ExternalName', externalName: 'bank.example.com' }],
    ['a Service with externalIPs', { externalIPs: ['203.0.113.1'] }],
    ['a Service with loadBalancerIP', { type: 'ClusterIP', loadBalancerIP: '203.0.113.1' }],
    ['a Service without selector', { selector: undefined }],
  ];
  const past = withMetadata(service({}), { labels: { 'istio.io/use-waypoint': 'none' } });
  return [
    ...bad.flatMap(([what, spec]) => writes('cluster-guards-services', what, service(spec), service({}))),
    ...writes('cluster-guards-services', 'a Service past its waypoint', past, service({})),
  ];
}

const container = { name: 'a', image: 'a' };
const pod = (spec: object, metadata: object = {}) => objectIn(SHOP, 'v1', 'Pod', { spec: { containers: [container], ...spec } }, metadata);
const capable = (capability: string) => ({ securityContext: { capabilities: { add: [capability] } } });
const withContainer = (fields: object) => pod({ containers: [{ ...container, ...fields }] });

function pods(): Row[] {
  const bad: [string, Manifest][] = [
    ['on the node\'s network', pod({ hostNetwork: true })],
    ['among the node\'s processes', pod({ hostPID: true })],
    ['with the node\'s IPC', pod({ hostIPC: true })],
    ['with a hostPort', withContainer({ ports: [{ containerPort: 80, hostPort: 80 }] })],
    ['with NET_ADMIN', withContainer(capable('NET_ADMIN'))],
    ['with net_raw in other letters', withContainer(capable('cap_net_raw'))],
    // The test server itself lets nobody be privileged.
    ['with an init container that has SYS_ADMIN', pod({ initContainers: [{ ...container, name: 'i', ...capable('SYS_ADMIN') }] })],
  ];
  return bad.flatMap(([what, manifest]) => writes('cluster-guards-pods', `a pod ${what}`, manifest, pod({}), { only: 'create' }));
}

/** Labels and annotations, which change on pods that are there. */
function podKeys(): Row[] {
  const bad: [string, object, object][] = [
    ['outside its mesh, by annotation', { annotations: { 'sidecar.istio.io/inject': 'false' } }, { annotations: { 'sidecar.istio.io/inject': 'true' } }],
    ['outside its mesh, by label', { labels: { 'istio.io/dataplane-mode': 'none' } }, { labels: { 'istio.io/dataplane-mode': 'ambient' } }],
    ['with ports past its proxy', { annotations: { 'traffic.sidecar.istio.io/excludeOutboundPorts': '443' } }, {}],
    ['with a second network', { annotations: { 'k8s.v1.cni.cncf.io/networks': 'other' } }, {}],
    ['past its waypoint', { labels: { 'istio.io/use-waypoint': 'none' } }, { labels: { 'istio.io/use-waypoint': 'waypoint' } }],
    ['with an address of its choice', { annotations: { 'cni.projectcalico.org/ipAddrs': '["10.0.0.7"]' } }, {}],
    ['that looks like a gateway\'s proxy', { labels: { 'gateway.networking.k8s.io/gateway-name': 'company-gateway' } }, { labels: { app: 'a' } }],
  ];
  return bad.flatMap(([what, metadata, good]) => writes('cluster-guards-pods', `a pod ${what}`, pod({}, metadata), pod({}, good)));
}

/** A container that joins a running pod. */
function ephemeral(): Row {
  const manifest = withMetadata(pod({}), { name: 'debugged' });
  const adding = (fields: object) => ({
    verb: 'patch', manifest, subresource: 'ephemeralcontainers', patch: { spec: { ephemeralContainers: [{ ...container, name: 'debug', ...fields }] } },
  } as const);
  return {
    what: 'patch an ephemeral container with NET_RAW into a pod', policy: 'cluster-guards-pods', tenant: 'rights', stored: [manifest],
    deny: adding(capable('NET_RAW')), allow: adding({}),
  };
}

/** The status of what is built in takes labels and annotations with it. */
function metadataOfStatus(): Row[] {
  const stored = withMetadata(pod({}), { name: 'with-status' });
  const resolved = withMetadata(service({}), { name: 'with-status' });
  const patched = (manifest: Manifest, policy: string, bad: object, good: object): Row => ({
    what: `patch a guarded key through the status of a ${manifest.object.kind}`, policy, tenant: 'rights', stored: [manifest],
    deny: { verb: 'patch', manifest, subresource: 'status', patch: { metadata: bad } },
    allow: { verb: 'patch', manifest, subresource: 'status', patch: { metadata: good } },
  });
  const name = (value: string) => ({ annotations: { 'external-dns.alpha.kubernetes.io/hostname': value } });
  return [
    patched(stored, 'cluster-guards-pods', { labels: { 'istio.io/dataplane-mode': 'none' } }, { labels: { app: 'a' } }),
    patched(stored, 'cluster-guards-dns-annotations-0', name('bank.company.com'), name('shop.company.com')),
    patched(resolved, 'cluster-guards-dns-annotations-0', name('bank.company.com'), name('shop.company.com')),
  ];
}

/** Ways in that come from the node; behind admission the test server finds no node, which is an answer too. */
function connections(): Row[] {
  const target = withMetadata(pod({}), { name: 'reached' });
  const reached = withMetadata(service({}), { name: 'reached' });
  const ways: [Manifest, string][] = [
    [target, 'exec?command=sh'], [target, 'attach'], [target, 'portforward'], [target, 'proxy'], [reached, 'proxy'],
  ];
  return ways.map(([manifest, subresource]) => ({
    what: `connect to ${manifest.object.kind} ${subresource}`, policy: 'cluster-guards-connections', tenant: undefined,
    stored: [manifest, movedTo(PLATFORM, manifest)],
    deny: { verb: 'connect', manifest, subresource }, allow: { verb: 'connect', manifest: movedTo(PLATFORM, manifest), subresource },
  }));
}

/** The doors of Services and pods. */
export const DOORS_OF_WORKLOADS: readonly Row[] = [...services(), ...pods(), ...podKeys(), ephemeral(), ...metadataOfStatus(), ...connections()];
