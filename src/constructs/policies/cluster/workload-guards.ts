import { type GuardSettings, platformNamespacesOf } from '../../../manifest/guards/guard-settings';
import {
  NETWORK_CAPABILITIES, POD_KEYS, SERVICE_ANNOTATIONS, SOLVER_ACCOUNT, SOLVER_KEY, SOLVER_LABEL, WAYPOINT_KEY,
} from '../../../manifest/guards/guarded-keys';
import { quote } from '../../../manifest/quote';
import { SPEC_CHANGES, type Validation, type Variable } from '../admission-policy';
import { celMap, celStrings } from '../cel';
import { type ClusterGuard, commonConditions, METADATA_CHANGES, metadataVariables, tenantNamespaces } from './cluster-guard';

const WRITES = ['CREATE', 'UPDATE'] as const;

const SPEC_OR_METADATA_CHANGES: Variable = { name: 'changes', expression: `${SPEC_CHANGES.expression} || ${METADATA_CHANGES}` };

/** What is said of a spec is not asked again where labels or annotations change: the object may be older than the guard. */
const IS_NEW: Variable = { name: 'isNew', expression: SPEC_CHANGES.expression };

/** Whether key `k` is new, or of a new value. */
function isSet(part: string): string {
  return `!(k in variables.${part}Before && variables.${part}Before[k] == variables.${part}Now[k])`;
}

function ofSpec({ expression, ...said }: Validation): Validation {
  return { expression: `!variables.isNew || (${expression})`, ...said };
}

/** Rules on requests stand at the waypoint of an ambient mesh. */
const KEEPS_WAYPOINT: Validation = {
  expression: `${celStrings([WAYPOINT_KEY])}.all(k, !(k in variables.labelsNow) || variables.labelsNow[k].lowerAscii() != 'none'`
    + ` || !(${isSet('labels')}))`,
  message: `the label ${WAYPOINT_KEY}: none passes by the waypoint of the namespace, and what it holds requests to; leave it out`,
};

/** Services that lead elsewhere than to pods of their namespace, or in from outside. */
export function services(settings: GuardSettings): ClusterGuard {
  return {
    name: 'services', guard: 'services', namespaces: tenantNamespaces(settings),
    // Labels and annotations change through the status as well.
    rules: [{ apiGroups: [''], resources: ['services', 'services/status'], operations: WRITES, scope: 'Namespaced' }],
    matchConditions: [...commonConditions(settings), SPEC_OR_METADATA_CHANGES],
    variables: [IS_NEW, ...metadataVariables('labels'), ...metadataVariables('annotations'), {
      name: 'strays', expression: `variables.annotationsNow.filter(k, k in ${celStrings(SERVICE_ANNOTATIONS)} && ${isSet('annotations')})`,
    }],
    validations: [
      {
        expression: 'size(variables.strays) == 0',
        message: 'an annotation of the Service configures a router, or leads to other clusters',
        messageExpression: `${quote('annotation ')} + variables.strays.join(${quote(', ')})`
          + ` + ${quote(' of the Service configures a router, or leads to other clusters; leave it out')}`,
      },
      KEEPS_WAYPOINT,
      ...SERVICE_SPEC.map(ofSpec),
    ],
  };
}

const SERVICE_SPEC: readonly Validation[] = [
  {
    expression: '!has(object.spec.type) || object.spec.type == \'ClusterIP\'',
    message: 'a Service here has type ClusterIP: the others open a way in past the gateway, or lead to a name outside',
  },
  {
    expression: '(!has(object.spec.externalIPs) || size(object.spec.externalIPs) == 0)'
      + ' && (!has(object.spec.loadBalancerIP) || object.spec.loadBalancerIP == \'\')',
    message: 'a Service here has no externalIPs and no loadBalancerIP: they take over addresses of others',
  },
  {
    expression: '(has(object.spec.type) && object.spec.type == \'ExternalName\')'
      + ' || (has(object.spec.selector) && size(object.spec.selector) > 0)',
    message: 'a Service here has a selector: without one it leads to addresses written by hand, past every policy on pods',
  },
];

const CONTAINERS = ['containers', 'initContainers', 'ephemeralContainers']
  .map((list) => `(has(object.spec.${list}) ? object.spec.${list}.map(c, dyn(c)) : [])`).join(' + ');

/** Fields, labels and annotations by which a pod leaves the network that its policies hold for. */
export function pods(settings: GuardSettings): ClusterGuard {
  return {
    name: 'pods', guard: 'pods', namespaces: tenantNamespaces(settings),
    rules: [{
      apiGroups: [''], resources: ['pods', 'pods/ephemeralcontainers', 'pods/status'], operations: WRITES, scope: 'Namespaced',
    }],
    matchConditions: [...commonConditions(settings), SPEC_OR_METADATA_CHANGES],
    variables: [
      IS_NEW, ...metadataVariables('labels'), ...metadataVariables('annotations'),
      { name: 'containers', expression: CONTAINERS },
      { name: 'harmless', expression: celMap(POD_KEYS.map(({ key, harmless }) => [key, celStrings(harmless)])) },
      { name: 'solver', expression: solverOf(settings) },
      {
        name: 'strays',
        expression: ['labels', 'annotations'].map((part) => `variables.harmless.filter(k, k in variables.${part}Now && ${isSet(part)}`
          + ` && !(variables.${part}Now[k] in variables.harmless[k]) && !(variables.solver && k == ${quote(SOLVER_KEY)}))`).join(' + '),
      },
    ],
    validations: [...POD_SPEC.map(ofSpec), POD_KEYS_FIT, KEEPS_WAYPOINT],
  };
}

/** Whether cert-manager made the pod, to answer for a certificate: those stand outside the mesh. */
function solverOf(settings: GuardSettings): string {
  const accounts = platformNamespacesOf(settings).map((namespace) => `system:serviceaccount:${namespace}:${SOLVER_ACCOUNT}`);
  return `${quote(SOLVER_LABEL)} in variables.labelsNow && request.userInfo.username in ${celStrings(accounts)}`;
}

const POD_SPEC: readonly Validation[] = [
  {
    expression: ['hostNetwork', 'hostPID', 'hostIPC'].map((field) => `(!has(object.spec.${field}) || !object.spec.${field})`).join(' && '),
    message: 'a pod here has no hostNetwork, hostPID or hostIPC: on the node\'s network no policy holds for it',
  },
  {
    expression: 'variables.containers.all(c, !has(c.ports) || c.ports.all(p, !has(p.hostPort) || p.hostPort == 0))',
    message: 'a container here has no hostPort: it opens a way in past the gateway',
  },
  {
    expression: 'variables.containers.all(c, !has(c.securityContext)'
      + ' || ((!has(c.securityContext.privileged) || !c.securityContext.privileged)'
      + ' && (!has(c.securityContext.capabilities) || !has(c.securityContext.capabilities.add)'
      + ` || c.securityContext.capabilities.add.all(a, !(a.upperAscii().replace('CAP_', '') in ${celStrings(NETWORK_CAPABILITIES)})))))`,
    message: 'a container here is not privileged and adds no capability over the network: it could undo what holds for its pod',
  },
];

const POD_KEYS_FIT: Validation = {
  expression: 'size(variables.strays) == 0',
  message: 'a label or annotation of the pod takes it out of its mesh, gives it another network or address, '
    + 'or makes it look like a gateway\'s proxy',
  messageExpression: `${quote('label or annotation ')} + variables.strays.join(${quote(', ')}) + ${quote(' of the pod takes it out of its mesh, gives it another network or address, '
    + 'or makes it look like a gateway\'s proxy; leave it out')}`,
};
