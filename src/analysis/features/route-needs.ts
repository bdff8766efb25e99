import { isRecord, listOf } from '../../manifest/manifest';
import { type ClusterIndex, namespaceOf } from '../cluster/cluster-index';
import { grantedReferencesOf } from '../cluster/crossing-references';
import { isService, type Reference, specOf } from '../cluster/references';
import { backendsOf, parentsOf } from '../cluster/route-references';
import type { Entry, RuleContext } from '../rule';
import type { Need } from './feature-need';
import { addHttpRule, inMesh } from './http-rule-needs';
import { addFields, type FieldFeatures, type InnerObject, visitItems } from './inner-object';

/** Adds what a route needs of the gateways and the mesh that serve it; without parents, of a gateway. */
export function addRouteNeeds(needs: Need[], entry: Entry, spec: InnerObject, context: RuleContext): void {
  const parents = parentsOf(entry, context);
  const own = needsOfRoute(entry, spec, context);
  const byMesh = parents.some(isService);
  if (!byMesh || !parents.every(isService)) {
    needs.push(...own);
    addGrants(needs, grantedReferencesOf(entry, context), namespaceOf(entry.manifest));
    if (entry.manifest.kind === 'HTTPRoute') addParentPorts(needs, parents);
  }
  if (!byMesh) return;
  needs.push(...own.map(inMesh));
  addMesh(needs, parents.filter(isService), namespaceOf(entry.manifest));
}

function needsOfRoute(entry: Entry, spec: InnerObject, context: RuleContext): Need[] {
  const { kind } = entry.manifest;
  const needs: Need[] = [{ feature: kind, path: 'kind' }];
  if (kind === 'HTTPRoute') visitItems(spec, 'rules', (rule) => addHttpRule(needs, rule));
  if (kind === 'GRPCRoute') visitItems(spec, 'rules', (rule) => addFields(needs, rule, GRPC_NAME));
  if (kind === 'HTTPRoute') for (const ref of backendsOf(entry, context)) addProtocol(needs, ref, context.index);
  return needs;
}

const GRPC_NAME: FieldFeatures = [['name', 'GRPCRouteNamedRouteRule']];

/** Adds what references into other namespaces need, which a ReferenceGrant is to permit. */
export function addGrants(needs: Need[], references: readonly Reference[], home: string | undefined): void {
  for (const { namespace, path } of references) {
    if (namespace !== undefined && home !== undefined && namespace !== home) needs.push({ feature: 'ReferenceGrant', path });
  }
}

/** Two names stand for the port of a parent, of which conformance tests ask for the first. Source: Gateway API, GEP-957. */
function addParentPorts(needs: Need[], parents: readonly Reference[]): void {
  for (const ref of parents) {
    if (ref.port === undefined || isService(ref)) continue;
    const path = `${ref.path}.port`;
    needs.push({ feature: 'HTTPRouteParentRefPort', path }, { feature: 'HTTPRouteDestinationPortMatching', path });
  }
}

/**
 * Whether callers use the address of a Service instead of its name shows in no manifest. A consumer route is one for a Service of
 * another namespace.
 */
function addMesh(needs: Need[], services: readonly Reference[], home: string | undefined): void {
  const [{ path }] = services;
  needs.push({ feature: 'Mesh', path, inMesh: true });
  needs.push({ feature: 'MeshClusterIPMatching', path, inMesh: true, behavioural: true });
  const consumed = services.find(({ namespace }) => namespace !== home);
  if (consumed) needs.push({ feature: 'MeshConsumerRoute', path: consumed.path, inMesh: true });
}

const PROTOCOLS = new Map<unknown, string>([
  ['kubernetes.io/h2c', 'HTTPRouteBackendProtocolH2C'], ['kubernetes.io/ws', 'HTTPRouteBackendProtocolWebSocket'],
]);

/** What the appProtocol of a backend's port asks for, where its Service is here. Source: Gateway API, GEP-1911. */
function addProtocol(needs: Need[], { group, kind, namespace, name, port, path }: Reference, index: ClusterIndex): void {
  const [service] = group === '' && kind === 'Service' ? index.find('', 'Service', namespace, name) : [];
  if (!service) return;
  const found = listOf(specOf(service.manifest).ports).find((one) => isRecord(one) && one.port === port);
  const feature = isRecord(found) ? PROTOCOLS.get(found.appProtocol) : undefined;
  if (feature !== undefined) needs.push({ feature, path });
}
