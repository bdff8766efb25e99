import type { DestinationData, GrantData } from '../../manifest/grant-data';

/**
 * What one team may do on one gateway: its namespaces, hostnames, path prefixes, route kinds, isolation and egress.
 * Comes from `SharedGateway.admit` or from a published contract; nothing else makes one.
 */
export class TeamGrant {
  /**
   * The grants of a published contract, such as `contracts/ecommerce.json`.
   *
   * @param file path of the contract
   * @returns all grants of the team
   * @throws where the file is missing, truncated, of a later version, edited by hand, or no contract of a team
   */
  public static fromContract(file: string): TeamGrant[] {
    throw new Error(`TeamGrant.fromContract: ${file}: not written yet`);
  }

  /**
   * The same from the contract's text, wherever it was read from.
   *
   * @param json text of the contract
   * @returns all grants of the team
   * @throws as fromContract
   */
  public static fromContractText(json: string): TeamGrant[] {
    throw new Error(`TeamGrant.fromContractText: ${json.length}: not written yet`);
  }

  /** @internal */
  public static _fromData(data: GrantData): TeamGrant {
    return new TeamGrant(data);
  }

  #data: GrantData;

  private constructor(data: GrantData) {
    this.#data = data;
  }

  /** Name of the team. */
  public get team(): string {
    return this.#data.team.name;
  }

  /** Namespaces that the team's objects may stand in. */
  public get namespaces(): string[] {
    return [...this.#data.namespaces];
  }

  /** Hostnames that the team's routes may claim on this gateway. */
  public get hostnames(): string[] {
    return this.#data.hostnames.map(({ hostname }) => hostname);
  }

  /** Name of the gateway. */
  public get gatewayName(): string {
    return this.#data.gateway.name;
  }

  /** Namespace of the gateway. */
  public get gatewayNamespace(): string {
    return this.#data.gateway.namespace;
  }

  /** @internal */
  public _data(): GrantData {
    return this.#data;
  }

  /** Adds what an EgressLockdown of this grant opens, so that the contract says it too. @internal */
  public _openEgress(destinations: DestinationData[]): void {
    this.#data = { ...this.#data, egress: [...this.#data.egress, ...destinations] };
  }
}
