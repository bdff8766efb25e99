import { isRecord, listOf, type Manifest } from '../../src/manifest/manifest';
import { CONTROLLER_NAME } from '../upstream/parts';

type Data = Record<string, unknown>;

const TIME = '2026-03-02T10:15:04Z';
const condition = (type: string, reason = type): Data =>
  ({ type, status: 'True', reason, message: '', lastTransitionTime: TIME, observedGeneration: 1 });

/** The status that a controller writes to each kind, as far as it has one. */
const STATUS: ReadonlyMap<string, (spec: Data) => Data> = new Map([
  ['GatewayClass', () => ({ conditions: [condition('Accepted')] })],
  ['Gateway', statusOfGateway],
  ['ListenerSet', (spec) => ({ conditions: [condition('Accepted'), condition('Programmed')], listeners: listeners(spec) })],
  ...['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map((kind) => [kind, statusOfRoute] as const),
  ['BackendTLSPolicy', statusOfPolicy],
  ['Namespace', () => ({ phase: 'Active' })],
  ['Service', () => ({ loadBalancer: {} })],
  ['Deployment', () => ({ observedGeneration: 1, replicas: 1, readyReplicas: 1, availableReplicas: 1, updatedReplicas: 1 })],
  ['ReplicaSet', () => ({ observedGeneration: 1, replicas: 1, readyReplicas: 1, availableReplicas: 1, fullyLabeledReplicas: 1 })],
  ['Pod', () => ({ phase: 'Running', podIP: '10.244.1.17', podIPs: [{ ip: '10.244.1.17' }], hostIP: '172.18.0.3', qosClass: 'Burstable' })],
  // Clusters of Kubernetes 1.24 to 1.27 have it.
  ['NetworkPolicy', () => ({})],
]);

export function statusOf({ kind, spec }: Manifest): Data | undefined {
  return STATUS.get(kind)?.(isRecord(spec) ? spec : {});
}

function statusOfGateway(spec: Data): Data {
  return {
    addresses: [{ type: 'IPAddress', value: '172.18.0.200' }], conditions: [condition('Accepted'), condition('Programmed')],
    listeners: listeners(spec),
  };
}

function listeners({ listeners: all }: Data): Data[] {
  return listOf(all).filter(isRecord).map(({ name }) => ({
    name, attachedRoutes: 1, supportedKinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
    conditions: [condition('Accepted'), condition('Programmed'), condition('ResolvedRefs')],
  }));
}

function statusOfRoute({ parentRefs }: Data): Data {
  return {
    parents: listOf(parentRefs).map((parentRef) =>
      ({ parentRef, controllerName: CONTROLLER_NAME, conditions: [condition('Accepted'), condition('ResolvedRefs')] })),
  };
}

function statusOfPolicy(): Data {
  const ancestorRef = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' };
  return { ancestors: [{ ancestorRef, controllerName: CONTROLLER_NAME, conditions: [condition('Accepted'), condition('ResolvedRefs')] }] };
}
