import { Chart } from 'cdk8s';
import type { Transport } from '../../manifest/route-protocols';
import { invalid, type Place, refused } from '../base/problems';
import { Backend } from './backend';
import type { BackendSource, NamedService, ServiceObject } from './backend-source';
import type { RouteFilter } from './route-filter';
import { readService, type ServiceFacts } from './service-facts';

/** The pods behind a backend, or what keeps us from knowing them. The port may be a name that the containers give it. */
export type PodsReading =
  | { readonly labels: Record<string, string>; readonly port: number | string }
  | { readonly unknown: string };

/** A backend whose Service is known. */
export interface ResolvedBackend {
  /** Where it was written, for messages. */
  readonly option: string;
  readonly name: string;
  /** The Service's namespace; undefined where it goes where the route goes. */
  readonly namespace?: string;
  readonly port: number;
  readonly transport: Transport;
  readonly weight?: number;
  readonly filters?: RouteFilter[];
  /** Reads the pods as they are now. */
  readPods(): PodsReading;
}

/**
 * The Service of a backend, read from the app where it stands there, and its port for a transport.
 *
 * @throws for a Service that no route can use, and where its port is not certain
 */
export function resolveBackend(place: Place, option: string, backend: Backend, transport: Transport = 'TCP'): ResolvedBackend {
  checkBackend(place, option, backend);
  const source = backend._source();
  const { weight, pods, filters } = backend._options();
  const service = 'service' in source ? serviceOf(place, option, source, transport) : source;
  return {
    option, ...service, transport, ...(weight !== undefined && { weight }), ...(filters !== undefined && { filters }),
    readPods: () => pods?._data(transport) ?? podsOfService(source, service.port, transport),
  };
}

/** Throws for what is no backend. */
export function checkBackend(place: Place, option: string, backend: Backend): void {
  if (backend instanceof Backend) return;
  throw invalid(place, option, backend, {
    reason: 'it is not a Backend', fix: 'write Backend.service(\'product-api-service\', 8080)',
  });
}

/** The transports that a backend's port may have: those of the Service where it can be read, else both. */
export function transportsOf(backend: Backend): Transport[] {
  const source = backend._source();
  const facts = 'service' in source ? readService(source.service) : undefined;
  if (facts === undefined || 'why' in facts) return ['TCP', 'UDP'];
  const ports = facts.ports.filter(({ port }) => source.port === undefined || source.port === port);
  const transports = [...new Set(ports.map(({ transport }) => transport))].sort();
  // One without any is refused where it is resolved.
  return transports.length === 0 ? ['TCP'] : transports;
}

function serviceOf(place: Place, option: string, { service, port }: ServiceObject, transport: Transport): NamedService {
  const facts = readService(service);
  if ('why' in facts) {
    if (port === undefined) {
      throw refused(place, `${option}: Service ${service.node.path} cannot be read yet (${facts.why}); `
        + 'give it its ports before the route, or write Backend.of(service, { port: 80 })');
    }
    const namespace = service.metadata.namespace ?? Chart.of(service).namespace;
    return { name: service.name, port, ...(namespace !== undefined && { namespace }) };
  }
  if (facts.isExternalName) {
    throw refused(place, `${option}: Service ${facts.name} is an ExternalName, which leads past every namespace border (CVE-2021-25740); `
      + 'route to a Service with pods');
  }
  const { name, namespace } = facts;
  return { name, port: portOf(place, option, facts, port, transport), ...(namespace !== undefined && { namespace }) };
}

function portOf(
  place: Place, option: string, { name, ports: all }: ServiceFacts, port: number | undefined, transport: Transport,
): number {
  const ports = all.filter((one) => one.transport === transport);
  const known = ports.map((one) => (one.name === undefined ? `${one.port}` : `${one.port} (${one.name})`)).join(', ');
  if (port === undefined) {
    if (ports.length === 1) return ports[0].port;
    const found = ports.length === 0 ? `no ${transport} port` : `several ports: ${known}`;
    throw refused(place, `${option}: Service ${name} has ${found}; `
      + `write the one to use, such as Backend.of(service, { port: ${ports[0]?.port ?? 80} })`);
  }
  if (ports.some((one) => one.port === port)) return port;
  throw invalid(place, `${option}.port`, port, {
    reason: `Service ${name} has ${ports.length === 0 ? `no ${transport} port` : `only ${known}`}`,
    fix: 'write a port of the Service (not of its pods), or add it to the Service',
  });
}

function podsOfService(source: BackendSource, port: number, transport: Transport): PodsReading {
  if (!('service' in source)) return { unknown: 'a Service by name does not say which pods it has' };
  const facts = readService(source.service);
  if ('why' in facts) return { unknown: `the Service cannot be read (${facts.why})` };
  const target = facts.ports.find((one) => one.port === port && one.transport === transport)?.targetPort;
  if (facts.selector === undefined) return { unknown: 'the Service selects no pods' };
  return target === undefined ? { unknown: `the Service has no port ${port}` } : { labels: facts.selector, port: target };
}
