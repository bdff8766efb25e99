import type { StructureProblem } from './structure-problem';

/** Release channel of the Gateway API CRDs that a cluster has installed. */
export type Channel = 'standard' | 'experimental';

/**
 * What a structural schema says of one value: the keywords of OpenAPI v3 as CRDs use them. Four are named shorter:
 * `values` (additionalProperties), `keys` (the keys of a list map), `set` (a list without repeats) and
 * `preserve` (unknown fields stay). A node without `type` is a further condition on a value, or takes any value.
 */
export interface SchemaNode {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly values?: SchemaNode;
  readonly items?: SchemaNode;
  readonly keys?: readonly string[];
  readonly set?: boolean;
  readonly enum?: readonly (string | number | boolean)[];
  readonly pattern?: string;
  readonly format?: 'int32' | 'ipv4' | 'ipv6' | 'cidr' | 'date-time' | 'byte';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly intOrString?: boolean;
  readonly preserve?: boolean;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly allOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly not?: SchemaNode;
  /** Names of the functions in `rules/` that judge what a CRD says in CEL, in the CRD's order. */
  readonly rules?: readonly string[];
  /** Built-in kinds and metadata only: the keys (and values) of this map follow the rules of labels or annotations. */
  readonly syntax?: 'labels' | 'annotations';
}

/** One served version of a kind. */
export interface VersionSchema {
  readonly version: string;
  /** The channels that serve it so; absent where the kind knows no channels. */
  readonly channels?: readonly Channel[];
  /** The whole object without apiVersion, kind and metadata. */
  readonly root: SchemaNode;
  /** What controllers write; in `root` it may be anything. */
  readonly status?: SchemaNode;
}

/** The structural schema of a kind, in all its served versions. */
export interface KindSchema {
  readonly group: string;
  readonly kind: string;
  /** Objects of most kinds are named by a DNS subdomain; RBAC takes any path segment, Services and Namespaces a DNS label. */
  readonly names?: 'path-segment' | 'label';
  /** Built into the API server: null in a list or a map stands for the empty value of its type. */
  readonly native?: boolean;
  /** Whether a new object keeps the generation that it comes with; of most kinds the API server sets it to 1. */
  readonly keepsGeneration?: boolean;
  /** What the API server refuses of the kind beyond its structure; takes any object. */
  readonly check?: (object: Record<string, unknown>) => StructureProblem[];
  /** The API server holds more against objects of the kind than stands here. */
  readonly unjudged?: boolean;
  readonly versions: readonly VersionSchema[];
}
