import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { bundleOf } from '../../manifest/bundles';
import { isRecord } from '../../manifest/manifest';
import { labelProblem, subdomainProblem } from '../../manifest/names';
import { Persona } from '../../manifest/persona';
import { chartOf } from '../base/chart-of';
import { checkObject } from '../base/check-object';
import { checkKnown, checkOptions, type Known } from '../base/known-options';
import { openTo, type SharedTarget } from '../base/object-grant';
import { check, invalid, placeOf, placeOfExisting, refused } from '../base/problems';
import type { ClusterProfile } from '../platform/cluster-profile';
import { clusterOption, infrastructureOption } from '../platform/infrastructure-options';
import { GUARDED, namespaceKey, OPENED } from '../policies/namespace-claims';
import { checkSharedMetadata } from '../policies/shared-metadata';
import { requireRole } from '../roles/require-role';
import type { ISharedGateway } from './shared-gateway-handle';
import type { NamespaceGrantOptions, SharedObjectProps } from './shared-object-props';

const PROPS: Known<SharedObjectProps> = { name: true, namespace: true, metadata: true };
const OPTIONS: Known<NamespaceGrantOptions> = { cluster: true };

/**
 * The object that a construct is about to share.
 *
 * @throws outside an operator's scope, for a name or namespace that no object can have, and where a TeamAccess guards the
 * namespace
 */
export function sharedTarget(scope: Construct, id: string, kind: 'Secret' | 'ConfigMap', props: SharedObjectProps): SharedTarget {
  const place = placeOf(scope, id, `Shared${kind}`);
  requireRole(place, scope, Persona.CLUSTER_OPERATOR);
  checkObject(place, 'props', props, 'write { name, namespace }');
  checkKnown(place, '', props, PROPS);
  check(place, 'name', props.name, subdomainProblem(props.name));
  checkSharedMetadata(place, props.metadata);
  const namespace = props.namespace ?? chartOf(scope)?.namespace;
  if (namespace === undefined) throw refused(place, `the namespace of ${kind} "${props.name}" is not known; write namespace`);
  check(place, 'namespace', namespace, labelProblem(namespace));
  const guard = GUARDED.ownerOf(scope, namespaceKey(namespace));
  if (guard !== undefined) {
    throw refused(place, `namespace "${namespace}" is guarded by ${guard}, whose admission policy admits ReferenceGrants for Services alone; `
      + `keep the ${kind} in a namespace of the operators`);
  }
  return { kind, name: props.name, namespace };
}

/** An object that gateways of other namespaces may refer to, and its ReferenceGrants, below the construct that shares it. */
export class SharedObject {
  readonly #owner: Construct;
  readonly #target: SharedTarget;
  readonly #metadata: ApiObjectMetadata | undefined;
  readonly #manifests: ApiObject[] = [];

  public constructor(owner: Construct, target: SharedTarget, metadata: ApiObjectMetadata | undefined) {
    this.#owner = owner;
    this.#target = target;
    this.#metadata = metadata;
    OPENED.take(owner, namespaceKey(target.namespace));
  }

  public grantToGateway(gateway: ISharedGateway): void {
    const place = placeOfExisting(this.#owner);
    if (!isRecord(gateway) || typeof gateway.gatewayNamespace !== 'string') {
      throw invalid(place, 'gateway', gateway, {
        reason: 'it is no shared gateway',
        fix: 'write a SharedGateway or SharedGateway.existing(…), or grantToNamespace(…) for one that is no construct here',
      });
    }
    this.open(gateway.gatewayNamespace, ['Gateway'], infrastructureOption(place, gateway.infrastructure).cluster);
  }

  public grantToNamespace(namespace: string, kinds: readonly string[], options: NamespaceGrantOptions | undefined): void {
    const place = placeOfExisting(this.#owner);
    checkOptions(place, 'options', options, OPTIONS, '{ cluster }, or leave it out');
    check(place, 'namespace', namespace, labelProblem(namespace));
    this.open(namespace, kinds, clusterOption(place, options?.cluster));
  }

  public manifests(): ApiObject[] {
    return [...this.#manifests];
  }

  private open(namespace: string, kinds: readonly string[], cluster: ClusterProfile | undefined): void {
    const referrers = { kinds, namespace, ...(cluster && { bundle: bundleOf(cluster._data()) }) };
    this.#manifests.push(...openTo(this.#owner, this.#target, referrers, this.#metadata));
  }
}
