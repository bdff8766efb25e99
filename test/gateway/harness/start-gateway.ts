import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Binaries } from './binaries';
import { CertificateAuthority } from './certificate-authority';
import { EchoBackends } from './echo-backends';
import { startEnvoy } from './envoy';
import type { EnvoyGateway } from './envoy-gateway';
import type { GatewayObject, KubeObject } from './kube-objects';
import { keyOf, ofKind } from './kube-objects';
import { RunningGateway } from './running-gateway';
import type { ClusterOptions } from './stand-ins';
import { completeCluster } from './stand-ins';
import { startTraefik } from './traefik';

/** Completes the manifests to a cluster, and starts the proxy of its one Gateway. */
export async function startGateway(
  files: Binaries, controller: EnvoyGateway, manifests: KubeObject[], options: ClusterOptions = {},
): Promise<RunningGateway> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gateway-test-'));
  const echo = new EchoBackends();
  try {
    const { objects, notes } = await completeCluster(manifests, echo, new CertificateAuthority(dir), options);
    const { statuses, gateways, objects: stored } = await controller.translate(objects);
    const [gateway, ...others] = ofKind<GatewayObject>(stored, 'Gateway');
    if (gateway === undefined || others.length > 0) throw new Error('expected exactly one Gateway in the manifests');
    if (options.implementation === 'traefik') {
      const traefik = await startTraefik(files.traefik, stored, gateway, dir);
      return new RunningGateway(notes, traefik.statuses, gateway, traefik, echo);
    }
    const envoy = await startEnvoy(files.envoy, gateways[keyOf(gateway)] ?? {}, dir);
    return new RunningGateway(notes, statuses, gateway, envoy, echo);
  } catch (error) {
    echo.close();
    throw error;
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
}
