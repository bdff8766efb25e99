import { Construct } from 'constructs';
import { labelProblem } from '../../manifest/names';
import { Persona } from '../../manifest/persona';
import { checkKnown, type Known } from '../base/known-options';
import { check, placeOf } from '../base/problems';
import { readableNameProblem } from '../base/readable-name';
import { deferCheck } from '../base/validation-hook';
import type { IGatewayInfrastructure } from '../platform/infrastructure-handle';
import { infrastructureOption } from '../platform/infrastructure-options';
import { requireRole } from '../roles/require-role';
import type { Team } from '../roles/team';
import type { TeamGrant } from '../roles/team-grant';
import { admitTeam, delegateTo } from './admit-team';
import { existingListeners } from './declared-listeners';
import type { DelegationOptions } from './delegation-options';
import { gatewayFindings } from './gateway-findings';
import { checkHome, gatewayHome, settleHome } from './gateway-home';
import { GatewayListeners } from './gateway-listeners';
import { gatewayNamespaceOf } from './gateway-namespace';
import type { GrantOptions } from './grant-options';
import { checkClashes } from './listener-clashes';
import type { PlannedListener } from './planned-listener';
import type { ISharedGateway } from './shared-gateway-handle';
import type { ExistingGatewayProps } from './shared-gateway-props';

const PROPS: Known<ExistingGatewayProps> = { name: true, namespace: true, infrastructure: true, listeners: true };

/** A Gateway that runs already: emits nothing of it, and admits teams to the listeners that it has. */
export class ExistingGateway extends Construct implements ISharedGateway {
  public readonly gatewayName: string;
  public readonly gatewayNamespace: string;
  public readonly infrastructure: IGatewayInfrastructure;
  readonly #listeners: GatewayListeners;
  readonly #grants: TeamGrant[] = [];

  public constructor(scope: Construct, id: string, props: ExistingGatewayProps) {
    const place = placeOf(scope, id, 'SharedGateway.existing');
    const role = requireRole(place, scope, Persona.CLUSTER_OPERATOR);
    checkKnown(place, '', props, PROPS);
    const infrastructure = infrastructureOption(place, props?.infrastructure);
    check(place, 'name', props.name, readableNameProblem(props.name));
    if (props.namespace !== undefined) check(place, 'namespace', props.namespace, labelProblem(props.namespace));
    const namespace = gatewayNamespaceOf(place, scope, props.namespace);
    const context = { name: props.name, namespace, facts: infrastructure.implementation._facts() };
    const listeners = new GatewayListeners(existingListeners(place, props.listeners, context), context);
    checkClashes(place, listeners.all(), context.facts);
    const home = gatewayHome(props.name, namespace, infrastructure);
    checkHome(place, scope, home);
    super(scope, id);
    this.gatewayName = props.name;
    this.gatewayNamespace = namespace;
    this.infrastructure = infrastructure;
    this.#listeners = listeners;
    settleHome(this, home);
    role._serves(infrastructure.cluster);
    deferCheck(this, () => gatewayFindings(this, this.#grants));
  }

  public admit(team: Team, options: GrantOptions): TeamGrant {
    const { grant } = admitTeam(this, this.#listeners, team, options);
    this.#grants.push(grant);
    return grant;
  }

  /** Its own listeners as they stand. @internal */
  public _listeners(): readonly PlannedListener[] {
    return this.#listeners.all();
  }

  /** Its own `allowedListeners` have to admit the namespaces. */
  public delegate(team: Team, options: DelegationOptions): TeamGrant {
    const grant = delegateTo(this, this.#listeners, team, options);
    this.#grants.push(grant);
    return grant;
  }
}
