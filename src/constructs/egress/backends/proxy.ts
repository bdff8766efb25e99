import { createHash } from 'node:crypto';
import type { DestinationData, PortData } from '../../../manifest/grant-data';
import { namedProblem } from '../../../manifest/named-destinations';
import { NAME_LABEL } from '../../../manifest/names';
import type { Problem } from '../../../manifest/problem';
import { destinationRule, dnsRules, egressSpec, placed } from '../egress-rules';
import type { LockdownBackend, LockdownPlan, PlannedObject } from './backend';
import { closingPolicies, openingPolicies, publicPorts, publicPortsProblem } from './network-policies';
import { proxyDeployment } from './proxy-deployment';
import { PROXY_PORT, squidConfig } from './squid-config';

/** Label that tells the proxies of each lockdown apart. */
const LABEL = 'egress.cdk8s-gateway.io/proxy';

/** A forward proxy of the lockdown's own, and NetworkPolicies. */
export const PROXY: LockdownBackend = {
  title: 'an explicit proxy',
  promises: {
    undoneBy: 'policies add up: whoever may write NetworkPolicies in the namespace goes around the proxy, '
      + 'and whoever may write in the proxy\'s namespace changes its list',
    by: 'proxy',
    hosts: 'by the name in the request to the proxy, which is not compared with what the connection says inside',
  },
  problem: (destination, { cluster, podLabels, settings, namespace }) => {
    if (destination.form !== 'host') return namedProblem(destination, cluster);
    if (settings.namespace === namespace) {
      return {
        reason: 'the proxies would stand in the namespace that they are to hold',
        fix: 'give the back end a namespace of the operators',
      };
    }
    return publicPortsProblem(destination) ?? hostProblem(destination, podLabels);
  },
  plan: (plan) => {
    const hosts = plan.destinations.filter(({ form }) => form === 'host');
    const others = plan.destinations.filter(({ form }) => form !== 'host');
    const way = hosts.length > 0 ? [wayIn(plan)] : [];
    return [
      ...closingPolicies(plan), ...openingPolicies(plan, [...others, ...way]),
      ...(hosts.length > 0 ? proxyObjects(plan, hosts) : []),
    ];
  },
};

function hostProblem({ ports }: DestinationData, podLabels: Record<string, string> | undefined): Problem | undefined {
  if (ports.some(({ protocol }) => protocol !== 'TCP')) {
    return {
      reason: 'it carries TCP only',
      fix: 'write the addresses with Destination.cidr',
    };
  }
  return podLabels && { reason: 'its proxies serve a whole namespace', fix: 'open it in the lockdown of the namespace' };
}

/** Name of the proxies of a namespace. */
function proxyName(namespace: string): string {
  const name = `egress-proxy-${namespace}`;
  return name.length <= 52 ? name : `${name.slice(0, 43)}-${createHash('sha256').update(namespace).digest('hex').slice(0, 8)}`;
}

/** What pods set as `HTTPS_PROXY` and `HTTP_PROXY`. */
export function proxyUrl(namespace: string, proxyNamespace: string): string {
  return `http://${proxyName(namespace)}.${proxyNamespace}.svc:${PROXY_PORT}`;
}

const labelsOf = (namespace: string): Record<string, string> => ({ [LABEL]: proxyName(namespace) });
const LISTENS: PortData = { protocol: 'TCP', port: PROXY_PORT };

function wayIn({ namespace, settings }: LockdownPlan): DestinationData {
  return {
    form: 'workload', namespace: settings.namespace, podLabels: labelsOf(namespace), ports: [LISTENS],
    reason: 'hosts, through their proxy',
  };
}

function proxyObjects(plan: LockdownPlan, hosts: readonly DestinationData[]): PlannedObject[] {
  const name = proxyName(plan.namespace);
  const labels = labelsOf(plan.namespace);
  const config = squidConfig(hosts, plan.cluster.metadataCidrs);
  const common = { namespace: plan.settings.namespace, name, labels };
  const id = (part: string): string => `${plan.namespace}-proxy-${part}`;
  return [
    { ...common, id: id('config'), apiVersion: 'v1', kind: 'ConfigMap', fields: { data: { 'squid.conf': config } } },
    {
      ...common, id: id('deployment'), apiVersion: 'apps/v1', kind: 'Deployment',
      fields: proxyDeployment(plan.settings, name, labels, config),
    },
    {
      ...common, id: id('service'), apiVersion: 'v1', kind: 'Service',
      fields: {
        spec: {
          type: 'ClusterIP', selector: labels,
          ports: [{ name: 'proxy', port: PROXY_PORT, targetPort: PROXY_PORT, protocol: 'TCP' }],
        },
      },
    },
    {
      ...common, id: id('budget'), apiVersion: 'policy/v1', kind: 'PodDisruptionBudget',
      fields: { spec: { maxUnavailable: 1, selector: { matchLabels: labels } } },
    },
    policy(plan, 'deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
    policy(plan, 'in', {
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { [NAME_LABEL]: plan.namespace } } }], ports: [LISTENS] }],
    }),
    policy(plan, 'out', egressSpec([
      ...dnsRules(plan.cluster), ...placed(publicPorts(hosts), plan.cluster).map(destinationRule),
    ])),
  ];
}

/** The policies of the proxies are about them alone: others may share their namespace. */
function policy(plan: LockdownPlan, part: string, spec: object): PlannedObject {
  return {
    id: `${plan.namespace}-proxy-${part}`, apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace: plan.settings.namespace,
    fields: { spec: { ...spec, podSelector: { matchLabels: labelsOf(plan.namespace) } } },
  };
}
