import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { DelegatedGrant } from '../../manifest/delegation';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { isRecord } from '../../manifest/manifest';
import { labelProblem } from '../../manifest/names';
import { Persona } from '../../manifest/persona';
import { checkOptions, type Known } from '../base/known-options';
import { checkMetadata } from '../base/object-metadata';
import { check, type Place, placeOf } from '../base/problems';
import { claimName, readableMetadata } from '../base/readable-name';
import { settle, typedProps } from '../base/typed-object';
import { grantedNamespace } from '../roles/granted-namespace';
import { requireRole } from '../roles/require-role';
import type { TeamGrant } from '../roles/team-grant';
import { chosenDelegation } from './chosen-delegation';
import { delegatedListeners, delegatedManifests } from './delegated-listeners';
import { issueCertificates } from './issue-certificates';
import type { Listener } from './listener';
import type { ListenerSetData } from './listener-set-data';
import { checkOtherSets, settleSet } from './listener-set-register';
import { sectionOf } from './planned-listener';

const LISTENER_SET = knownKind(GATEWAY_API, 'ListenerSet');

/** Options of a TeamListenerSet. */
export interface TeamListenerSetProps {
  /**
   * The listeners, 1 to 64: `Listener.https`, `tls`, `tlsPassthrough`, and `http` where clear text is delegated. Each has a
   * delegated hostname and port; without a port it stands on 443, of HTTP on 80, or on the only delegated one.
   */
  readonly listeners: Listener[];
  /**
   * The grant that the listeners are delegated by.
   *
   * @default - the only one of the scope that delegates listeners
   */
  readonly grant?: TeamGrant;
  /**
   * Name, labels and annotations; the namespace is one of the grant's.
   *
   * @default - the construct's id is the name; in the chart's namespace, or the grant's only one
   */
  readonly metadata?: ApiObjectMetadata;
}

const OPTIONS: Known<TeamListenerSetProps> = { listeners: true, grant: true, metadata: true };

/**
 * Listeners that a team adds to a shared gateway, within what `SharedGateway.delegate` granted. It IS the ListenerSet.
 * Certificates of issuers are its children, in the team's namespace; Secrets are of that namespace too.
 *
 * Routes of the grant's namespaces attach with `listenerSet`: a route that names the Gateway never reaches these listeners.
 * Source: Gateway API v1.6.1, ListenerSetSpec and GEP-1713.
 *
 * @example
 * const delegated = gateway.delegate(new Team('shop'), { namespaces: ['shop-prod'], hostnames: ['*.shop.company.com'] });
 * const shop = new TeamChart(app, 'shop', { grants: [delegated] });
 * const listenerSet = new TeamListenerSet(shop, 'shop-listeners', {
 *   listeners: [Listener.https('api.shop.company.com', { certificate: TlsCertificate.fromIssuer('shop-issuer') })],
 * });
 * new TeamRoute(shop, 'api', { listenerSet, rules: [{ backends: [Backend.service('api', 8080)] }] });
 */
export class TeamListenerSet extends ApiObject {
  readonly #data: ListenerSetData;

  /**
   * @param scope a scope of an application team
   * @param id id of the construct, and name of the ListenerSet
   * @param props listeners, grant, metadata
   * @throws outside a team's scope, for what is not delegated, for what another set of the app has on the gateway, and for what
   *   the API would refuse
   */
  public constructor(scope: Construct, id: string, props: TeamListenerSetProps) {
    const place = placeOf(scope, id, 'TeamListenerSet');
    const role = requireRole(place, scope, Persona.APPLICATION_TEAM);
    checkOptions(place, 'props', props, OPTIONS, '{ listeners: [Listener.https(…)] }');
    const { grant, data } = chosenDelegation(place, role, props?.grant);
    const namespace = grantedNamespace(place, scope, data, props?.metadata);
    const metadata = setMetadata(place, scope, id, namespace, props?.metadata);
    const listeners = delegatedListeners(place, props?.listeners, data, { name: metadata.name!, namespace });
    checkOtherSets(place, scope, data, listeners);
    const spec = { parentRef: parentOf(data), listeners: delegatedManifests(listeners, data, namespace) };
    super(scope, id, typedProps(scope, id, { construct: 'TeamListenerSet', kind: LISTENER_SET, metadata, body: { spec } }));
    settle(this);
    claimName(this);
    settleSet(this, data, listeners);
    this.#data = { grant, name: this.name, namespace, listeners: listeners.map(sectionOf) };
    issueCertificates(this, namespace, listeners);
  }

  /** @internal */
  public _data(): ListenerSetData {
    return this.#data;
  }
}

function parentOf({ gateway: { name, namespace } }: DelegatedGrant): object {
  return { group: GATEWAY_API, kind: 'Gateway', namespace, name };
}

/** Secrets are named after the set, so its name is a readable one, without dots. */
function setMetadata(
  place: Place, scope: Construct, id: string, namespace: string, metadata: ApiObjectMetadata | undefined,
): ApiObjectMetadata {
  checkMetadata(place, LISTENER_SET, metadata);
  const own = isRecord(metadata) ? metadata : {};
  if (own.name !== undefined) check(place, 'metadata.name', own.name, labelProblem(own.name));
  return readableMetadata(place, scope, id, LISTENER_SET, { ...own, namespace });
}
