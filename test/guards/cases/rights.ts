import { PLATFORM, TEAM } from '../settings';
import type { Connection, DoorCase, Right } from './door-case';

const right = (verb: string, group: string, resource: string): Right => ({ verb, group, resource });
const GATEWAY_API = 'gateway.networking.k8s.io';
const allowed = right('create', GATEWAY_API, 'httproutes');

const cases = (door: string, mine: Right, ...others: Right[]): DoorCase[] => [
  { door, title: `${mine.verb} ${mine.resource}`, right: mine },
  ...others.map((one) => ({ door, title: `${one.verb} ${one.resource}`, right: one, refusedBy: 'RBAC' })),
];

/** What RBAC closes: a right that the emitted roles give, and those that they do not. */
export const RIGHT_CASES: readonly DoorCase[] = [
  ...cases('node-proxy', right('get', GATEWAY_API, 'gateways'), right('get', '', 'nodes/proxy'), right('create', '', 'nodes/proxy')),
  ...cases('status', right('update', GATEWAY_API, 'httproutes'),
    ...['httproutes', 'gateways', 'listenersets'].map((one) => right('update', GATEWAY_API, `${one}/status`)),
    right('patch', '', 'services/status'), right('patch', '', 'pods/status'), right('update', 'networking.k8s.io', 'ingresses/status')),
  ...cases('tokens', allowed, right('create', '', 'serviceaccounts/token')),
  ...cases('certificate-request', allowed, right('create', 'cert-manager.io', 'certificaterequests'),
    right('create', 'acme.cert-manager.io', 'orders'), right('create', 'acme.cert-manager.io', 'challenges')),
  ...cases('policies', allowed, ...['create', 'update', 'patch', 'delete'].flatMap((verb) => (
    ['validatingadmissionpolicies', 'validatingadmissionpolicybindings', 'validatingwebhookconfigurations', 'mutatingadmissionpolicies',
      'mutatingwebhookconfigurations'].map((resource) => right(verb, 'admissionregistration.k8s.io', resource))))),
  ...cases('rights', allowed,
    ...['create', 'update', 'patch', 'delete', 'escalate', 'bind'].flatMap((verb) => (
      ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'].map((one) => right(verb, 'rbac.authorization.k8s.io', one)))),
    ...['users', 'groups', 'serviceaccounts'].map((one) => right('impersonate', '', one))),
  ...cases('ephemeral-containers', allowed, right('update', '', 'pods/ephemeralcontainers')),
  ...cases('connect', allowed, ...['exec', 'attach', 'portforward', 'proxy'].map((one) => right('create', '', `pods/${one}`)),
    right('create', '', 'services/proxy')),
  ...cases('namespace-labels', allowed, right('patch', '', 'namespaces'), right('create', '', 'namespaces')),
];

const CONNECTIONS: readonly (readonly [Connection['resource'], string])[] = [
  ['pods', 'exec'], ['pods', 'attach'], ['pods', 'portforward'], ['pods', 'proxy'], ['services', 'proxy'],
];

export const CONNECTION_CASES: readonly DoorCase[] = CONNECTIONS.flatMap(([resource, subresource]) => [
  { door: 'connect', title: `${resource}/${subresource} of the platform`, connection: { resource, subresource, namespace: PLATFORM } },
  {
    door: 'connect', title: `${resource}/${subresource} of the team`, connection: { resource, subresource, namespace: TEAM },
    refusedBy: 'cluster-guards-connections',
  },
]);
