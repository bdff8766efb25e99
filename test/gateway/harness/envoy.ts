import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Address } from './client';
import { envoyBootstrap } from './envoy-bootstrap';
import { ProxyProcess } from './proxy-process';
import type { RunningProxy } from './running-proxy';

interface ListenerStatus {
  name: string;
  local_address: { socket_address: { address: string; port_value: number } };
}

/** Starts one Envoy for one Gateway, from the xDS resources that Envoy Gateway computed. */
export async function startEnvoy(binary: string, xds: Record<string, unknown[]>, dir: string): Promise<RunningProxy> {
  const { config, gatewayPorts } = envoyBootstrap(xds);
  const file = (name: string) => path.join(dir, name);
  fs.writeFileSync(file('envoy.json'), JSON.stringify(config));
  const envoy = new ProxyProcess('Envoy', binary, ['-c', file('envoy.json'), '--disable-hot-restart',
    '--concurrency', '1', '--log-level', 'warning', '--admin-address-path', file('admin')], file('envoy.log'));

  const listeners = await envoy.until(async () => {
    const admin = fs.existsSync(file('admin')) ? fs.readFileSync(file('admin'), 'utf8') : '';
    if (admin === '' || !await isOk(`http://${admin}/ready`)) return undefined;
    const response = await fetch(`http://${admin}/listeners?format=json`);
    return (await response.json() as { listener_statuses?: ListenerStatus[] }).listener_statuses ?? [];
  });
  const addresses = new Map<number | undefined, Address>(listeners.map(({ name, local_address: { socket_address: bound } }) =>
    [gatewayPorts.get(name), { address: bound.address, port: bound.port_value }]));
  return { addressOf: (port) => addresses.get(port), stop: () => envoy.stop() };
}

/** Whether a GET of this address gives a 2xx. */
function isOk(url: string): Promise<boolean> {
  return fetch(url).then((response) => response.ok, () => false);
}
