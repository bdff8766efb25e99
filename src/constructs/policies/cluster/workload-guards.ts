import type { GuardSettings } from '../../../manifest/guards/guard-settings';
import { NETWORK_CAPABILITIES, POD_KEYS } from '../../../manifest/guards/guarded-keys';
import { quote } from '../../../manifest/quote';
import { SPEC_CHANGES, type Validation } from '../admission-policy';
import { celMap, celStrings } from '../cel';
import { type ClusterGuard, commonConditions, METADATA_CHANGES, metadataVariables, tenantNamespaces } from './cluster-guard';

/** Services that lead elsewhere than to pods of their namespace, or in from outside. */
export function services(settings: GuardSettings): ClusterGuard {
  return {
    name: 'services', guard: 'services', namespaces: tenantNamespaces(settings),
    rules: [{ apiGroups: [''], resources: ['services'], operations: ['CREATE', 'UPDATE'], scope: 'Namespaced' }],
    matchConditions: [...commonConditions(settings), SPEC_CHANGES],
    variables: [],
    validations: [
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
    ],
  };
}

const CONTAINERS = ['containers', 'initContainers', 'ephemeralContainers']
  .map((list) => `(has(object.spec.${list}) ? object.spec.${list}.map(c, dyn(c)) : [])`).join(' + ');

/** Fields, labels and annotations by which a pod leaves the network that its policies hold for. */
export function pods(settings: GuardSettings): ClusterGuard {
  return {
    name: 'pods', guard: 'pods', namespaces: tenantNamespaces(settings),
    // Labels and annotations change through the status as well.
    rules: [{
      apiGroups: [''], resources: ['pods', 'pods/ephemeralcontainers', 'pods/status'], operations: ['CREATE', 'UPDATE'], scope: 'Namespaced',
    }],
    matchConditions: [
      ...commonConditions(settings),
      { name: 'changes', expression: `${SPEC_CHANGES.expression} || ${METADATA_CHANGES}` },
    ],
    variables: [
      // Of a pod that is older than the guard only what changes is judged.
      { name: 'containers', expression: `${SPEC_CHANGES.expression} ? ${CONTAINERS} : []` },
      { name: 'harmless', expression: celMap(POD_KEYS.map(({ key, harmless }) => [key, celStrings(harmless)])) },
      ...metadataVariables('labels'), ...metadataVariables('annotations'),
      { name: 'strays', expression: ['labels', 'annotations'].map(strays).join(' + ') },
    ],
    validations: podValidations(),
  };
}

/** Guarded keys with a value that opens something, and that they did not have before. */
function strays(part: string): string {
  const [now, before] = [`variables.${part}Now`, `variables.${part}Before`];
  return `variables.harmless.filter(k, k in ${now} && !(${now}[k] in variables.harmless[k])`
    + ` && !(k in ${before} && ${before}[k] == ${now}[k]))`;
}

function podValidations(): Validation[] {
  return [
    {
      expression: `!(${SPEC_CHANGES.expression}) || (${['hostNetwork', 'hostPID', 'hostIPC']
        .map((field) => `(!has(object.spec.${field}) || !object.spec.${field})`).join(' && ')})`,
      message: 'a pod here has no hostNetwork, hostPID or hostIPC: on the node\'s network no policy holds for it',
    },
    {
      expression: 'variables.containers.all(c, !has(c.ports) || c.ports.all(p, !has(p.hostPort) || p.hostPort == 0))',
      message: 'a container here has no hostPort: it opens a way in past the gateway',
    },
    {
      expression: 'variables.containers.all(c, !has(c.securityContext) || ((!has(c.securityContext.privileged) || !c.securityContext.privileged)'
        + ' && (!has(c.securityContext.capabilities) || !has(c.securityContext.capabilities.add)'
        + ` || c.securityContext.capabilities.add.all(a, !(a.upperAscii().replace('CAP_', '') in ${celStrings(NETWORK_CAPABILITIES)})))))`,
      message: 'a container here is not privileged and adds no capability over the network: it could undo what holds for its pod',
    },
    {
      expression: 'size(variables.strays) == 0',
      message: 'a label or annotation of the pod takes it out of its mesh, gives it another network, or makes it look like a gateway\'s proxy',
      messageExpression: `${quote('label or annotation ')} + variables.strays[0] + ${quote(' of the pod takes it out of its mesh, gives it another network, '
        + 'or makes it look like a gateway\'s proxy; leave it out')}`,
    },
  ];
}
