import type { Client } from '../harness/client';

/** What the server's OpenAPI document says of a value: JSON schema with the keywords of Kubernetes. */
export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly default?: unknown;
  readonly oneOf?: readonly Schema[];
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-validations'?: readonly Rule[];
}

/** A CEL rule of a CRD. */
export interface Rule {
  readonly rule: string;
  readonly message?: string;
}

interface RawSchema extends Schema {
  readonly $ref?: string;
  readonly allOf?: readonly RawSchema[];
  readonly 'x-kubernetes-group-version-kind'?: readonly { readonly group: string; readonly version: string; readonly kind: string }[];
}

type Components = Readonly<Record<string, RawSchema>>;

/** The schema of every kind of an API group in one version, by kind, as the server itself tells it. */
export async function servedSchemas(client: Client, apiVersion: string): Promise<Map<string, Schema>> {
  const path = `/openapi/v3/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}`;
  const { components } = await client.get<{ components: { schemas: Components } }>(path);
  const resolver = new Resolver(components.schemas);
  const schemas = new Map<string, Schema>();
  for (const [name, schema] of Object.entries(components.schemas)) {
    const names = schema['x-kubernetes-group-version-kind'] ?? [];
    const own = names.find(({ group, version }) => (group === '' ? version : `${group}/${version}`) === apiVersion);
    if (own && names.length === 1) schemas.set(own.kind, resolver.named(name));
  }
  return schemas;
}

/** Puts the schemas in the place of their references. */
class Resolver {
  readonly #done = new Map<string, Schema>();

  public constructor(private readonly components: Components) {}

  public named(name: string): Schema {
    const known = this.#done.get(name);
    if (known) return known;
    this.#done.set(name, {});
    const schema = this.resolve(this.components[name]);
    this.#done.set(name, schema);
    return schema;
  }

  private resolve(schema: RawSchema): Schema {
    const reference = schema.$ref ?? (schema.allOf?.length === 1 ? schema.allOf[0].$ref : undefined);
    if (reference) return this.reference(reference);
    const { properties, items, additionalProperties } = schema;
    return {
      ...schema,
      ...properties && { properties: Object.fromEntries(Object.entries(properties).map(([name, child]) => [name, this.resolve(child)])) },
      ...items && { items: this.resolve(items) },
      ...typeof additionalProperties === 'object' && { additionalProperties: this.resolve(additionalProperties) },
    };
  }

  private reference(reference: string): Schema {
    const name = reference.slice(reference.lastIndexOf('/') + 1);
    return name.endsWith('.IntOrString') ? { 'x-kubernetes-int-or-string': true } : this.named(name);
  }
}
