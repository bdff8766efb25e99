import { getOrAdd } from '../../manifest/group-by';
import { jsonText } from '../../manifest/json-text';
import { GATEWAY_API } from '../../manifest/kinds';
import { isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { meshServiceKey } from '../../manifest/mesh-services';
import { oncePerIndex } from '../once';
import type { Entry } from '../rule';
import { type ClusterIndex, namespaceOf } from './cluster-index';
import { isService, parentRefsOf, type Reference, specOf } from './references';
import { takesEverything } from './takes-everything';

/** Kinds of routes of which one port of a Service has one, the first that is there. Source: Gateway API, GEP-1294. */
export const MESH_KINDS = ['GRPCRoute', 'HTTPRoute', 'TLSRoute', 'TCPRoute'];

/** Stands for every port of a Service, where a parent names none. */
const EVERY_PORT = 'every port';

/** The routes for one port of a Service. */
export interface MeshPort {
  /** The first route, and the first one of each kind, in the order of the input. */
  readonly first: Entry;
  readonly byKind: Map<string, Entry>;
  /** Its number, a name that is not known, or undefined for every port. */
  readonly port?: string;
  /** Whether one of them takes every request. */
  takesAll: boolean;
}

/** What a route is for in a mesh: the callers of a Service, or those of one namespace alone. */
interface MeshPlace {
  /** `port 80 of Service shop/cart`, as messages name it. */
  readonly name: string;
  /** The same for the port of routes that meet it, which is the narrower one of the two. */
  nameWith(other: MeshPort): string;
  /** The routes for just that port. */
  readonly own: MeshPort;
  /** The routes that meet it: those for just that port, and those for every port; every one of the Service for the latter. */
  readonly meeting: readonly MeshPort[];
  /** Whether each request there is taken by one of them. */
  readonly takesAll: boolean;
  /** The parentRef that leads there. */
  readonly path: string;
}

/** Whether a mesh alone serves a route with these parents. */
export function isOfMesh(parents: readonly Reference[]): boolean {
  return parents.length > 0 && parents.every(isService);
}

/** The places in the mesh that a route is for. */
export function meshPlacesOf({ manifest }: Entry, index: ClusterIndex): MeshPlace[] {
  if (!MESH_KINDS.includes(manifest.kind)) return [];
  return meshParentsOf(manifest).map((ref) => {
    const ports = portsByService(index).get(serviceKey(manifest, ref))!;
    const port = portOf(ref, index);
    const own = ports.get(port)!;
    const every = ports.get(EVERY_PORT);
    return {
      name: nameOfPlace(manifest, ref, port),
      nameWith: (other) => nameOfPlace(manifest, ref, other.port ?? port),
      own,
      meeting: port === EVERY_PORT ? [...ports.values()] : [own, ...(every ? [every] : [])],
      takesAll: own.takesAll || every?.takesAll === true,
      path: ref.path,
    };
  });
}

/** Requests of a namespace with consumer routes use those, of the others the producer's: the two do not meet. */
const portsByService = oncePerIndex((index) => {
  const services = new Map<string, Map<string, MeshPort>>();
  for (const entry of MESH_KINDS.flatMap((kind) => index.ofKind(GATEWAY_API, kind))) {
    const { manifest } = entry;
    for (const ref of meshParentsOf(manifest)) {
      const ports = getOrAdd(services, serviceKey(manifest, ref), () => new Map<string, MeshPort>());
      note(ports, portOf(ref, index), entry);
    }
  }
  return services;
});

function note(ports: Map<string, MeshPort>, port: string, entry: Entry): void {
  const known = getOrAdd(ports, port, () => (
    { first: entry, byKind: new Map<string, Entry>(), takesAll: false, ...(port !== EVERY_PORT && { port }) }));
  const { kind } = entry.manifest;
  if (!known.byKind.has(kind)) known.byKind.set(kind, entry);
  known.takesAll ||= takesEverything(entry);
}

function meshParentsOf(manifest: Manifest): Reference[] {
  return parentRefsOf(manifest).filter(isService);
}

function serviceKey(manifest: Manifest, { namespace, name }: Reference): string {
  return jsonText([namespace, name, namespaceOf(manifest)]);
}

/** A port by its number. A name is looked up in the Service; where that is elsewhere, it stands for itself. */
function portOf({ port, sectionName, namespace, name }: Reference, index: ClusterIndex): string {
  if (port !== undefined) return `port ${port}`;
  if (sectionName === undefined) return EVERY_PORT;
  const [service] = index.find('', 'Service', namespace, name);
  const named = service && listOf(specOf(service.manifest).ports).find((one) => isRecord(one) && one.name === sectionName);
  return isRecord(named) && typeof named.port === 'number' ? `port ${named.port}` : `port "${sectionName}"`;
}

function nameOfPlace(manifest: Manifest, { namespace, name }: Reference, port: string): string {
  const place = `${port} of Service ${meshServiceKey(namespace ?? '', name)}`;
  const home = namespaceOf(manifest);
  return home === undefined || namespace === home ? place : `${place} for callers in namespace ${home}`;
}
