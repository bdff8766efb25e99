import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { GATEWAY_API_EXPERIMENTAL, knownKind } from '../../manifest/kinds';
import { xMeshProblems } from '../../manifest/x-mesh-checks';
import { xMeshTraps } from '../../manifest/x-mesh-traps';
import { settle, typedProps } from '../base/typed-object';
import { type KindOfObject, partsOf } from './parts';
import type { ObjectReference } from './references';

const KIND: KindOfObject = {
  construct: 'XMesh', kind: knownKind(GATEWAY_API_EXPERIMENTAL, 'XMesh'), problems: xMeshProblems, traps: xMeshTraps,
};

/**
 * Which controller serves a mesh.
 *
 * Source: Gateway API v1.6.1, MeshSpec of the experimental group.
 */
export interface XMeshSpec {
  /** Name of the controller: a domain and a path, up to 253 characters. It cannot be changed later. */
  readonly controllerName: string;
  /**
   * Settings of the controller for this mesh. The namespace is required for a namespaced kind.
   *
   * @default - the controller's own
   */
  readonly parametersRef?: ObjectReference;
  /**
   * What the mesh is for, up to 64 characters.
   *
   * @default - none
   */
  readonly description?: string;
}

/** Options of an XMesh. */
export interface XMeshProps {
  /**
   * Name, labels and annotations. The kind is cluster-scoped: it has no namespace.
   *
   * @default - the chart's own naming
   */
  readonly metadata?: ApiObjectMetadata;
  /** The mesh. */
  readonly spec: XMeshSpec;
}

/**
 * An XMesh as it is: one typed manifest, nothing added. Experimental channel only.
 *
 * @example
 * new XMesh(chart, 'company-mesh', {
 *   metadata: { name: 'company-mesh' },
 *   spec: { controllerName: 'example.com/mesh-controller' },
 * });
 */
export class XMesh extends ApiObject {
  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @param props options
   * @throws naming the field, its value and what to write, where a value is wrong
   */
  public constructor(scope: Construct, id: string, props: XMeshProps) {
    super(scope, id, typedProps(scope, id, partsOf(scope, id, KIND, props)));
    settle(this);
  }
}
