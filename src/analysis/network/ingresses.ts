import { NETWORKING } from '../../manifest/kinds';
import { isRecord, listOf } from '../../manifest/manifest';
import { specOf } from '../cluster/references';
import type { Entry } from '../rule';
import type { NetworkModel } from './network-model';
import { homeOf } from './network-policies';
import { type ServiceTarget, targetsOf, type WantedPort } from './services';

/** A Service behind an Ingress, and the pods that it leads to. */
export interface IngressBackend {
  readonly entry: Entry;
  readonly host?: string;
  readonly service: string;
  /** False where the Service is not in the set. */
  readonly isKnown: boolean;
  readonly targets: readonly ServiceTarget[];
}

const ROUTES = 'route.openshift.io';

/** What Ingresses, and Routes of OpenShift, lead to. */
export function ingressBackends(model: NetworkModel): IngressBackend[] {
  const { index } = model;
  return [
    ...index.ofKind(NETWORKING, 'Ingress').flatMap((entry) => ofIngress(entry, model)),
    ...index.ofKind(ROUTES, 'Route').flatMap((entry) => ofRoute(entry, model)),
  ];
}

function ofIngress(entry: Entry, model: NetworkModel): IngressBackend[] {
  const { defaultBackend, rules } = specOf(entry.manifest);
  const ruled = listOf(rules).filter(isRecord).flatMap(({ host, http }) => listOf(isRecord(http) ? http.paths : undefined)
    .flatMap((path) => (isRecord(path) ? backendOf(path.backend, entry, model, host) : [])));
  return [...backendOf(defaultBackend, entry, model), ...ruled];
}

function backendOf(backend: unknown, entry: Entry, model: NetworkModel, host?: unknown): IngressBackend[] {
  const service = isRecord(backend) && isRecord(backend.service) ? backend.service : undefined;
  if (typeof service?.name !== 'string') return [];
  const { number, name } = isRecord(service.port) ? service.port : {};
  const wanted = model.profile.ingressNamesPodPorts === true ? { targetPort: number ?? name } : { port: number, name };
  return [leadingTo(service.name, wanted, entry, model, host)];
}

function ofRoute(entry: Entry, model: NetworkModel): IngressBackend[] {
  const { to, alternateBackends, port, host } = specOf(entry.manifest);
  const wanted = { targetPort: isRecord(port) ? port.targetPort : undefined };
  return [to, ...listOf(alternateBackends)].filter(isRecord).flatMap(({ kind = 'Service', name }) =>
    (typeof name === 'string' && kind === 'Service' ? [leadingTo(name, wanted, entry, model, host)] : []));
}

function leadingTo(name: string, wanted: WantedPort, entry: Entry, model: NetworkModel, host: unknown): IngressBackend {
  const namespace = homeOf(entry.manifest);
  const service = model.index.find('', 'Service', namespace, name)[0]
    ?? (namespace === 'default' ? model.index.find('', 'Service', undefined, name)[0] : undefined);
  return {
    entry,
    ...(typeof host === 'string' && { host }),
    service: `${namespace}/${name}`,
    isKnown: service !== undefined,
    targets: service ? targetsOf(model, service.manifest, wanted) : [],
  };
}
