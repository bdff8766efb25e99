import type { Backend } from './backend';

/** The one rule of a route that does not look into what it passes on: who gets it. */
export interface StreamRule {
  /** Who gets the traffic, by weight, 1 to 16. A backend has no filters here. */
  readonly backends: Backend[];
  /**
   * Name of the rule: a DNS subdomain.
   *
   * @default - none
   */
  readonly name?: string;
}
