import { type ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { type GuardSettings, sharedNamespaceOf } from '../../manifest/guards/guard-settings';
import { ADMISSION, knownKind } from '../../manifest/kinds';
import { Persona } from '../../manifest/persona';
import { checkKnown } from '../base/known-options';
import { PlainObject } from '../base/plain-object';
import { type Place, placeOf, refused } from '../base/problems';
import { requireRole } from '../roles/require-role';
import { bindingSpec, expressionsOf, policySpec } from './admission-policy';
import { checkAdmissionVersion } from './admission-version';
import { EXPRESSION_LIMIT, fitsExpression } from './cel';
import { Claims } from './claims';
import { clusterGuards } from './cluster/all-guards';
import type { ClusterGuard } from './cluster/cluster-guard';
import type { ClusterGuardsProps } from './cluster-guards-props';
import { type Modes, modesOf } from './guard-modes';
import { guardSettings } from './guard-options';
import { clusterPolicyName } from './guard-policies';
import { withOperators } from './operator-objects';
import { checkSharedMetadata } from './shared-metadata';

const MADE = new Claims();

/**
 * What the cluster holds all teams to beside their grants: admission policies over the side doors, by which traffic would pass
 * a gateway's routes, a lockdown or a mesh. `TeamAccess` guards the routes of each team; this guards the rest.
 *
 * They judge the namespace and the object, not who applies it: a pipeline that applies every team's files is held to the same.
 * Whatever stands in no namespace of the platform is judged, a namespace that is new included. Updates that leave alone what a
 * guard judges pass, and so do status, finalizers and deletions.
 *
 * What the operators' own constructs of the app emit passes under its name, as long as it says the same: the lockdowns,
 * isolations and neighbours of the app. Namespaces of its gateways and proxies are the platform's. What lockdowns add to a
 * grant is read when the guards are made: make those first.
 *
 * Needs Kubernetes 1.30. One of an app; doc page: docs/guards.md.
 *
 * @example
 * new ClusterGuards(edge, 'guards', { grants: [grant], platformNamespaces: ['cert-manager', 'monitoring'] });
 */
export class ClusterGuards extends Construct {
  readonly #manifests: ApiObject[];

  /**
   * @param scope an operator's scope
   * @param id name of the construct
   * @param props grants, the platform's namespaces, and what else was declared
   * @throws for a granted namespace among the platform's, for names that are none, for a second ClusterGuards of an app, for a
   * cluster that is too old, and where what one namespace was granted does not fit into one admission policy
   */
  public constructor(scope: Construct, id: string, props: ClusterGuardsProps) {
    const place = placeOf(scope, id, 'ClusterGuards');
    requireRole(place, scope, Persona.CLUSTER_OPERATOR);
    checkKnown(place, '', props, {
      grants: true, platformNamespaces: true, neighbours: true, platformObjects: true, backendKinds: true, namespaceKeys: true,
      namespaceWriters: true, exempt: true, mode: true, modes: true, metadata: true,
    });
    const settings = guardSettings(place, props);
    checkSettings(place, scope, settings);
    checkSharedMetadata(place, props.metadata);
    const guards = clusterGuards(settings);
    const modes = modesOf(place, props.mode, props.modes, [...new Set(guards.map(({ guard }) => guard))]);
    checkSize(place, guards);
    super(scope, id);
    MADE.take(this, 'guards');
    props.grants.forEach((grant) => grant._judge(`ClusterGuards ${this.node.path}`));
    const specs = new SpecsAtSynth(place, this, settings);
    this.#manifests = guards.flatMap((guard) => this.guard(guard, { modes, specs }, props));
  }

  /** The admission policies, each with its binding. */
  public manifests(): ApiObject[] {
    return [...this.#manifests];
  }

  private guard(guard: ClusterGuard, { modes, specs }: InForce, { metadata }: ClusterGuardsProps): ApiObject[] {
    const name = clusterPolicyName(guard);
    const named = { ...metadata, name };
    return [
      new PlainObject(this, guard.name, knownKind(ADMISSION, 'ValidatingAdmissionPolicy'), named, {
        spec: Lazy.any({ produce: () => specs.of(guard.name) }),
      }),
      new PlainObject(this, `${guard.name}-binding`, knownKind(ADMISSION, 'ValidatingAdmissionPolicyBinding'), named, {
        spec: bindingSpec(name, modes.of(guard.guard)),
      }),
    ];
  }
}

/** How the guards are to be held, and what they say. */
interface InForce {
  readonly modes: Modes;
  readonly specs: SpecsAtSynth;
}

/** The specs of the policies, once all that the operators write stands in the app. */
class SpecsAtSynth {
  readonly #place: Place;
  readonly #guards: Construct;
  readonly #settings: GuardSettings;
  #known: { readonly count: number; readonly specs: ReadonlyMap<string, object> } = { count: -1, specs: new Map() };

  public constructor(place: Place, guards: Construct, settings: GuardSettings) {
    this.#place = place;
    this.#guards = guards;
    this.#settings = settings;
  }

  /** The spec of a guard by name; made anew where constructs came since. */
  public of(name: string): object | undefined {
    const count = this.#guards.node.root.node.findAll().length;
    if (this.#known.count !== count) {
      const guards = clusterGuards(withOperators(this.#guards, this.#settings));
      checkSize(this.#place, guards);
      this.#known = { count, specs: new Map(guards.map((guard) => [guard.name, policySpec(guard)])) };
    }
    return this.#known.specs.get(name);
  }
}

function checkSettings(place: Place, scope: Construct, settings: GuardSettings): void {
  checkAdmissionVersion(place, settings.grants);
  const other = MADE.ownerOf(scope, 'guards');
  if (other !== undefined) throw refused(place, `the cluster has its guards from ${other} already; give that one all grants`);
  const both = sharedNamespaceOf(settings);
  if (both !== undefined) {
    throw refused(place, `namespace "${both}" is granted to a team and the platform's, so no guard would judge the team there; `
      + 'keep teams, gateways and their proxies in namespaces of their own');
  }
}

function checkSize(place: Place, guards: readonly ClusterGuard[]): void {
  const large = guards.find((guard) => !expressionsOf(guard).every(fitsExpression));
  if (large === undefined) return;
  throw refused(place, `guard "${large.name}" is more than ${EXPRESSION_LIMIT} characters of one expression; `
    + 'grant fewer hostnames to one namespace, or a wildcard instead of many, and list fewer objects');
}
