import type { AllowanceData, IngressAllowance } from '../../manifest/allowances';
import type { ClusterData, DestinationData, GrantData, PortData } from '../../manifest/grant-data';
import { podPorts } from '../../manifest/mesh-ports';
import { listOption } from '../base/list-option';
import { invalid, type Place, refused } from '../base/problems';
import { type PlannedObject, reasonsOf, selectorOf } from './backends/backend';
import { DefaultDenyAllowance } from './default-deny-allowance';
import { podsPeer } from './egress-rules';

/** The allowances that an option holds. */
export function allowancesOption(place: Place, allowances: DefaultDenyAllowance[] | undefined): AllowanceData[] {
  const example = '[DefaultDenyAllowance.telemetry({ namespace: "observability" })]';
  return listOption(place, 'allowances', allowances, example).map((allowance, i) => {
    if (allowance instanceof DefaultDenyAllowance) return allowance._data();
    throw invalid(place, `allowances[${i}]`, allowance, { reason: 'it is no DefaultDenyAllowance', fix: `write ${example}` });
  });
}

/** The ways out that allowances keep open. What comes in is for grants that isolate ingress too: elsewhere it is open. */
export function allowedWays(
  place: Place, allowances: readonly AllowanceData[], { isolation, team }: GrantData,
): DestinationData[] {
  return allowances.flatMap(({ name, ingress, egress }, i) => {
    if (egress.length === 0 && ingress.length > 0 && !isolation.ingress) {
      throw refused(place, `allowances[${i}] (${name}) is about what comes in, and the grant of team "${team.name}" leaves that open; `
        + 'remove it, or admit the team with isolation: Isolation.BOTH');
    }
    return egress;
  });
}

/** The policies that let in what allowances name, to pods of a namespace that is closed: all, or those with some labels. */
export function ingressPolicies(
  namespace: string, allowances: readonly AllowanceData[], cluster: ClusterData, podLabels?: Record<string, string>,
): PlannedObject[] {
  return allowances.flatMap(({ name, ingress, reason }, i) => ingress.map((one, j) => ({
    id: `${namespace}-${name.toLowerCase()}-${i}-${j}`, apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace,
    annotations: reasonsOf([reason]),
    fields: {
      spec: {
        podSelector: selectorOf(one.targetLabels ?? podLabels), policyTypes: ['Ingress'], ingress: [ingressRule(one, cluster)],
      },
    },
  })));
}

function ingressRule({ namespace, podLabels, cidr, ports }: IngressAllowance, cluster: ClusterData): Record<string, unknown> {
  const open: readonly PortData[] = ports.length === 0 ? [{ protocol: 'TCP' }] : ports;
  if (cidr !== undefined) return { from: [{ ipBlock: { cidr } }], ports: [...open] };
  return { from: [podsPeer(String(namespace), podLabels)], ports: podPorts(open, cluster) };
}
