import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { invalid, placeOfExisting } from '../base/problems';
import type { ISharedGateway } from './shared-gateway-handle';
import { SharedObject, sharedTarget } from './shared-object';
import type { NamespaceGrantOptions, SharedObjectProps } from './shared-object-props';

/** Kinds whose objects refer to Secrets. Source: Gateway API v1.6.1, SecretObjectReference. */
export enum SecretReferrer {
  /** Certificates of a Gateway's listeners, and the client certificate that it shows to backends. */
  GATEWAY = 'Gateway',
  /** Certificates of a ListenerSet's listeners. Its Gateway's grants do not count for it. */
  LISTENER_SET = 'ListenerSet',
}

/**
 * A Secret that gateways of other namespaces may use: a listener's certificate, or the client certificate for backends.
 * It stands with the operators who own the Secret's namespace. Each namespace that it is granted to gets a ReferenceGrant,
 * which names this one Secret.
 *
 * Not in a namespace that a `TeamAccess` guards: there the cluster admits ReferenceGrants for Services alone.
 *
 * @example
 * const wildcard = new SharedSecret(edge, 'wildcard', { name: 'wildcard-tls', namespace: 'certificates' });
 * wildcard.grantToGateway(gateway);
 */
export class SharedSecret extends Construct {
  readonly #object: SharedObject;

  /**
   * @param scope an operator's scope: what a team opens are its Services (`SharedService`)
   * @param id id of the construct
   * @param props the Secret
   * @throws in another scope, and where the Secret's namespace is not known or guarded by a `TeamAccess` of the app
   */
  public constructor(scope: Construct, id: string, props: SharedObjectProps) {
    const target = sharedTarget(scope, id, 'Secret', props);
    super(scope, id);
    this.#object = new SharedObject(this, target, props.metadata);
  }

  /**
   * Lets Gateways of a gateway's namespace refer to the Secret: a ReferenceGrant names namespaces, not single Gateways.
   * A gateway of the Secret's own namespace needs no grant.
   *
   * @param gateway the gateway
   */
  public grantToGateway(gateway: ISharedGateway): void {
    this.#object.grantToGateway(gateway);
  }

  /**
   * Lets objects of a namespace refer to the Secret: ListenerSets, and Gateways that are no construct of this program.
   *
   * @param namespace their namespace
   * @param kinds their kinds, one or both
   * @param options the cluster, where its Gateway API is an older one
   */
  public grantToNamespace(namespace: string, kinds: SecretReferrer[], options?: NamespaceGrantOptions): void {
    const known: string[] = Object.values(SecretReferrer);
    if (!Array.isArray(kinds) || kinds.length === 0 || [...kinds].some((kind) => !known.includes(kind))) {
      throw invalid(placeOfExisting(this), 'kinds', kinds, {
        reason: 'it is no list of kinds that refer to Secrets',
        fix: 'write [SecretReferrer.LISTENER_SET], [SecretReferrer.GATEWAY], or both',
      });
    }
    this.#object.grantToNamespace(namespace, kinds, options);
  }

  /** The ReferenceGrants made so far. */
  public manifests(): ApiObject[] {
    return this.#object.manifests();
  }
}
