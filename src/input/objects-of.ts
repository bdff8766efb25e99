import { groupOf, isManifest, isRecord, type Located, unwrapLocated } from '../manifest/manifest';
import { show } from '../manifest/problem';
import type { InputDocument, InputProblem } from './input-document';
import { lineOf } from './line-of';
import { besideManifests, KUSTOMIZE, lookOf } from './look-of';

/** What a document stands for. */
interface DocumentContent {
  /** Its objects; those of lists with their place, such as `items[3]`. */
  readonly objects: readonly Located[];
  /** What in it is no Kubernetes object. */
  readonly problems: readonly InputProblem[];
  /** Why nothing of it was checked although nothing is wrong: it is null, text, or a file such as package.json. */
  readonly notObject?: string;
}

/** The objects of a document, and what in it is none. */
export function objectsOf(document: InputDocument): DocumentContent {
  const { value } = document;
  if (value === undefined) return { objects: [], problems: [] };
  const isObject = isManifest(value) && value.kind !== '' && value.apiVersion !== '' && groupOf(value.apiVersion) !== KUSTOMIZE;
  if (isObject) return manifestsOf(document, value);
  if (typeof value !== 'object' || value === null) return { objects: [], problems: [], notObject: show(value) };
  const beside = besideManifests(value, document.file);
  if (beside !== undefined) return { objects: [], problems: [], notObject: beside };
  return { objects: [], problems: [notAnObject(document, value, '')] };
}

function manifestsOf(document: InputDocument, value: Located['manifest']): DocumentContent {
  const problems: InputProblem[] = [];
  const objects = unwrapLocated(value, (item, path) => problems.push(notAnObject(document, item, path)));
  return { objects, problems };
}

function notAnObject(document: InputDocument, value: unknown, path: string): InputProblem {
  const missing = isRecord(value) ? missingField(value) : undefined;
  if (missing !== undefined) return incomplete(document, value as Record<string, unknown>, missing, path);
  const look = lookOf(value);
  return {
    code: 'GW094',
    message: `it is no Kubernetes object${look === undefined ? '' : `; it looks like ${look}`}, so it was not checked, and kubectl refuses it`,
    fix: path !== '' || look === undefined
      ? 'write an object with apiVersion, kind and metadata, or leave it out'
      : 'leave the file out: name the folders of manifests, or list it under `ignore` in cdk8s-gateway.yaml',
    path,
    line: lineOf(document, path),
  };
}

/** The field that is missing where the rest makes plain that an object was meant. */
function missingField(value: Record<string, unknown>): 'kind' | 'apiVersion' | undefined {
  const has = (field: string): boolean => typeof value[field] === 'string' && value[field] !== '';
  if (has('apiVersion') && (isRecord(value.metadata) || 'spec' in value || 'kind' in value)) return 'kind';
  if (has('kind') && (isRecord(value.metadata) || 'spec' in value || 'apiVersion' in value)) return 'apiVersion';
  return isRecord(value.metadata) && isRecord(value.spec) ? 'kind' : undefined;
}

function incomplete(document: InputDocument, value: Record<string, unknown>, field: string, path: string): InputProblem {
  const at = path === '' ? field : `${path}.${field}`;
  const found = field in value ? `is ${show(value[field])}` : 'is missing';
  const metadata = isRecord(value.metadata) ? value.metadata : {};
  const name = typeof metadata.name === 'string' ? ` (named ${show(metadata.name)})` : '';
  const example = field === 'kind' ? 'HTTPRoute' : 'gateway.networking.k8s.io/v1';
  return {
    code: 'GW093',
    message: `\`${field}\` ${found}${name}, so nobody knows which object this is: kubectl refuses it, and it was not checked`,
    fix: `write \`${field}\` as text, such as ${example}`,
    path: at,
    line: lineOf(document, at),
  };
}
