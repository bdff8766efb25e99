import {
  CILIUM_POLICIES, type ClosedGroup,
  closedGroups, KIND_WRITERS } from '../../../manifest/guards/closed-kinds';
import { grantedNamespacesOf, type GuardSettings, platformNamespacesOf } from '../../../manifest/guards/guard-settings';
import { CILIUM, GATEWAY_API, knownKind, NETWORKING, ROUTE_KINDS } from '../../../manifest/kinds';
import { policyKindOf } from '../../../manifest/proxy-peers';
import { quote } from '../../../manifest/quote';
import { type ResourceRule, SPEC_CHANGES } from '../admission-policy';
import { celStrings } from '../cel';
import { ciliumShape } from '../network-policy-guard';
import { type ClusterGuard, commonConditions, CONTENT_CHANGES, tenantNamespaces } from './cluster-guard';

const WRITES = ['CREATE', 'UPDATE'] as const;

/** Kinds of the permission table that teams may not write, in every namespace but the platform's. */
export function closedKinds(settings: GuardSettings): ClusterGuard {
  const groups = closedGroups();
  const open = groups.flatMap(({ group, open: plurals }) => plurals.map((plural) => `${plural}.${group}`))
    .filter((resource) => resource !== CILIUM_POLICIES);
  const resource = 'request.resource.resource + \'.\' + request.resource.group';
  return {
    name: 'closed-kinds', guard: 'closed-kinds', namespaces: tenantNamespaces(settings),
    rules: groups.flatMap(ruleOf),
    matchConditions: [
      ...commonConditions(settings),
      { name: 'not-open', expression: `!((${resource}) in ${celStrings(open)})` },
      {
        name: 'not-to-let-a-gateway-in',
        expression: `!((${resource}) == ${quote(CILIUM_POLICIES)} && request.namespace in ${celStrings(ciliumNamespaces(settings))})`,
      },
      { name: 'not-by-their-controllers', expression: `!(${byTheirControllers(settings)})` },
      CONTENT_CHANGES,
    ],
    variables: [],
    validations: [{
      expression: 'false',
      message: 'this kind is the platform\'s: it leads traffic past what teams were granted; '
        + 'ask the operators for what it is to do',
      messageExpression: `request.kind.kind + ${quote(' is a kind of the platform\'s, since it leads traffic past what teams were granted; '
        + 'ask the operators for what it is to do in namespace ')} + request.namespace`,
    }],
  };
}

function byTheirControllers(settings: GuardSettings): string {
  const resource = '(request.resource.group == \'\' ? request.resource.resource'
    + ' : request.resource.resource + \'.\' + request.resource.group)';
  const namespaces = platformNamespacesOf(settings);
  return KIND_WRITERS.map(({ resources, users, accounts }) => {
    const all = [...users, ...accounts.flatMap((account) => namespaces.map((namespace) => `system:serviceaccount:${namespace}:${account}`))];
    return `(${resource} in ${celStrings(resources)} && request.userInfo.username in ${celStrings(all)})`;
  }).join(' || ');
}

function ruleOf({ group, closed }: ClosedGroup): ResourceRule[] {
  if (closed?.length === 0) return [];
  const resources = [...closed ?? ['*'], ...STATUSES.get(group) ?? []];
  return [{ apiGroups: [group], resources, operations: WRITES, scope: 'Namespaced' }];
}

/** The status of a built-in kind takes labels and annotations with it; that of a custom resource does not. */
const STATUSES = new Map([[NETWORKING, ['ingresses/status']]]);

/** Namespaces where a gateway's proxies are let in by policies of Cilium. */
function ciliumNamespaces(settings: GuardSettings): string[] {
  const isolating = settings.grants
    .filter(({ isolation, proxies }) => isolation.ingress && policyKindOf(proxies) === 'CiliumNetworkPolicy');
  return grantedNamespacesOf({ grants: isolating });
}

/** Policies of Cilium, where teams write some: each lets the gateway's proxies in, whoever applies it. */
export function ciliumPolicies(settings: GuardSettings): ClusterGuard[] {
  const values = ciliumNamespaces(settings);
  if (values.length === 0) return [];
  const entities = [...new Set(settings.grants.flatMap(({ proxies }) => proxies.entity ?? []))];
  return [{
    name: 'cilium-policies', guard: 'cilium-policies', namespaces: { operator: 'In', values },
    rules: [{
      apiGroups: [CILIUM], resources: [knownKind(CILIUM, 'CiliumNetworkPolicy').plural], operations: WRITES, scope: 'Namespaced',
    }],
    matchConditions: [...commonConditions(settings), CONTENT_CHANGES],
    variables: [],
    validations: [{
      expression: ciliumShape('object', `r.fromEntities.all(e, e in ${celStrings(entities)})`),
      message: 'a CiliumNetworkPolicy here may only let the gateway\'s proxies reach labelled pods on single ports; '
        + 'the operators write the others',
    }],
  }];
}

/** What Gateway API lets teams write stays closed where nothing was granted, a new namespace included. */
export function ungranted(settings: GuardSettings): ClusterGuard {
  const kinds = [...ROUTE_KINDS, 'ListenerSet', 'ReferenceGrant'];
  return {
    name: 'ungranted', guard: 'ungranted',
    namespaces: { operator: 'NotIn', values: [...platformNamespacesOf(settings), ...grantedNamespacesOf(settings)] },
    rules: [{
      apiGroups: [GATEWAY_API], resources: kinds.map((kind) => knownKind(GATEWAY_API, kind).plural), operations: WRITES,
      scope: 'Namespaced',
    }],
    matchConditions: [...commonConditions(settings), SPEC_CHANGES],
    variables: [],
    validations: [{
      expression: 'false',
      message: 'nothing was granted to this namespace; the operators grant it with SharedGateway.admit',
      messageExpression: `${quote('nothing was granted to namespace ')} + request.namespace`
        + ` + ${quote(', so it has no ')} + request.kind.kind + ${quote('; the operators grant it with SharedGateway.admit')}`,
    }],
  };
}

/** Ways into pods that no network policy sees: they come from the node. */
export function connections(settings: GuardSettings): ClusterGuard {
  return {
    name: 'connections', guard: 'connections', namespaces: tenantNamespaces(settings),
    rules: [{
      apiGroups: [''], resources: ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/proxy', 'services/proxy'],
      operations: ['CONNECT'], scope: 'Namespaced',
    }],
    matchConditions: commonConditions(settings),
    variables: [],
    validations: [{
      expression: 'false',
      message: 'a connection through the API server reaches the pod past its network policies; ask the operators for it',
    }],
  };
}
