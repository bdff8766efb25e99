import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { Category, type Finding, Severity } from '../../manifest/finding';
import type { GrantData, SubjectData } from '../../manifest/grant-data';
import { ADMISSION, knownKind, RBAC } from '../../manifest/kinds';
import { Persona } from '../../manifest/persona';
import { checkKnown } from '../base/known-options';
import { PlainObject } from '../base/plain-object';
import { invalid, type Place, placeOf, refused } from '../base/problems';
import { deferCheck } from '../base/validation-hook';
import { whereOf } from '../base/where-of';
import { requireRole } from '../roles/require-role';
import { TeamGrant } from '../roles/team-grant';
import { bindingSpec, type Guard, guardSpec } from './admission-policy';
import { checkAdmissionVersion } from './admission-version';
import type { GuardMode } from './guard-mode';
import { modesOf } from './guard-modes';
import { teamPolicyName } from './guard-policies';
import { GUARDED, namespaceKey, OPENED } from './namespace-claims';
import { checkSharedMetadata } from './shared-metadata';
import { teamGuards } from './team-guards';
import { readingRules, writingRules } from './team-rules';

/** Options of TeamAccess. */
export interface TeamAccessProps {
  /** All grants of one team: a route of the team that none of them covers is refused. */
  readonly grants: TeamGrant[];
  /**
   * What the admission policies do with what they would not have. Look at warnings and the audit log first, then enforce.
   *
   * @default GuardMode.WARN
   */
  readonly mode?: GuardMode;
  /**
   * The same for single policies, by the last part of their names, such as `httproutes` or `referencegrants`.
   *
   * @default - all have `mode`
   */
  readonly modes?: { [guard: string]: GuardMode };
  /**
   * Labels and annotations of every manifest; names are derived.
   *
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * What the cluster itself lets a team do, from its grants and the permission table.
 *
 * RBAC: in each granted namespace a Role for the team's routes and what goes with them, bound to the team's subjects; a
 * ClusterRole that reads GatewayClasses and Gateways, which also joins the built-in `view` (it holds no Secrets).
 *
 * Admission: ValidatingAdmissionPolicies over the routes of each granted namespace, whoever applies them: granted kinds only,
 * attached to granted sections by name, or to ListenerSets where listeners are delegated, claiming granted hostnames and path
 * prefixes. ListenerSets there add what was delegated, and ReferenceGrants open Services by name alone. Updates that leave the
 * spec alone pass.
 * Where a grant isolates ingress, the team's subjects may also write network policies, and only those that let the gateway's
 * proxies reach their pods; nobody replaces an operator's policy by one of those.
 *
 * The policies warn and audit until `mode` makes them refuse; RBAC holds from the start.
 *
 * Needs Kubernetes 1.30. Bindings of the built-in `edit` and `admin` roles give more than this.
 *
 * @example
 * new TeamAccess(edge, 'ecommerce-access', { grants: [grant], mode: GuardMode.ENFORCE });
 */
export class TeamAccess extends Construct {
  readonly #manifests: ApiObject[];

  /**
   * @param scope an operator's scope
   * @param id name of the construct
   * @param props the grants of one team
   * @throws for grants of several teams, for a second TeamAccess of a team or over a namespace, for a cluster that is too old,
   * and where what a namespace was granted does not fit into one admission policy
   */
  public constructor(scope: Construct, id: string, props: TeamAccessProps) {
    const place = placeOf(scope, id, 'TeamAccess');
    requireRole(place, scope, Persona.CLUSTER_OPERATOR);
    checkKnown(place, '', props, { grants: true, mode: true, modes: true, metadata: true });
    const grants = grantsOf(place, props?.grants);
    const { name: team } = grants[0].team;
    checkAdmissionVersion(place, grants);
    checkFree(place, scope, team, namespacesOf(grants));
    checkSharedMetadata(place, props.metadata);
    const guards = teamGuards(place, team, subjectsOf(grants), grants);
    const modes = modesOf(place, props.mode, props.modes, [...new Set(guards.map((guard) => guard.name))]);
    super(scope, id);
    this.#manifests = [
      ...this.roles(team, grants, props.metadata),
      ...guards.flatMap((guard) => this.guard(guard, modes.of(guard.name), props.metadata)),
    ];
    // A warning keeps no team from another: only what refuses counts.
    if (modes.enforceAll(guards.map((guard) => guard.name))) props.grants.forEach((grant) => grant._guard());
    for (const thing of [teamKey(team), ...namespacesOf(grants).map(namespaceKey)]) GUARDED.take(this, thing);
    if (subjectsOf(grants).length === 0) deferCheck(this, () => [nobody(this, team)]);
  }

