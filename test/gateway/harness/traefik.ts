import * as path from 'node:path';
import { isOk } from './envoy';
import type { GatewayObject, KubeObject } from './kube-objects';
import { keyOf } from './kube-objects';
import { ObjectApi } from './object-api';
import { ProxyProcess } from './proxy-process';
import type { RunningProxy } from './running-proxy';

const ADMIN_PORT = 65001;
let started = 0;

/** A Traefik that serves one Gateway, with the statuses that it wrote. */
export interface RunningTraefik extends RunningProxy {
  readonly statuses: Record<string, unknown>;
}

/**
 * Starts one Traefik for one Gateway: its own controller and its own proxy, which read the objects as from
 * a cluster. Traefik needs an entry point on the very port of each listener, so each process has a loopback
 * address of its own.
 */
export async function startTraefik(
  binary: string, objects: KubeObject[], gateway: GatewayObject, dir: string,
): Promise<RunningTraefik> {
  const api = new ObjectApi(objects);
  const address = `127.${100 + (process.pid % 100)}.${(process.pid >> 8) % 250}.${++started}`;
  const ports = [...new Set(gateway.spec.listeners.map(({ port }) => port))];
  const traefik = new ProxyProcess('Traefik', binary, flags(await api.open(), address, ports), path.join(dir, 'traefik.log'));

  // The status comes once the configuration is computed; the router follows a moment later.
  const status = `Gateway/${keyOf(gateway)}`;
  const stop = () => {
    traefik.stop();
    api.close();
  };
  const ready = async () => (status in api.statuses && await isOk(`http://${address}:${ADMIN_PORT}/ping`)) || undefined;
  await traefik.until(ready).catch((error) => {
    stop();
    throw error;
  });
  await new Promise((settled) => setTimeout(settled, 400));
  return { statuses: api.statuses, addressOf: (port) => (ports.includes(port) ? { address, port } : undefined), stop };
}

function flags(apiUrl: string, address: string, ports: number[]): string[] {
  return [
    `--providers.kubernetesgateway.endpoint=${apiUrl}`, '--providers.kubernetesgateway.token=none',
    '--providers.kubernetesgateway.statusaddress.ip=127.0.0.1', '--providers.providersthrottleduration=20ms',
    ...ports.map((port) => `--entrypoints.p${port}.address=${address}:${port}`),
    `--entrypoints.admin.address=${address}:${ADMIN_PORT}`, '--ping=true', '--ping.entrypoint=admin',
    '--log.level=WARN', '--global.checknewversion=false', '--global.sendanonymoususage=false',
  ];
}
