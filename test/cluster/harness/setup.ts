import type { Connection } from './client';
import { Cluster } from './cluster';
import { fact, missingFacts } from './facts';
import { manifestsIn } from './manifests';
import { serverBinary } from './server-binary';
import { ServerProcess } from './server-process';
import { publishConnections, runningServers, type ServerName, stopServers } from './servers';

const RELEASE = 'v1.6.1';
/** Kinds of the implementations that egress gateways are made of, of either channel. */
const EGRESS = [
  fact('crds', 'cilium', 'ciliumegressgatewaypolicies.yaml'),
  fact('crds', 'istio', 'customresourcedefinitions.gen.yaml'),
  ...['backends', 'backendtrafficpolicies', 'envoyproxies', 'httproutefilters']
    .map((plural) => fact('crds', 'envoy-gateway', `gateway.envoyproxy.io_${plural}.yaml`)),
  ...['backends', 'backendconfigpolicies', 'gatewayparameters', 'trafficpolicies']
    .map((plural) => fact('crds', 'kgateway', `gateway.kgateway.dev_${plural}.yaml`)),
];
/** The examples and lockdowns are applied on the standard channel only, so only its servers need the other CRDs. */
const STANDARD = [
  fact('gateway-api', RELEASE, 'standard'),
  fact('crds', 'cert-manager'),
  fact('crds', 'cilium', 'ciliumnetworkpolicies.yaml'),
  fact('crds', 'network-policy-api', 'v0.2.0', 'experimental'),
];
const CRDS: Record<ServerName, string[]> = {
  standard: [...STANDARD, ...EGRESS],
  guards: STANDARD,
  experimental: [fact('gateway-api', RELEASE, 'experimental'), ...EGRESS],
};

/** Starts the API servers once for all test files of a run. */
export default async function setup(): Promise<void> {
  const missing = missingFacts();
  if (missing) {
    console.warn(`SKIPPED: ${missing}`);
    return;
  }
  const binary = await serverBinary();
  const names: ServerName[] = ['standard', 'experimental', 'guards'];
  const started = await Promise.allSettled(names.map((name) => start(binary, name)));
  const failed = started.find((result) => result.status === 'rejected');
  if (failed) {
    await stopServers();
    throw failed.reason;
  }
  const connections = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  publishConnections(Object.fromEntries(names.map((name, i) => [name, connections[i]])) as Record<ServerName, Connection>);
}

async function start(binary: string, name: ServerName): Promise<Connection> {
  const server = await ServerProcess.start(binary);
  runningServers().push(server);
  const cluster = new Cluster(server.connection);
  const manifests = CRDS[name].flatMap(manifestsIn);
  const isCrd = (kind: string): boolean => kind === 'CustomResourceDefinition';
  await cluster.installCrds(manifests.filter(({ object }) => isCrd(object.kind)));
  await cluster.install(manifests.filter(({ object }) => !isCrd(object.kind)));
  cluster.close();
  return server.connection;
}
