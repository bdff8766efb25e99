/**
 * Protocols of listeners. An implementation may have others, whose names carry its domain: `example.com/Bar`.
 *
 * Source: Gateway API v1.6.1, ProtocolType.
 *
 * @example
 * const listener = { name: 'http', port: 80, protocol: ListenerProtocol.HTTP };
 */
export class ListenerProtocol {
  /** HTTP in clear text. */
  public static readonly HTTP = 'HTTP';
  /** HTTP over TLS that ends at the gateway. */
  public static readonly HTTPS = 'HTTPS';
  /** TLS, ended at the gateway or passed on. */
  public static readonly TLS = 'TLS';
  /** TCP streams. */
  public static readonly TCP = 'TCP';
  /** UDP packets. */
  public static readonly UDP = 'UDP';

  private constructor() {}
}
