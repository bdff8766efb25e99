/** A Kubernetes object as it stands in a manifest. */
export interface KubeObject<Spec = Record<string, unknown>> {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  spec: Spec;
  [field: string]: unknown;
}

export interface ListenerSpec {
  name: string;
  port: number;
  protocol: string;
  hostname?: string;
}
export type GatewayObject = KubeObject<{ gatewayClassName: string; listeners: ListenerSpec[] }>;
export type GatewayClassObject = KubeObject<{ controllerName: string; parametersRef?: unknown }>;

export interface ServicePortSpec {
  name?: string;
  port: number;
  protocol?: string;
  targetPort?: number | string;
}
export type ServiceObject = KubeObject<{ type?: string; ports: ServicePortSpec[] }>;

/** What a cert-manager Certificate asks for. */
export type CertificateObject = KubeObject<{ secretName: string; dnsNames: string[] }>;

interface BackendRefSpec {
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
}
export type RouteObject = KubeObject<{
  rules?: Array<{
    backendRefs?: BackendRefSpec[];
    filters?: Array<{ requestMirror?: { backendRef: BackendRefSpec } }>;
  }>;
}>;

export type BackendTlsPolicyObject = KubeObject<{ targetRefs: Array<{ name: string; sectionName?: string }> }>;

/** The objects of one kind. */
export function ofKind<T extends KubeObject<unknown>>(objects: KubeObject[], kind: string): T[] {
  return objects.filter((object) => object.kind === kind) as unknown as T[];
}

/** `namespace/name` */
export function keyOf({ metadata }: KubeObject<unknown>): string {
  return `${metadata.namespace ?? 'default'}/${metadata.name}`;
}
