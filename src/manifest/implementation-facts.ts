import type { ImplementationData, ProxyPeers } from './grant-data';

/** A kind of object that holds parameters for an implementation. */
export interface ParametersKind {
  readonly group: string;
  readonly kind: string;
}

/** Where an implementation's proxies expose Prometheus metrics, as a PodMonitor names it. */
interface MetricsEndpoint {
  /** Name of the container port. */
  readonly port: string;
  readonly number: number;
  readonly path: string;
}

/** Everything that is known of an implementation: plain JSON, the same in the table and in a contract. */
export interface ImplementationFacts {
  readonly name: string;
  readonly controllerName: string;
  /** Class that its own installation brings, or that its documentation uses. */
  readonly className?: string;
  /** Annotations that its GatewayClass needs. */
  readonly classAnnotations?: Record<string, string>;
  /** What `parametersRef` of a GatewayClass may name; left out where it is not read. */
  readonly classParameters?: ParametersKind;
  /** What `infrastructure.parametersRef` of a Gateway may name; left out where it is not read. */
  readonly gatewayParameters?: ParametersKind;
  /** Listener ports behind which clients see 80 and 443. */
  readonly ports: { readonly http: number; readonly https: number };
  /** Whether a listener works only on a port that the installation opens as an entry point. */
  readonly entryPoints: boolean;
  /** Where proxies run. Texts may hold {gateway}, {namespace} and {class} of the Gateway. */
  readonly proxies: ProxyPeers;
  readonly metrics?: MetricsEndpoint;
  /** Whether listeners' certificateRefs are read. */
  readonly readsCertificateRefs: boolean;
  /** Where else a listener's certificate may be named; left out where nowhere else. */
  readonly ownCertificates?: string;
  readonly unsupportedFeatures: string[];
  readonly isolatesListeners: boolean;
  readonly detectsMisdirectedRequests: boolean;
}

/** A Gateway, as far as its proxies depend on it. */
export interface GatewayIdentity {
  readonly name: string;
  readonly namespace: string;
  readonly className: string;
}

/** Where the proxies of one Gateway come from. */
export function proxiesOf(facts: ImplementationFacts, gateway: GatewayIdentity): ProxyPeers {
  const { namespace, podLabels, ...rest } = facts.proxies;
  return {
    ...rest,
    ...(namespace === undefined ? {} : { namespace: fill(namespace, gateway) }),
    ...(podLabels === undefined ? {} : {
      podLabels: Object.fromEntries(Object.entries(podLabels).map(([key, value]) => [key, fill(value, gateway)])),
    }),
  };
}

/** What grants hold of an implementation. */
export function implementationData(facts: ImplementationFacts): ImplementationData {
  const { name, controllerName, unsupportedFeatures, isolatesListeners, detectsMisdirectedRequests } = facts;
  return { name, controllerName, unsupportedFeatures: [...unsupportedFeatures], isolatesListeners, detectsMisdirectedRequests };
}

function fill(text: string, { name, namespace, className }: GatewayIdentity): string {
  return text.replaceAll('{gateway}', name).replaceAll('{namespace}', namespace).replaceAll('{class}', className);
}
