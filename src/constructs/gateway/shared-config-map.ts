import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ISharedGateway } from './shared-gateway-handle';
import { SharedObject, sharedTarget } from './shared-object';
import type { NamespaceGrantOptions, SharedObjectProps } from './shared-object-props';

/**
 * A ConfigMap with the certificates (`ca.crt`) of an authority, which Gateways of other namespaces may hold client
 * certificates against. It stands with the operators who own the ConfigMap's namespace. Each namespace that it is granted to
 * gets a ReferenceGrant, which names this one ConfigMap.
 *
 * Gateways alone refer to ConfigMaps across namespaces: a ListenerSet has no field for it, and a BackendTLSPolicy names those
 * of its own namespace. Source: Gateway API v1.6.1, FrontendTLSValidation and BackendTLSPolicyValidation.
 *
 * Not in a namespace that a `TeamAccess` guards: there the cluster admits ReferenceGrants for Services alone.
 *
 * @example
 * const partners = new SharedConfigMap(edge, 'partners', { name: 'partner-ca', namespace: 'certificates' });
 * partners.grantToGateway(gateway);
 */
export class SharedConfigMap extends Construct {
  readonly #object: SharedObject;

  /**
   * @param scope an operator's scope: what a team opens are its Services (`SharedService`)
   * @param id id of the construct
   * @param props the ConfigMap
   * @throws in another scope, and where the ConfigMap's namespace is not known or guarded by a `TeamAccess` of the app
   */
  public constructor(scope: Construct, id: string, props: SharedObjectProps) {
    const target = sharedTarget(scope, id, 'ConfigMap', props);
    super(scope, id);
    this.#object = new SharedObject(this, target, props.metadata);
  }

  /**
   * Lets Gateways of a gateway's namespace refer to the ConfigMap: a ReferenceGrant names namespaces, not single Gateways.
   * A gateway of the ConfigMap's own namespace needs no grant.
   *
   * @param gateway the gateway
   */
  public grantToGateway(gateway: ISharedGateway): void {
    this.#object.grantToGateway(gateway);
  }

  /**
   * Lets Gateways that are no construct of this program refer to the ConfigMap.
   *
   * @param namespace their namespace
   * @param options the cluster, where its Gateway API is an older one
   */
  public grantToNamespace(namespace: string, options?: NamespaceGrantOptions): void {
    this.#object.grantToNamespace(namespace, ['Gateway'], options);
  }

  /** The ReferenceGrants made so far. */
  public manifests(): ApiObject[] {
    return this.#object.manifests();
  }
}
