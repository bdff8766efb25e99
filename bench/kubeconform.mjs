import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';

const VERSION = 'v0.8.0';

/** kubeconform: the one that KUBECONFORM names, the one on the path, or one that Go installs into the cache. */
export function kubeconform() {
  const named = process.env.KUBECONFORM;
  if (named) return named;
  if (spawnSync('kubeconform', ['-v']).status === 0) return 'kubeconform';
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cdk8s-gateway', `kubeconform-${VERSION}`);
  const binary = join(folder, 'kubeconform');
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    execFileSync('go', ['install', `github.com/yannh/kubeconform/cmd/kubeconform@${VERSION}`], {
      env: { ...process.env, GOBIN: folder }, stdio: ['ignore', 'inherit', 'inherit'],
    });
  }
  return binary;
}

/** Writes the schemas of CRDs as JSON schemas, as kubeconform's own script does; returns the location that it takes. */
export function writeSchemas(crds, folder) {
  mkdirSync(folder);
  const documents = readdirSync(crds).flatMap((file) => loadAll(readFileSync(join(crds, file), 'utf8')));
  for (const { spec } of documents.filter((document) => document?.kind === 'CustomResourceDefinition')) {
    for (const { name, schema } of spec.versions) {
      const path = join(folder, `${spec.names.kind.toLowerCase()}-${spec.group}-${name}.json`);
      writeFileSync(path, JSON.stringify(jsonSchema(schema.openAPIV3Schema)));
    }
  }
  return join(folder, '{{ .ResourceKind }}-{{ .Group }}-{{ .ResourceAPIVersion }}.json');
}

/** Unknown fields are refused, and what may be a number or text is written out. */
function jsonSchema(node) {
  if (Array.isArray(node)) return node.map(jsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  const schema = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, jsonSchema(value)]));
  if (schema['x-kubernetes-int-or-string']) return { oneOf: [{ type: 'string' }, { type: 'integer' }] };
  const isClosed = schema.type === 'object' && typeof node.properties === 'object' && schema.additionalProperties === undefined
    && !schema['x-kubernetes-preserve-unknown-fields'];
  return isClosed ? { ...schema, additionalProperties: false } : schema;
}
