import type { Schema } from './served-schemas';

export type Container = Record<string | number, unknown>;

/** A value in an object, and what the schema says of it. */
export interface Site {
  /** Path with `[]` for any item and `{}` for any key. */
  readonly path: string;
  readonly schema: Schema;
  readonly container: Container;
  readonly key: string | number;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every value in an object that the schema knows. */
export function sitesOf(schema: Schema, object: Record<string, unknown>): Site[] {
  const sites: Site[] = [];
  const visit = (site: Site): void => {
    sites.push(site);
    const value = site.container[site.key];
    if (Array.isArray(value)) {
      const { items } = site.schema;
      if (items) value.forEach((_, index) => visit({ path: `${site.path}[]`, schema: items, container: value as unknown as Container, key: index }));
    } else if (isObject(value)) {
      visitFields(site.path, site.schema, value, visit);
    }
  };
  visitFields('', schema, object, visit);
  return sites;
}

function visitFields(path: string, schema: Schema, value: Record<string, unknown>, visit: (site: Site) => void): void {
  for (const key of Object.keys(value)) {
    const own = schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
    const any = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
    const child = own ?? any;
    if (child) visit({ path: own ? join(path, key) : `${path}{}`, schema: child, container: value, key });
  }
}

export function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** A node of a schema with its path. */
export interface SchemaSite {
  readonly path: string;
  readonly schema: Schema;
}

/** Every node of a schema below the root, without those that `skip` names. */
export function schemaSites(root: Schema, skip: (path: string) => boolean): SchemaSite[] {
  const found: SchemaSite[] = [];
  const visit = (path: string, schema: Schema): void => {
    if (path !== '' && !skip(path)) found.push({ path, schema });
    for (const [key, child] of Object.entries(schema.properties ?? {})) visit(join(path, key), child);
    if (schema.items) visit(`${path}[]`, schema.items);
    if (typeof schema.additionalProperties === 'object') visit(`${path}{}`, schema.additionalProperties);
  };
  visit('', root);
  return found;
}

/** The path of what holds a value. */
export function parentOf(path: string): string {
  return path.replace(/(?:\.?[^.[\]{}]+|\[\]|\{\})$/, '');
}
