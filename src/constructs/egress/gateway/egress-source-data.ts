/** A source address: of one family, or an interface's. */
export interface EgressSourceData {
  readonly nodeLabels: Record<string, string>;
  readonly egressIP?: string;
  readonly networkInterface?: string;
  /** Family of the address; undefined for an interface. */
  readonly family?: 4 | 6;
}
