import { isRecord, listOf } from '../../manifest/manifest';
import { type ClusterIndex, namespaceOf } from '../cluster/cluster-index';
import { isMeshParent } from '../cluster/mesh-routes';
import { backendRefsOf, parentRefsOf, type Reference, specOf } from '../cluster/references';
import type { Entry } from '../rule';
import { type FieldFeatures, type Need, needsOfFields, type Place } from './feature-need';
import { httpRuleNeeds, type Served } from './http-rule-needs';
import { itemsAt } from './places';

/** What a route needs of the gateways and the mesh that serve it; without parents, of a gateway. */
export function routeNeeds({ manifest }: Entry, spec: Place, index: ClusterIndex): Need[] {
  const { kind } = manifest;
  const parents = parentRefsOf(manifest);
  const served: Served = { byMesh: parents.some(isMeshParent), byGateway: parents.length === 0 || !parents.every(isMeshParent) };
  const backends = backendRefsOf(manifest);
  const home = namespaceOf(manifest);
  return [
    ...served.byGateway ? [{ feature: kind, path: 'kind' }] : [],
    ...served.byMesh ? [{ feature: kind, path: 'kind', inMesh: true as const }, ...meshNeeds(parents, home)] : [],
    ...kind === 'HTTPRoute' ? httpRouteNeeds(spec, parents, served) : [],
    ...kind === 'HTTPRoute' ? ofRest(backends.flatMap((ref) => protocolNeeds(ref, index)), served) : [],
    ...kind === 'GRPCRoute' ? itemsAt(spec, 'rules').flatMap((rule) => needsOfFields(rule, GRPC_NAME)) : [],
    ...ofRest(grantNeeds(backends, home), served),
  ];
}

/** Needs of the route's gateways, or of the mesh where that alone serves it. */
function ofRest(needs: readonly Need[], { byGateway }: Served): readonly Need[] {
  return byGateway ? needs : needs.map((need) => ({ ...need, inMesh: true }));
}

const GRPC_NAME: FieldFeatures = [['name', 'GRPCRouteNamedRouteRule']];

/** References into other namespaces, which a ReferenceGrant is to permit. */
export function grantNeeds(references: readonly Reference[], home: string | undefined): Need[] {
  return references.filter(({ namespace }) => namespace !== undefined && home !== undefined && namespace !== home)
    .map(({ path }) => ({ feature: 'ReferenceGrant', path }));
}

/** Two names stand for the port of a parent, of which conformance tests ask for the first. Source: Gateway API, GEP-957. */
const PORT_FEATURES = ['HTTPRouteParentRefPort', 'HTTPRouteDestinationPortMatching'];

function httpRouteNeeds(spec: Place, parents: readonly Reference[], served: Served): Need[] {
  const withPort = parents.filter((ref) => ref.port !== undefined && !isMeshParent(ref));
  return [
    ...PORT_FEATURES.flatMap((feature) => withPort.map(({ path }) => ({ feature, path: `${path}.port` }))),
    ...itemsAt(spec, 'rules').flatMap((rule) => httpRuleNeeds(rule, served)),
  ];
}

/**
 * Whether callers use the address of a Service instead of its name shows in no manifest. A consumer route is one for a Service of
 * another namespace.
 */
function meshNeeds(parents: readonly Reference[], home: string | undefined): Need[] {
  const services = parents.filter(isMeshParent);
  const [{ path }] = services;
  const ofConsumer = services.find(({ namespace }) => namespace !== home);
  return [
    { feature: 'Mesh', path, inMesh: true },
    { feature: 'MeshClusterIPMatching', path, inMesh: true, behavioural: true },
    ...ofConsumer ? [{ feature: 'MeshConsumerRoute', path: ofConsumer.path, inMesh: true as const }] : [],
  ];
}

const PROTOCOLS = new Map<unknown, string>([
  ['kubernetes.io/h2c', 'HTTPRouteBackendProtocolH2C'], ['kubernetes.io/ws', 'HTTPRouteBackendProtocolWebSocket'],
]);

/** What the appProtocol of a backend's port asks for, where its Service is here. Source: Gateway API, GEP-1911. */
function protocolNeeds({ group, kind, namespace, name, port, path }: Reference, index: ClusterIndex): Need[] {
  const [service] = group === '' && kind === 'Service' ? index.find('', 'Service', namespace, name) : [];
  const found = service && listOf(specOf(service.manifest).ports).find((one) => isRecord(one) && one.port === port);
  const feature = isRecord(found) ? PROTOCOLS.get(found.appProtocol) : undefined;
  return feature === undefined ? [] : [{ feature, path }];
}
