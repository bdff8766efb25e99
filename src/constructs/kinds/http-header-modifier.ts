/** A header and its value. Source: Gateway API v1.6.1, HTTPHeader. */
export interface HttpHeader {
  /** Name of the header, up to 256 characters. */
  readonly name: string;
  /** Value, 1 to 4096 characters, without control characters. */
  readonly value: string;
}

/**
 * Changes of headers; each of the lists has up to 16 entries and each name once.
 *
 * Source: Gateway API v1.6.1, HTTPHeaderFilter.
 */
export interface HttpHeaderModifier {
  /**
   * Headers that get this value in place of their own.
   *
   * @default - none
   */
  readonly set?: HttpHeader[];
  /**
   * Headers that get this value beside their own.
   *
   * @default - none
   */
  readonly add?: HttpHeader[];
  /**
   * Names of headers that go away.
   *
   * @default - none
   */
  readonly remove?: string[];
}
