import type { HttpFraction } from '../kinds/http-route-filter';

/** How many requests are copied. */
export interface MirrorOptions {
  /**
   * Share in percent, 0 to 100. Not together with `fraction`.
   *
   * @default - every request
   */
  readonly percent?: number;
  /**
   * Share as a fraction, where percent is too coarse.
   *
   * @default - every request
   */
  readonly fraction?: HttpFraction;
}
