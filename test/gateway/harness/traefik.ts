import * as path from 'node:path';
import type { GatewayObject, KubeObject, ListenerSpec } from './kube-objects';
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
  const ports = gateway.spec.listeners.map(({ port }) => port);
  const traefik = new ProxyProcess('Traefik', binary, flags(await api.open(), address, gateway.spec.listeners), path.join(dir, 'traefik.log'));

  const status = `Gateway/${keyOf(gateway)}`;
  const stop = () => {
    traefik.stop();
    api.close();
  };
  const ready = async () => (status in api.statuses && await routes(`http://${address}:${ADMIN_PORT}/api/rawdata`)) || undefined;
  await traefik.until(ready).catch((error) => {
    stop();
    throw error;
  });
  return { statuses: api.statuses, addressOf: (port) => (ports.includes(port) ? { address, port } : undefined), stop };
}

/** Whether Traefik routes by what it computed: the status comes before, and its own API is switched with the routers. */
async function routes(url: string): Promise<boolean> {
  const configuration = await fetch(url).then((response) => response.text(), () => '');
  return configuration.includes('@kubernetesgateway');
}

function flags(apiUrl: string, address: string, listeners: ListenerSpec[]): string[] {
  const entryPoints = new Set(listeners.map(({ port, protocol }) => `--entrypoints.p${port}.address=${address}:${port}${protocol === 'UDP' ? '/udp' : ''}`));
  return [
    `--providers.kubernetesgateway.endpoint=${apiUrl}`, '--providers.kubernetesgateway.token=none',
    '--providers.kubernetesgateway.statusaddress.ip=127.0.0.1', '--providers.providersthrottleduration=20ms',
    '--providers.kubernetesgateway.experimentalchannel=true', // without it there are no TCPRoutes
    ...entryPoints,
    `--entrypoints.traefik.address=${address}:${ADMIN_PORT}`, '--api.insecure=true',
    '--log.level=WARN', '--global.checknewversion=false', '--global.sendanonymoususage=false',
  ];
}
