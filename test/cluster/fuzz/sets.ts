import type { Client } from '../harness/client';
import type { Channel } from '../harness/servers';
import { fromDictionary } from './dictionary';
import type { Json } from './json-text';
import { kindsUnderTest, type KindUnderTest, versionsOfGroup } from './kinds';
import { LEAST_OBJECTS, NATIVE_OBJECTS, OTHER_OBJECTS } from './native-objects';
import type { RunOptions } from './run';
import { ruleObjects, seedsFor, upstreamObjects } from './seeds';
import { updateSet } from './update-set';

type SetOptions = Pick<RunOptions, 'kinds' | 'seedsOf' | 'judge' | 'skip' | 'special' | 'refused' | 'structureOnly'> & {
  /** Removes what the set stored. */
  readonly close?: () => Promise<void>;
};
type Clients = Readonly<Record<Channel, Client>>;

/** Fields that the server fills or that it does not look at when an object is created. */
const OUTSIDE = /^(apiVersion|kind|metadata|status)($|\.)/;

/** Those of some objects that a kind can have. */
const among = (objects: readonly Json[]) => (kind: KindUnderTest): readonly Json[] => seedsFor(kind, objects);

/** What can be fuzzed, by name. */
export const SETS: Readonly<Record<string, (clients: Clients) => Promise<SetOptions>>> = {
  'gateway': async (clients) => ({
    kinds: await bothChannels(clients),
    seedsOf: among([...upstreamObjects(), ...ruleObjects()]),
    skip: (path) => OUTSIDE.test(path),
    refused: 0.58,
  }),
  'update': async (clients) => updateSet(clients, await bothChannels(clients), among([...upstreamObjects(), ...ruleObjects()])),
  'network-policy': async ({ standard }) => ({
    kinds: await kindsUnderTest(standard, 'standard', ['networking.k8s.io/v1'], ['NetworkPolicy']),
    seedsOf: among(NATIVE_OBJECTS),
    skip: (path) => OUTSIDE.test(path),
    special: fromDictionary,
    refused: 0.5,
  }),
  'other-kinds': async ({ standard }) => ({
    kinds: await otherKinds(standard),
    seedsOf: among(OTHER_OBJECTS),
    structureOnly: ['Service', 'Namespace', 'Secret', 'ConfigMap', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
    skip: (path) => OUTSIDE.test(path),
    special: fromDictionary,
    refused: 0.58,
  }),
  'metadata': async ({ standard }) => ({
    kinds: await metadataKinds(standard),
    seedsOf: among(LEAST_OBJECTS),
    skip: (path) => !/^metadata(\.|$)/.test(path) || path === 'metadata.namespace',
    special: fromDictionary,
    refused: 0.5,
  }),
};

/** Kinds that are built into the server, and CRDs of vendors, which the library emits or reads. */
async function otherKinds(client: Client): Promise<KindUnderTest[]> {
  const kinds = [
    ['v1', ['Service', 'Namespace', 'Secret', 'ConfigMap']],
    ['rbac.authorization.k8s.io/v1', ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding']],
    ['admissionregistration.k8s.io/v1', ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding']],
    ['cert-manager.io/v1', ['Certificate']], ['cilium.io/v2', ['CiliumNetworkPolicy']],
  ] as const;
  return (await Promise.all(kinds.map(([version, names]) => kindsUnderTest(client, 'standard', [version], names)))).flat();
}

/** Kinds that stand for the ways in which objects are named and their metadata read. */
async function metadataKinds(client: Client): Promise<KindUnderTest[]> {
  const kinds = [
    ['gateway.networking.k8s.io/v1', ['HTTPRoute', 'GatewayClass']], ['networking.k8s.io/v1', ['NetworkPolicy']],
    ['rbac.authorization.k8s.io/v1', ['Role', 'ClusterRole']], ['v1', ['Service', 'Namespace', 'Secret', 'ConfigMap']],
  ] as const;
  return (await Promise.all(kinds.map(([version, names]) => kindsUnderTest(client, 'standard', [version], names)))).flat();
}

async function bothChannels(clients: Clients): Promise<KindUnderTest[]> {
  return [...await gatewayKinds(clients.standard, 'standard'), ...await gatewayKinds(clients.experimental, 'experimental')];
}

async function gatewayKinds(client: Client, channel: Channel): Promise<KindUnderTest[]> {
  const groups = ['gateway.networking.k8s.io', 'gateway.networking.x-k8s.io'];
  const versions = await Promise.all(groups.map((group) => versionsOfGroup(client, group)));
  return kindsUnderTest(client, channel, versions.flat());
}