  /** RBAC first, then the admission policies, each with its binding. */
  public manifests(): ApiObject[] {
    return [...this.#manifests];
  }

  private roles(team: string, grants: GrantData[], metadata: ApiObjectMetadata | undefined): ApiObject[] {
    const subjects = subjectsOf(grants).map(rbacSubject);
    const name = `gateway-access-${team}`;
    // Cluster-scoped names are of a namespace: a team may have a TeamAccess in several programs, a namespace has it in one.
    const reader = `gateway-access-${grants[0].namespaces[0]}-reader`;
    const bind = (id: string, kind: string, target: ApiObjectMetadata): ApiObject[] => {
      if (subjects.length === 0) return [];
      const roleRef = { apiGroup: RBAC, kind: kind.replace('Binding', ''), name: target.name };
      return [new PlainObject(this, id, knownKind(RBAC, kind), { ...metadata, ...target }, { roleRef, subjects })];
    };
    return [
      ...namespacesOf(grants).flatMap((namespace) => [
        new PlainObject(this, `role-${namespace}`, knownKind(RBAC, 'Role'), { ...metadata, name, namespace }, {
          rules: writingRules(namespace, grants),
        }),
        ...bind(`binding-${namespace}`, 'RoleBinding', { name, namespace }),
      ]),
      new PlainObject(this, 'reader', knownKind(RBAC, 'ClusterRole'), {
        ...metadata, name: reader, labels: { ...metadata?.labels, 'rbac.authorization.k8s.io/aggregate-to-view': 'true' },
      }, { rules: readingRules() }),
      ...bind('reader-binding', 'ClusterRoleBinding', { name: reader }),
    ];
  }

  private guard(guard: Guard, mode: GuardMode, metadata: ApiObjectMetadata | undefined): ApiObject[] {
    const name = teamPolicyName(guard);
    const id = `admission-${guard.namespaces[0]}-${guard.name}`;
    const named = { ...metadata, name };
    return [
      new PlainObject(this, id, knownKind(ADMISSION, 'ValidatingAdmissionPolicy'), named, { spec: guardSpec(guard) }),
      new PlainObject(this, `${id}-binding`, knownKind(ADMISSION, 'ValidatingAdmissionPolicyBinding'), named, {
        spec: bindingSpec(name, mode),
      }),
    ];
  }
}

const teamKey = (team: string): string => `team ${team}`;

function grantsOf(place: Place, grants: TeamGrant[]): GrantData[] {
  if (!Array.isArray(grants) || grants.length === 0) {
    throw refused(place, 'grants is empty; write the results of sharedGateway.admit(…) for one team');
  }
  const data = [...grants].map((grant, i) => {
    if (grant instanceof TeamGrant) return grant._data();
    throw invalid(place, `grants[${i}]`, grant, { reason: 'it is not a TeamGrant', fix: 'write the result of sharedGateway.admit(…)' });
  });
  const teams = [...new Set(data.map(({ team }) => team.name))];
  if (teams.length > 1) throw refused(place, `grants are of several teams (${teams.join(', ')}); write a TeamAccess for each`);
  return data;
}

function checkFree(place: Place, scope: Construct, team: string, namespaces: string[]): void {
  const owner = GUARDED.ownerOf(scope, teamKey(team));
  if (owner !== undefined) throw refused(place, `team "${team}" has its access from ${owner} already; give that one all grants of the team`);
  for (const namespace of namespaces) {
    const sharing = OPENED.ownerOf(scope, namespaceKey(namespace));
    if (sharing !== undefined) {
      throw refused(place, `namespace "${namespace}" holds what ${sharing} opens to gateways, and its admission policy would refuse `
        + 'that ReferenceGrant; keep such Secrets and ConfigMaps in a namespace of the operators');
    }
    const other = GUARDED.ownerOf(scope, namespaceKey(namespace));
    if (other === undefined) continue;
    throw refused(place, `namespace "${namespace}" belongs to the team of ${other}, whose admission policies would refuse the routes of `
      + `"${team}"; give each team namespaces of its own`);
  }
}

function namespacesOf(grants: GrantData[]): string[] {
  return [...new Set(grants.flatMap(({ namespaces }) => namespaces))];
}

/** A team is one identity: its grants name the same subjects, or together all of them. */
function subjectsOf(grants: GrantData[]): SubjectData[] {
  return [...new Map(grants.flatMap(({ team }) => team.subjects).map((subject) => [JSON.stringify(subject), subject])).values()];
}

function rbacSubject({ kind, name, namespace }: SubjectData): Record<string, string> {
  return kind === 'ServiceAccount' ? { kind, name, namespace: String(namespace) } : { apiGroup: RBAC, kind, name };
}

function nobody(access: TeamAccess, team: string): Finding {
  const [first] = access.manifests();
  return {
    code: 'GW044',
    severity: Severity.WARNING,
    category: Category.SEMANTIC,
    message: `team "${team}" has no subjects, so its Roles are bound to nobody`,
    fix: `write new Team('${team}', { subjects: [Subject.group('…')] }), or acknowledge that a pipeline of the platform applies its files`,
    ...whereOf(first),
  };
}
