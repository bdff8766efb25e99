import type { DestinationData, PortData } from './grant-data';
import { AMBIENT_PROBE_CIDR, ISTIOD } from './mesh-ports';

/** Who may come in under a default deny: pods of a namespace, a whole namespace, or addresses. */
export interface IngressAllowance {
  readonly namespace?: string;
  readonly podLabels?: Record<string, string>;
  readonly cidr?: string;
  /** Labels of the pods that are reached; all of the namespace where left out. */
  readonly targetLabels?: Record<string, string>;
  /** Ports of the pods that are reached; all of TCP where empty. */
  readonly ports: PortData[];
}

/** What a default deny would break, and both directions of what keeps it whole. */
export interface AllowanceData {
  readonly name: 'monitoring' | 'webhooks' | 'acmeSolver' | 'meshControlPlane' | 'telemetry';
  readonly reason: string;
  readonly ingress: IngressAllowance[];
  readonly egress: DestinationData[];
}

const tcp = (ports: readonly number[]): PortData[] => ports.map((port) => ({ protocol: 'TCP', port }));

/** Scrapers of a monitoring namespace reach the pods' metrics ports. */
export function monitoringAllowance(
  namespace: string, ports: readonly number[], podLabels?: Record<string, string>,
): AllowanceData {
  return {
    name: 'monitoring', reason: 'metrics are scraped', ingress: [{ namespace, podLabels, ports: tcp(ports) }], egress: [],
  };
}

/** The Kubernetes API calls admission webhooks in pods from outside of them, where only its addresses name it. */
export function webhookAllowance(cidrs: readonly string[], targetLabels: Record<string, string>, port: number): AllowanceData {
  return {
    name: 'webhooks', reason: 'the Kubernetes API calls admission webhooks',
    ingress: cidrs.map((cidr) => ({ cidr, targetLabels, ports: tcp([port]) })), egress: [],
  };
}

/** Proxies of a gateway reach the pods that cert-manager starts for a challenge. Source: cert-manager, HTTP01 solver pods. */
export function acmeSolverAllowance(namespace: string, podLabels?: Record<string, string>): AllowanceData {
  return {
    name: 'acmeSolver', reason: 'ACME challenges are answered',
    ingress: [{
      namespace, podLabels, targetLabels: { 'acme.cert-manager.io/http01-solver': 'true' }, ports: tcp([8089]),
    }],
    egress: [],
  };
}

/** Proxies in or beside the pods reach istiod; in an ambient mesh the node's health checks come from an address of their own. */
export function meshAllowance(namespace: string, ambient: boolean): AllowanceData {
  const reason = 'the mesh\'s control plane';
  return {
    name: 'meshControlPlane', reason,
    ingress: ambient ? [{ cidr: AMBIENT_PROBE_CIDR, ports: [] }] : [],
    egress: ambient ? [] : [{ form: 'workload', namespace, podLabels: ISTIOD.podLabels, ports: tcp(ISTIOD.ports), reason }],
  };
}

/** Pods send traces, metrics and logs to a collector. Source: OpenTelemetry, OTLP ports. */
export function telemetryAllowance(
  namespace: string, podLabels: Record<string, string> | undefined, ports: readonly number[],
): AllowanceData {
  const reason = 'telemetry is sent to the collector';
  return {
    name: 'telemetry', reason, ingress: [],
    egress: [{
      form: podLabels ? 'workload' : 'namespace', namespace, ...(podLabels && { podLabels }), ports: tcp(ports), reason,
    }],
  };
}
