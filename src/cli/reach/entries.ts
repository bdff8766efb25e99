import { describePorts, type EntryPath } from '../../analysis/network';
import { portsOf } from './lists';

/** A way in as text: `a.example: Gateway infra/a, web > HTTPRoute shop/web > Service shop/web > shop/web[Pod] : TCP 80 …`. */
export function entryText(path: EntryPath): string {
  return `${entryRoute(path)} : ${lastHop(path)}`;
}

/** The same up to its pods. */
export function entryRoute({ entry, listener, route, hostnames, service, workload }: EntryPath): string {
  const steps = [
    listener === undefined ? entry : `${entry}, ${listener}`, ...(route === undefined ? [] : [route]), `Service ${service}`, workload,
  ];
  return `${hostnames.length === 0 ? 'any host' : hostnames.join(', ')}: ${steps.join(' > ')}`;
}

/** Whether the last hop is open, and for whom. */
function lastHop({ ports, allowed, unknown, proxies, because }: EntryPath): string {
  const reason = because === undefined ? '' : `: ${because}`;
  if (allowed.isEmpty && unknown.isEmpty) return `closed for ${proxies} (${describePorts(ports)})${reason}`;
  return `${portsOf(allowed, unknown)} for ${proxies}${reason}`;
}

/** The same as JSON. */
export function jsonEntry({ ports, allowed, unknown, ...path }: EntryPath): Record<string, unknown> {
  const isOpen = allowed.isEmpty ? (unknown.isEmpty ? 'no' : 'unknown') : 'yes';
  return { ...path, ports: describePorts(ports), lastHopOpen: isOpen };
}
