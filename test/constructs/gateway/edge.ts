import { App, Testing } from 'cdk8s';
import {
  GatewayInfrastructure, Implementation, Listener, OperatorChart, PlatformChart, SharedGateway, type SharedGatewayProps, TlsCertificate,
} from '../../../src';

/** A manifest as it is emitted. */
export interface Emitted {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  spec: Record<string, unknown>;
}

/** An app with a platform and an operator's chart in gateway-system. */
export class Edge {
  public readonly app = new App();
  public readonly infrastructure: GatewayInfrastructure;
  public readonly chart: OperatorChart;

  public constructor(implementation = Implementation.envoyGateway()) {
    this.infrastructure = new GatewayInfrastructure(new PlatformChart(this.app, 'platform'), 'public', { implementation });
    this.chart = new OperatorChart(this.app, 'edge', { namespace: 'gateway-system' });
  }

  /** The gateway of the company: a listener for each hostname, unless something else is said. */
  public gateway(props: Partial<SharedGatewayProps> = {}): SharedGateway {
    return new SharedGateway(this.chart, 'company-gateway', { infrastructure: this.infrastructure, listeners: [perHostname()], ...props });
  }

  /** What the operator's chart emits of a kind. */
  public emitted(kind: string): Emitted[] {
    return (Testing.synth(this.chart) as Emitted[]).filter((manifest) => manifest.kind === kind);
  }

  /** The listeners of the Gateway as emitted. */
  public listeners(): Record<string, unknown>[] {
    return this.emitted('Gateway')[0].spec.listeners as Record<string, unknown>[];
  }
}

export const ISSUED = TlsCertificate.fromClusterIssuer('letsencrypt-prod');

export const secret = (name: string): TlsCertificate => TlsCertificate.fromSecret(name);

/** A listener whose certificate is in a Secret, by default one named like the hostname. */
export const https = (hostname: string, name = hostname): Listener => Listener.https(hostname, { certificate: secret(name) });

export function perHostname(domain = '*.company.com', certificate = ISSUED): Listener {
  return Listener.httpsPerHostname(domain, { certificate });
}

const GROUP = 'gateway.networking.k8s.io';

/** What a listener allows: HTTPRoutes of the named namespaces, or of the Gateway's own. */
export function allowing(namespaces?: string[], kinds = ['HTTPRoute']): object {
  return {
    namespaces: namespaces === undefined ? { from: 'Same' } : {
      from: 'Selector',
      selector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: namespaces }] },
    },
    kinds: kinds.map((kind) => ({ group: GROUP, kind })),
  };
}

/** The listener that only redirects. */
export const REDIRECT = { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: allowing() };

/** A listener for HTTPS whose certificate is in a Secret. */
export function secure(name: string, hostname: string, reference: object, namespaces?: string[], port = 443): object {
  return {
    name, port, protocol: 'HTTPS', hostname,
    tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', ...reference }] },
    allowedRoutes: allowing(namespaces),
  };
}
