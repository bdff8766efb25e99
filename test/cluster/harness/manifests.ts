import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

export interface ObjectMeta {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly generation?: number;
  readonly annotations?: Record<string, string>;
}

/** An object and the bytes that the server gets for it. */
export interface Manifest {
  readonly object: KubernetesObject;
  readonly text: string;
  readonly contentType: 'application/json' | 'application/yaml';
  /** Where it comes from, for messages. */
  readonly source?: string;
}

export function manifestOf(object: KubernetesObject): Manifest {
  return { object, text: JSON.stringify(object), contentType: 'application/json' };
}

/** Manifests of a file, or of every YAML file under a folder in the order of their names. */
export function manifestsIn(path: string): Manifest[] {
  if (statSync(path).isDirectory()) {
    return readdirSync(path).sort().flatMap((name) => {
      const child = join(path, name);
      return statSync(child).isDirectory() || /\.ya?ml$/.test(name) ? manifestsIn(child) : [];
    });
  }
  return manifestsOfText(readFileSync(path, 'utf8'), path);
}

/** The documents keep their own text, so that it is the server that reads the YAML. */
export function manifestsOfText(text: string, source: string): Manifest[] {
  return [...parseAllDocuments(text, { version: '1.1' })].flatMap((document) => {
    if (document.errors.length > 0) throw new Error(`${source}: ${document.errors[0].message}`);
    const object = document.toJS() as KubernetesObject | null;
    if (object === null) return [];
    if (typeof object.apiVersion !== 'string' || typeof object.kind !== 'string') {
      throw new Error(`${source}: a document without apiVersion or kind`);
    }
    const [start, , end] = document.range;
    return [{ object, text: text.slice(start, end), contentType: 'application/yaml' as const, source }];
  });
}

/** Kind and name of an object, and its namespace where it has one. */
export function nameOf({ kind, metadata }: KubernetesObject): string {
  const name = metadata?.name ?? metadata?.generateName ?? '(no name)';
  return metadata?.namespace === undefined ? `${kind} ${name}` : `${kind} ${metadata.namespace}/${name}`;
}

/** The namespaces that the objects stand in, each once. */
export function namespacesOf(manifests: readonly Manifest[]): string[] {
  const names = manifests.map(({ object }) => object.metadata?.namespace).filter((name) => name !== undefined);
  return [...new Set(names)];
}
