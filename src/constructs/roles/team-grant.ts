import { describeDestination } from '../../manifest/destinations';
import type { DestinationData, GrantData } from '../../manifest/grant-data';
import { show } from '../../manifest/problem';
import { contractContent, contractFile } from './contract-file';
import { lazyContractReader } from './lazy-contract-reader';

/**
 * What one team may do on one gateway: its namespaces, hostnames, path prefixes, route kinds, isolation and egress.
 * Comes from `SharedGateway.admit`, `SharedGateway.delegate` or a published contract; nothing else makes one.
 *
 * @example
 * const grant = gateway.admit(new Team('ecommerce'), { namespaces: ['ecommerce-prod'], hostnames: ['shop.company.com'] });
 */
export class TeamGrant {
  /**
   * The grants of a published contract, such as `contracts/ecommerce.json`.
   *
   * @param file path of the contract, from the working directory
   * @returns all grants of the team
   * @throws where the file is missing, truncated, of a later version, edited by hand, or no contract of a team
   */
  public static fromContract(file: string): TeamGrant[] {
    const place = { construct: 'TeamGrant.fromContract' };
    const text = contractFile(place, file);
    return contractContent(place, `file ${show(file)}`, lazyContractReader().readTeamContract(text)).map(TeamGrant._fromData);
  }

  /**
   * The same from the contract's text, wherever it was read from.
   *
   * @param json text of the contract
   * @returns all grants of the team
   * @throws as fromContract
   */
  public static fromContractText(json: string): TeamGrant[] {
    const reading = lazyContractReader().readTeamContract(json);
    return contractContent({ construct: 'TeamGrant.fromContractText' }, 'json', reading).map(TeamGrant._fromData);
  }

  /** @internal */
  public static _fromData(data: GrantData): TeamGrant {
    return new TeamGrant(data);
  }

  #data: GrantData;
  #lockedDown = false;
  #guarded = false;
  #judgedBy?: string;

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

  /** Called by an EgressLockdown of this grant: what it opens is granted, so that the contract says it too. @internal */
  public _openEgress(destinations: DestinationData[]): void {
    if (destinations.length > 0 && this.#judgedBy !== undefined) {
      throw new Error(`${this.#judgedBy} was made from the grant of team "${this.#data.team.name}" before an EgressLockdown opened `
        + `${describeDestination(destinations[0])}, so its policies know nothing of that; make the EgressLockdown first`);
    }
    this.#lockedDown = true;
    this.#data = { ...this.#data, egress: [...this.#data.egress, ...destinations] };
  }

  /** Whether an EgressLockdown of this program closes its namespaces. @internal */
  public _isLockedDown(): boolean {
    return this.#lockedDown;
  }

  /** Called by ClusterGuards, which reads what the grant opens once: nothing is added to it later. @internal */
  public _judge(by: string): void {
    this.#judgedBy = by;
  }

  /** Called by a TeamAccess of this grant: an admission policy holds its routes to it. @internal */
  public _guard(): void {
    this.#guarded = true;
  }

  /** Whether a TeamAccess of this program guards it. @internal */
  public _isGuarded(): boolean {
    return this.#guarded;
  }
}
