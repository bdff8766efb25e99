import type { GatewayListener } from './gateway-listener';
import type { GatewayTls } from './gateway-tls';
import type { LabelSelector } from './label-selector';
import type { LocalObjectReference } from './references';

/**
 * Types of addresses. An implementation may have others, whose names carry its domain: `example.com/pool`.
 *
 * Source: Gateway API v1.6.1, AddressType.
 *
 * @example
 * const addresses = [{ type: GatewayAddressType.IP_ADDRESS, value: '203.0.113.10' }];
 */
export class GatewayAddressType {
  /** An IPv4 or IPv6 address. */
  public static readonly IP_ADDRESS = 'IPAddress';
  /** A DNS name. */
  public static readonly HOSTNAME = 'Hostname';
  /** A name that the implementation knows. Deprecated by the API in favour of types with a domain. */
  public static readonly NAMED_ADDRESS = 'NamedAddress';

  private constructor() {}
}

/** An address that a Gateway asks for. Source: Gateway API v1.6.1, GatewaySpecAddress. */
export interface GatewayAddress {
  /**
   * One of `GatewayAddressType`, or a type of the implementation with its domain.
   *
   * @default - the API server's: `IPAddress`
   */
  readonly type?: string;
  /**
   * The address, up to 253 characters. An IP address and a hostname stand once in a Gateway.
   *
   * @default - any address of the type
   */
  readonly value?: string;
}

/**
 * What becomes of the objects that an implementation makes for a Gateway.
 *
 * Source: Gateway API v1.6.1, GatewayInfrastructure.
 */
export interface GatewayInfrastructureSpec {
  /**
   * Labels of the objects made, up to 8.
   *
   * @default - none
   */
  readonly labels?: Record<string, string>;
  /**
   * Annotations of the objects made, up to 16, values up to 4096 characters.
   *
   * @default - none
   */
  readonly annotations?: Record<string, string>;
  /**
   * Settings of the implementation for this Gateway, in its namespace.
   *
   * @default - those of the class
   */
  readonly parametersRef?: LocalObjectReference;
}

/** Whose ListenerSets a Gateway admits. */
export enum ListenerNamespacesFrom {
  /** ListenerSets of every namespace. */
  ALL = 'All',
  /** ListenerSets of namespaces that a label selector chooses. */
  SELECTOR = 'Selector',
  /** ListenerSets of the Gateway's own namespace. */
  SAME = 'Same',
  /** No ListenerSet. */
  NONE = 'None',
}

/** Namespaces whose ListenerSets a Gateway admits. Source: Gateway API v1.6.1, ListenerNamespaces. */
export interface ListenerNamespaces {
  /**
   * Whose ListenerSets. The API's field is `from`.
   *
   * @default - the API server's: `NONE`
   */
  readonly fromNamespaces?: ListenerNamespacesFrom;
  /**
   * Labels of the namespaces, with `SELECTOR`.
   *
   * @default - none
   */
  readonly selector?: LabelSelector;
}

/** Which ListenerSets a Gateway admits. Source: Gateway API v1.6.1, AllowedListeners. */
export interface AllowedListeners {
  /**
   * Namespaces of the ListenerSets.
   *
   * @default - the API server's: none
   */
  readonly namespaces?: ListenerNamespaces;
}

/** Whether a Gateway is one that routes attach to without naming it, or whether a route uses such Gateways. */
export enum GatewayDefaultScope {
  /** For routes of every namespace that a listener admits. */
  ALL = 'All',
  /** Not at all. */
  NONE = 'None',
}

/**
 * A Gateway: where it listens and whom it admits.
 *
 * Source: Gateway API v1.6.1, GatewaySpec.
 */
export interface GatewaySpec {
  /** Name of the GatewayClass. */
  readonly gatewayClassName: string;
  /** 1 to 64 listeners. */
  readonly listeners: GatewayListener[];
  /**
   * Addresses that it asks for, up to 16.
   *
   * @default - the implementation's choice
   */
  readonly addresses?: GatewayAddress[];
  /**
   * Labels, annotations and settings of what the implementation makes.
   *
   * @default - none
   */
  readonly infrastructure?: GatewayInfrastructureSpec;
  /**
   * Which ListenerSets it admits.
   *
   * @default - the API server's: none
   */
  readonly allowedListeners?: AllowedListeners;
  /**
   * TLS towards clients and backends.
   *
   * @default - clients need no certificate, and the Gateway shows none
   */
  readonly tls?: GatewayTls;
  /**
   * Whether routes may attach without naming it. Experimental channel only.
   *
   * @default - they may not
   */
  readonly defaultScope?: GatewayDefaultScope;
}
