import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { Category, type Finding, Severity } from '../../manifest/finding';
import type { GrantData, ProxyPeers } from '../../manifest/grant-data';
import type { Transport } from '../../manifest/route-protocols';
import { type Place, refused } from '../base/problems';
import { whereOf } from '../base/where-of';
import { GatewayIngress } from './gateway-ingress';
import type { PodsReading, ResolvedBackend } from './resolve-backend';

/** A policy to be made: one for each set of pods and port. */
export interface IngressPlan {
  readonly id: string;
  /** Labels, port and transport, as one text to compare by. */
  readonly key: string;
  readonly labels: Record<string, string>;
  readonly port: number | string;
  readonly transport: Transport;
}

/**
 * The policies that let proxies reach backends, one for each set of pods and port. Backends whose pods are not known
 * have none, and are reported at synth.
 *
 * `source` names the proxies in the ids of the policies.
 *
 * @throws where one Service is said to have different pods
 */
export function planIngress(
  place: Place, proxies: ProxyPeers, backends: readonly ResolvedBackend[], source = 'gateway',
): IngressPlan[] {
  const plans: IngressPlan[] = [];
  if (proxies.form === 'none') return plans;
  for (const { option, name, transport, readPods } of backends) {
    const reading = readPods();
    const key = keyOf(reading, transport);
    if ('unknown' in reading || plans.some((plan) => plan.key === key)) continue;
    const id = `${source}-to-${name}-${reading.port}${transport === 'TCP' ? '' : `-${transport.toLowerCase()}`}`;
    if (plans.some((plan) => plan.id === id)) {
      throw refused(place, `${option}: another rule says other pods of Service "${name}"; write the same pods in both`);
    }
    plans.push({ id, key, labels: reading.labels, port: reading.port, transport });
  }
  return plans;
}

/** Makes the policies that are planned and do not stand yet. */
export function makeIngress(
  scope: Construct, namespace: string, { proxies, cluster: { mesh } }: GrantData, plans: readonly IngressPlan[],
): GatewayIngress[] {
  return plans
    .filter(({ id }) => !scope.node.tryFindChild(id))
    .map(({ id, labels, port, transport }) => (
      new GatewayIngress(scope, id, { namespace, labels, port, transport, proxies, mesh })));
}

/** What still keeps proxies from backends at synth: pods that nobody named, or that changed since the policy was made. */
export function ingressFindings(
  object: ApiObject, proxies: ProxyPeers, backends: readonly ResolvedBackend[], plans: readonly IngressPlan[],
): Finding[] {
  const seen = new Set<string>();
  return backends.flatMap((backend) => {
    const service = `${backend.name}:${backend.port}`;
    const problem = problemOf(service, proxies, readNow(backend), backend.transport, plans);
    if (!problem || seen.has(service)) return [];
    seen.add(service);
    return [{
      code: 'GW040', severity: Severity.ERROR, category: Category.SEMANTIC, ...problem, ...whereOf(object),
    }];
  });
}

/** A workload that was changed may not be readable any more; that is a finding, not a failure of the check. */
function readNow(backend: ResolvedBackend): PodsReading {
  try {
    return backend.readPods();
  } catch (error) {
    return { unknown: error instanceof Error ? error.message : String(error) };
  }
}

function problemOf(
  service: string, proxies: ProxyPeers, reading: PodsReading, transport: Transport, plans: readonly IngressPlan[],
): Pick<Finding, 'message' | 'fix'> | undefined {
  if (proxies.form === 'none') {
    return {
      message: `ingress is isolated, and no policy can let the gateway reach ${service}: its proxies cannot be named `
        + `(${proxies.reason ?? 'no reason given'})`,
      fix: 'have the operator say where the proxies run (an option of the Implementation), '
        + 'or admit the team without ingress isolation',
    };
  }
  if ('unknown' in reading) {
    return {
      message: `ingress is isolated, and the pods of ${service} are not known (${reading.unknown}), `
        + 'so no policy lets the gateway reach them',
      fix: 'write pods: Pods.labelled({ app: \'product\' }, 8080), with the pods\' own labels and port, as option of the Backend',
    };
  }
  if (plans.some(({ key }) => key === keyOf(reading, transport))) return undefined;
  return {
    message: `the pods of ${service} changed after the route was made, so its policy would let the gateway reach others`,
    fix: 'complete the Service and its pods before the route',
  };
}

function keyOf(reading: PodsReading, transport: Transport): string {
  if ('unknown' in reading) return '';
  return JSON.stringify([Object.entries(reading.labels).sort(([a], [b]) => (a < b ? -1 : 1)), reading.port, transport]);
}
