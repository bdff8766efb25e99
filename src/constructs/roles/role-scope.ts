import type { Construct, IConstruct } from 'constructs';
import { type Bundle, bundleOf, distinctBundles } from '../../manifest/bundles';
import type { ClusterData } from '../../manifest/grant-data';
import { Persona } from '../../manifest/persona';
import { type BundleSource, offerBundles } from '../base/bundle-scope';
import { checkConstruct, type Place, refused } from '../base/problems';
import { ensureValidated } from '../base/validation-hook';
import type { ClusterProfile } from '../platform/cluster-profile';
import { checkGrants } from './grants-option';
import { nameOfRole } from './role-name';
import type { TeamGrant } from './team-grant';

const ROLE_SCOPE = Symbol.for('cdk8s-gateway.RoleScope');

interface Holder {
  [ROLE_SCOPE]?: RoleScope;
}

/**
 * Binds a persona to a construct scope: everything below acts in that role. The nearest binding wins.
 * `PlatformChart`, `OperatorChart` and `TeamChart` are charts with such a binding; use this one with charts of your own.
 *
 * @example
 * RoleScope.operator(myChart);
 */
export class RoleScope {
  /**
   * Binds the infrastructure provider.
   *
   * @param scope a chart, or any construct
   * @param cluster the cluster that the infrastructure stands in
   * @returns the binding
   */
  public static platform(scope: Construct, cluster?: ClusterProfile): RoleScope {
    checkConstruct({ construct: 'RoleScope.platform' }, 'scope', scope);
    return bind(scope, new RoleScope(Persona.INFRASTRUCTURE_PROVIDER, [], cluster));
  }

  /**
   * Binds the cluster operator.
   *
   * @param scope a chart, or any construct
   * @returns the binding
   */
  public static operator(scope: Construct): RoleScope {
    checkConstruct({ construct: 'RoleScope.operator' }, 'scope', scope);
    return bind(scope, new RoleScope(Persona.CLUSTER_OPERATOR, []));
  }

  /**
   * Binds an application team, with its grants.
   *
   * @param scope a chart, or any construct
   * @param grants one or more grants, all of one team
   * @returns the binding
   */
  public static team(scope: Construct, grants: TeamGrant[]): RoleScope {
    checkConstruct({ construct: 'RoleScope.team' }, 'scope', scope);
    checkGrants({ path: scope.node.path, construct: 'RoleScope' }, grants);
    return bind(scope, new RoleScope(Persona.APPLICATION_TEAM, grants));
  }

  /**
   * The role that a construct acts in.
   *
   * @param construct any construct
   * @returns the nearest binding at or above it, or undefined where there is none
   */
  public static of(construct: IConstruct): RoleScope | undefined {
    checkConstruct({ construct: 'RoleScope.of' }, 'construct', construct);
    for (let node: IConstruct | undefined = construct; node; node = node.node.scope) {
      const role = (node as Holder)[ROLE_SCOPE];
      if (role) return role;
    }
    return undefined;
  }

  /** The persona that acts here. */
  public readonly persona: Persona;
  /** Profile of the cluster, where the platform's scope names one. */
  public readonly cluster?: ClusterProfile;
  readonly #grants: TeamGrant[];
  /** Clusters of the gateways that stand in an operator's scope. */
  readonly #served: ClusterData[] = [];

  private constructor(persona: Persona, grants: TeamGrant[], cluster?: ClusterProfile) {
    this.persona = persona;
    this.cluster = cluster;
    this.#grants = [...grants];
  }

  /** The grants of a team's scope; empty in the others. */
  public get grants(): TeamGrant[] {
    return [...this.#grants];
  }

  /** Name of the team, in a team's scope. */
  public get teamName(): string | undefined {
    return this.#grants[0]?.team;
  }

  /** Called by a gateway of the scope: the scope's objects go to its cluster. @internal */
  public _serves(cluster: ClusterProfile): void {
    this.#served.push(cluster._data());
  }

  /**
   * What is installed where objects of the scope go to: in the platform's own cluster, in those of the operator's gateways,
   * or in those of the team's grants, of which only the grants of the object's namespace count where there are any. @internal
   */
  public _bundles(namespace?: string): readonly Bundle[] {
    const own = this.#grants.filter(({ namespaces }) => namespace !== undefined && namespaces.includes(namespace));
    const granted = (own.length > 0 ? own : this.#grants).map((grant) => grant._data().cluster);
    const clusters = this.cluster ? [this.cluster._data()] : [...this.#served, ...granted];
    return distinctBundles(clusters.map(bundleOf));
  }
}

function bind(scope: Construct, role: RoleScope): RoleScope {
  const place: Place = { path: scope.node.path, construct: 'RoleScope' };
  const above = RoleScope.of(scope);
  if (above && !sameRole(above, role)) {
    throw refused(place, `a scope of the ${nameOfRole(role)} cannot stand inside one of the ${nameOfRole(above)}; put them side by side under the app`);
  }
  for (const below of scope.node.findAll()) {
    const other = (below as Holder)[ROLE_SCOPE];
    if (other && !sameRole(other, role)) {
      throw refused(place, `a scope of the ${nameOfRole(other)} (${below.node.path}) already stands inside; put them side by side under the app`);
    }
  }
  Object.defineProperty(scope, ROLE_SCOPE, { value: role, enumerable: false, configurable: true });
  offerBundles(scope, { _bundles: (namespace) => role._bundles(namespace) } satisfies BundleSource);
  ensureValidated(scope);
  return role;
}

function sameRole(a: RoleScope, b: RoleScope): boolean {
  return a.persona === b.persona && a.teamName === b.teamName;
}
