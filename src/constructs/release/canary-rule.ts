import type { Backend } from '../routes/backend';
import type { HeaderMatch } from '../routes/header-match';
import type { ReleaseState } from './release-state';

/** Two versions of one backend, the new one with a part of the requests. */
export interface CanaryRule {
  /** The version that runs. Its weight is the release's. */
  readonly stable: Backend;
  /** The version that is tried. Its weight is the release's. */
  readonly canary: Backend;
  /**
   * Share of the requests that the canary answers, in percent: 0 to 100. Exactly one of `weight` and `mirror` is given.
   *
   * @default - the canary answers none, and gets copies (`mirror`)
   */
  readonly weight?: number;
  /**
   * Share of the requests that the canary gets a copy of, in percent: 0 to 100. The stable version answers them.
   * Copies end when the release is promoted or aborted.
   *
   * @default - no copies
   */
  readonly mirror?: number;
  /**
   * Requests with this header go to the canary, whatever the weight, until the release is aborted. They are taken by a
   * rule of their own: the rule's matches, each with this header.
   *
   * @default - none
   */
  readonly preview?: HeaderMatch;
  /**
   * How far the release is.
   *
   * @default ReleaseState.RUNNING
   */
  readonly state?: ReleaseState;
}
