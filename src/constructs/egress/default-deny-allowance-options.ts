/** Options of DefaultDenyAllowance.monitoring. */
export interface MonitoringAllowanceOptions {
  /** Namespace of the scrapers, such as `monitoring`. */
  readonly namespace: string;
  /** Ports on which pods serve metrics. */
  readonly ports: number[];
  /**
   * Labels of the scrapers.
   *
   * @default - all pods of the namespace
   */
  readonly podLabels?: Record<string, string>;
}

/** Options of DefaultDenyAllowance.webhooks. */
export interface WebhookAllowanceOptions {
  /** Addresses that the Kubernetes API calls from: those of the control plane's nodes, /16 (IPv4) or /48 (IPv6) at the widest. */
  readonly kubernetesApiCidrs: string[];
  /** Labels of the pods that serve the webhooks. */
  readonly podLabels: Record<string, string>;
  /** Port on which they do. */
  readonly port: number;
}

/** Options of DefaultDenyAllowance.acmeSolver. */
export interface AcmeSolverAllowanceOptions {
  /** Namespace of the gateway's proxies. */
  readonly proxyNamespace: string;
  /**
   * Labels of the gateway's proxies.
   *
   * @default - all pods of the namespace
   */
  readonly proxyLabels?: Record<string, string>;
}

/** Options of DefaultDenyAllowance.meshControlPlane. */
export interface MeshAllowanceOptions {
  /**
   * Namespace of istiod.
   *
   * @default 'istio-system'
   */
  readonly namespace?: string;
  /**
   * Whether the mesh is ambient: its pods have no sidecar that would connect to istiod.
   *
   * @default false
   */
  readonly ambient?: boolean;
}

/** Options of DefaultDenyAllowance.telemetry. */
export interface TelemetryAllowanceOptions {
  /** Namespace of the collector, such as `observability`. */
  readonly namespace: string;
  /**
   * Labels of the collector.
   *
   * @default - all pods of the namespace
   */
  readonly podLabels?: Record<string, string>;
  /**
   * Ports of the collector.
   *
   * @default [4317, 4318]
   */
  readonly ports?: number[];
}
