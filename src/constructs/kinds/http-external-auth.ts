import type { BackendObjectReference } from './references';

/** How an authorization service is asked. */
export enum HttpExternalAuthProtocol {
  /** By a copy of the request's head. */
  HTTP = 'HTTP',
  /** By Envoy's ext_authz protocol. */
  GRPC = 'GRPC',
}

/** Settings for an authorization service asked by gRPC. Source: Gateway API v1.6.1, GRPCAuthConfig. */
export interface GrpcExternalAuth {
  /**
   * Names of request headers that it gets, up to 64.
   *
   * @default - the headers that the protocol always sends
   */
  readonly allowedHeaders?: string[];
}

/** Settings for an authorization service asked by HTTP. Source: Gateway API v1.6.1, HTTPAuthConfig. */
export interface HttpExternalAuthSettings {
  /**
   * Path in front of the request's own, up to 1024 characters.
   *
   * @default - none
   */
  readonly path?: string;
  /**
   * Names of request headers that it gets beside the core ones, up to 64.
   *
   * @default - the core ones
   */
  readonly allowedHeaders?: string[];
  /**
   * Names of headers of its answer that the backend gets, up to 64.
   *
   * @default - the implementation's choice
   */
  readonly allowedResponseHeaders?: string[];
}

/** How much of a request's body the authorization service gets. Source: Gateway API v1.6.1, ForwardBodyConfig. */
export interface HttpForwardBody {
  /**
   * Most bytes of the body.
   *
   * @default - the body is not sent
   */
  readonly maxSize?: number;
}

/**
 * Asks a service before a request goes on. Experimental channel only.
 *
 * Source: Gateway API v1.6.1, HTTPExternalAuthFilter.
 */
export interface HttpExternalAuth {
  /** How the service is asked; the field of the same name holds its settings. */
  readonly protocol: HttpExternalAuthProtocol;
  /** The service. */
  readonly backendRef: BackendObjectReference;
  /**
   * Settings, with `GRPC`; `{}` for the defaults of them all.
   *
   * @default - none; it is needed with protocol `GRPC`, and refused with another
   */
  readonly grpc?: GrpcExternalAuth;
  /**
   * Settings, with `HTTP`; `{}` for the defaults of them all.
   *
   * @default - none; it is needed with protocol `HTTP`, and refused with another
   */
  readonly http?: HttpExternalAuthSettings;
  /**
   * Whether the service gets the body.
   *
   * @default - it does not
   */
  readonly forwardBody?: HttpForwardBody;
}
