/** A host and its part of a destination's traffic. */
export interface VersionData {
  readonly hostname: string;
  readonly port: number;
  readonly weight: number;
}

/** What an egress gateway has to know of a destination: durations in milliseconds. */
export interface EgressHostData {
  /** `https`: clients speak HTTP to the gateway, which begins TLS; `tls`: their TLS is passed on. */
  readonly form: 'https' | 'tls';
  readonly hostname: string;
  readonly port: number;
  readonly reason: string;
  readonly versions: VersionData[];
  readonly authoritySecret?: string;
  readonly clientCertificateSecret?: string;
  readonly requestTimeout?: number;
  readonly retry?: { readonly attempts: number; readonly statusCodes: number[]; readonly backoff?: number };
  readonly circuitBreaker?: {
    readonly maxConnections?: number;
    readonly maxPendingRequests?: number;
    readonly maxRequests?: number;
    readonly consecutiveErrors?: number;
    readonly ejectionTime: number;
  };
}
