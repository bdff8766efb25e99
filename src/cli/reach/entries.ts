import { describePorts, type EntryPath } from '../../analysis/network';
import { portsOf } from './lists';

/** Ways in as text: `a.example: Gateway infra/a, web > HTTPRoute shop/web > Service shop/web > shop/web[Pod] : TCP 80 for …`. */
export function entryTexts(paths: readonly EntryPath[]): string[] {
  const who = whoOnce(paths, ({ proxies, because }) => `${proxies}${because === undefined ? '' : `: ${because}`}`);
  return paths.map((path, i) => `${entryRoute(path)} : ${lastHop(path)} for ${who[i]}`);
}

/** For whom each way is open: what those of one Gateway have in common is said once. */
export function whoOnce(paths: readonly EntryPath[], textOf: (path: EntryPath) => string): string[] {
  const said = new Set<string>();
  return paths.map((path) => {
    const text = textOf(path);
    const key = `${path.entry}: ${text}`;
    if (path.listener !== undefined && said.has(key)) return `the proxies of ${path.entry}, as above`;
    said.add(key);
    return text;
  });
}

/** The same up to its pods. */
export function entryRoute({ entry, listener, route, hostnames, service, workload }: EntryPath): string {
  const steps = [
    listener === undefined ? entry : `${entry}, ${listener}`, ...(route === undefined ? [] : [route]), `Service ${service}`, workload,
  ];
  return `${hostnames.length === 0 ? 'any host' : hostnames.join(', ')}: ${steps.join(' > ')}`;
}

/** Whether the last hop is open. */
function lastHop({ ports, allowed, unknown }: EntryPath): string {
  return allowed.isEmpty && unknown.isEmpty ? `closed on ${describePorts(ports)}` : portsOf(allowed, unknown);
}

/** The same as JSON. */
export function jsonEntry({ ports, allowed, unknown, ...path }: EntryPath): Record<string, unknown> {
  const isOpen = allowed.isEmpty ? (unknown.isEmpty ? 'no' : 'unknown') : 'yes';
  return { ...path, ports: describePorts(ports), lastHopOpen: isOpen };
}
