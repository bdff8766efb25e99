import { load, loadAll } from 'js-yaml';
import { type Endpoint, NetworkModel, type NetworkProfile, parseAddress, type Protocol } from '../../../src/analysis/network';
import type { Manifest } from '../../../src/manifest/manifest';

/** A model of manifests written as YAML documents. */
export function modelOf(yaml: string, profile?: NetworkProfile): NetworkModel {
  const manifests = loadAll(yaml).filter((one): one is Manifest => one !== null && one !== undefined);
  return NetworkModel.of(manifests.map((manifest) => ({ manifest })), profile);
}

/** A Pod; `more` is YAML in flow style that its metadata gains. */
export function pod(name: string, labels: Record<string, string> = { app: name.split('/')[1] }, spec: object = {}, status?: object): string {
  const [home, short] = name.split('/');
  return `---\n${JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: short, namespace: home, labels }, spec, status })}\n`;
}

/** A Namespace with labels. */
export function namespace(name: string, labels: Record<string, string> = {}): string {
  return `---\n${JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })}\n`;
}

/** A NetworkPolicy with a spec in YAML flow style. */
export function policy(name: string, spec: string): string {
  const [home, short] = name.split('/');
  return `---\n${JSON.stringify({
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: short, namespace: home }, spec: load(spec),
  })}\n`;
}

/** A ClusterNetworkPolicy with a spec in YAML flow style. */
export function clusterPolicy(name: string, spec: string): string {
  return `---\n${JSON.stringify({
    apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy', metadata: { name }, spec: load(spec),
  })}\n`;
}

/** An end of a connection: `shop/web`, or an address. */
export function end(model: NetworkModel, text: string): Endpoint {
  const address = parseAddress(text);
  const cell = address && model.peers.blocks.cellOf(address);
  if (cell) return { form: 'outside', cell };
  return model.endpointsOf(model.named(text)[0])[0];
}

/** Whether a connection is possible, of ends as text. */
export function reach(model: NetworkModel, from: string, to: string, port = 80, protocol: Protocol = 'TCP'): string {
  return model.canReach(end(model, from), end(model, to), protocol, port);
}
