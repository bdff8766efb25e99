/**
 * A reference to an object of the own namespace.
 *
 * Source: Gateway API v1.6.1, LocalObjectReference.
 */
export interface LocalObjectReference {
  /** API group of the object; '' is the core group. */
  readonly group: string;
  /** Kind of the object, such as `ConfigMap`. */
  readonly kind: string;
  /** Name of the object, 1 to 253 characters. */
  readonly name: string;
}

/**
 * A reference to an object, here or in another namespace.
 *
 * Source: Gateway API v1.6.1, ObjectReference.
 */
export interface ObjectReference extends LocalObjectReference {
  /**
   * Namespace of the object. Another namespace than the own one takes a ReferenceGrant there.
   *
   * @default - the namespace of the object that refers; none for a cluster-scoped object
   */
  readonly namespace?: string;
}

/**
 * A reference to a Secret, or to what an implementation takes in its place.
 *
 * Source: Gateway API v1.6.1, SecretObjectReference.
 */
export interface SecretObjectReference {
  /** Name of the Secret, 1 to 253 characters. */
  readonly name: string;
  /**
   * API group of the object; '' is the core group.
   *
   * @default - the API server's: the core group
   */
  readonly group?: string;
  /**
   * Kind of the object.
   *
   * @default - the API server's: `Secret`
   */
  readonly kind?: string;
  /**
   * Namespace of the Secret. Another namespace than the Gateway's takes a ReferenceGrant there.
   *
   * @default - the namespace of the Gateway
   */
  readonly namespace?: string;
}

/**
 * A reference to a backend.
 *
 * Source: Gateway API v1.6.1, BackendObjectReference.
 */
export interface BackendObjectReference {
  /** Name of the backend, 1 to 253 characters. */
  readonly name: string;
  /**
   * Port of the Service (not of its pods), 1 to 65535. A Service needs it.
   *
   * @default - none, for kinds that have ports of their own
   */
  readonly port?: number;
  /**
   * API group of the backend; '' is the core group.
   *
   * @default - the API server's: the core group
   */
  readonly group?: string;
  /**
   * Kind of the backend.
   *
   * @default - the API server's: `Service`
   */
  readonly kind?: string;
  /**
   * Namespace of the backend. Another namespace than the route's takes a ReferenceGrant there.
   *
   * @default - the namespace of the route
   */
  readonly namespace?: string;
}

/**
 * A backend with its share of the traffic.
 *
 * Source: Gateway API v1.6.1, BackendRef.
 */
export interface BackendRef extends BackendObjectReference {
  /**
   * Share of the traffic, in relation to the other weights of the rule: 0 to 1,000,000.
   *
   * @default - the API server's: 1
   */
  readonly weight?: number;
}

/**
 * What a route attaches to: a Gateway, a ListenerSet, or a Service of a mesh.
 *
 * Source: Gateway API v1.6.1, ParentReference.
 */
export interface ParentReference {
  /** Name of the parent, 1 to 253 characters. */
  readonly name: string;
  /**
   * API group of the parent; '' is the core group.
   *
   * @default - the API server's: `gateway.networking.k8s.io`
   */
  readonly group?: string;
  /**
   * Kind of the parent.
   *
   * @default - the API server's: `Gateway`
   */
  readonly kind?: string;
  /**
   * Namespace of the parent. Its listener says which namespaces it admits.
   *
   * @default - the namespace of the route
   */
  readonly namespace?: string;
  /**
   * Name of one listener, or of a port of a Service.
   *
   * @default - every listener of the parent that admits the route
   */
  readonly sectionName?: string;
  /**
   * Port of the parent, 1 to 65535. Ties the route to a number that the Gateway's owner may change.
   * References to one parent that differ by port alone need the experimental channel.
   *
   * @default - every port
   */
  readonly port?: number;
}
