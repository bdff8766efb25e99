import type { Connection } from './client';
import { Cluster } from './cluster';
import { fact, missingFacts } from './facts';
import { manifestsIn } from './manifests';
import { serverBinary } from './server-binary';
import { ServerProcess } from './server-process';
import { type Channel, publishConnections, runningServers, stopServers } from './servers';

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
/** The examples and lockdowns are applied on the standard channel only, so only its server needs the other CRDs. */
const CRDS: Record<Channel, string[]> = {
  standard: [
    fact('gateway-api', RELEASE, 'standard'),
    fact('crds', 'cert-manager'),
    fact('crds', 'cilium', 'ciliumnetworkpolicies.yaml'),
    fact('crds', 'network-policy-api', 'v0.2.0', 'experimental'),
    ...EGRESS,
  ],
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
  const [standard, experimental] = await Promise.allSettled([start(binary, 'standard'), start(binary, 'experimental')]);
  if (standard.status === 'fulfilled' && experimental.status === 'fulfilled') {
    publishConnections({ standard: standard.value, experimental: experimental.value });
    return;
  }
  await stopServers();
  throw [standard, experimental].find((result) => result.status === 'rejected')?.reason;
}

async function start(binary: string, channel: Channel): Promise<Connection> {
  const server = await ServerProcess.start(binary);
  runningServers().push(server);
  const cluster = new Cluster(server.connection);
  const manifests = CRDS[channel].flatMap(manifestsIn);
  const isCrd = (kind: string): boolean => kind === 'CustomResourceDefinition';
  await cluster.installCrds(manifests.filter(({ object }) => isCrd(object.kind)));
  await cluster.install(manifests.filter(({ object }) => !isCrd(object.kind)));
  cluster.close();
  return server.connection;
}
