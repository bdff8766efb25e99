import { labelProblem } from '../../manifest/names';
import { check, invalid, type Place } from '../base/problems';
import { ClusterProfile } from '../platform/cluster-profile';
import { Team } from '../roles/team';
import { TeamGrant } from '../roles/team-grant';
import type { TeamNamespacesData } from './team-namespaces-data';

/**
 * Namespaces of one team: those of a grant, or those that the operator names where the team has no gateway.
 *
 * @example
 * TeamNamespaces.named(new Team('batch'), ['batch-prod'], ClusterProfile.eks());
 */
export class TeamNamespaces {
  /**
   * The namespaces of a grant, on its cluster.
   *
   * @param grant the result of `SharedGateway.admit` or `delegate`
   * @returns the namespaces
   */
  public static granted(grant: TeamGrant): TeamNamespaces {
    if (!(grant instanceof TeamGrant)) {
      throw invalid({ construct: 'TeamNamespaces.granted' }, 'grant', grant, {
        reason: 'it is not a TeamGrant', fix: 'write the result of sharedGateway.admit(…), or use TeamNamespaces.named',
      });
    }
    return new TeamNamespaces(() => {
      const data = grant._data();
      return { team: data.team.name, namespaces: data.namespaces, cluster: data.cluster, granted: data };
    }, grant);
  }

  /**
   * Namespaces by name, of a team that no gateway has to serve.
   *
   * @param team whose they are
   * @param namespaces at least one; none of Kubernetes' own
   * @param cluster the cluster that they are in: its resolver and metadata addresses count
   * @returns the namespaces
   */
  public static named(team: Team, namespaces: string[], cluster: ClusterProfile): TeamNamespaces {
    const place: Place = { construct: 'TeamNamespaces.named' };
    if (!(team instanceof Team)) {
      throw invalid(place, 'team', team, { reason: 'it is not a Team', fix: 'write new Team(\'batch\')' });
    }
    if (!Array.isArray(namespaces) || namespaces.length === 0) {
      throw invalid(place, 'namespaces', namespaces, { reason: 'it names none', fix: 'write ["batch-prod"]' });
    }
    const names = [...namespaces];
    names.forEach((name, i) => check(place, `namespaces[${i}]`, name, namespaceProblem(name)));
    if (!(cluster instanceof ClusterProfile)) {
      throw invalid(place, 'cluster', cluster, { reason: 'it is not a ClusterProfile', fix: 'write ClusterProfile.eks()' });
    }
    const data = { team: team.name, namespaces: [...new Set(names)], cluster: cluster._data() };
    return new TeamNamespaces(() => data);
  }

  readonly #read: () => TeamNamespacesData;
  readonly #grant?: TeamGrant;

  private constructor(read: () => TeamNamespacesData, grant?: TeamGrant) {
    this.#read = read;
    this.#grant = grant;
  }

  /** Name of the team. */
  public get team(): string {
    return this.#read().team;
  }

  /** The namespaces. */
  public get namespaces(): string[] {
    return [...this.#read().namespaces];
  }

  /** @internal */
  public _data(): TeamNamespacesData {
    return this.#read();
  }

  /** The grant that they come from. @internal */
  public _grant(): TeamGrant | undefined {
    return this.#grant;
  }
}

function namespaceProblem(name: unknown): ReturnType<typeof labelProblem> {
  return labelProblem(name) ?? (String(name).startsWith('kube-')
    ? { reason: 'namespaces that start with "kube-" are Kubernetes\' own', fix: 'write a namespace of the team\'s own' }
    : undefined);
}
