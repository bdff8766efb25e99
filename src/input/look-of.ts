import { groupOf, isRecord } from '../manifest/manifest';

/** The group of what kustomize reads, and no API server. */
export const KUSTOMIZE = 'kustomize.config.k8s.io';

/** Names by which kustomize finds a kustomization, as far as files of manifests have them. */
export const KUSTOMIZATION = /(?:^|[\\/])kustomization\.ya?ml$/;

/** Names that say what a file is. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[\\/])cdk8s-gateway\.yaml$/, 'the settings of this tool'],
  [/(?:^|[\\/])Chart\.ya?ml$/, 'the description of a Helm chart'],
  [/(?:^|[\\/])values[^\\/]*\.(?:ya?ml|json)$/, 'the values of a Helm chart'],
  [KUSTOMIZATION, 'a kustomization'],
  [/(?:^|[\\/])(?:docker-)?compose[^\\/]*\.ya?ml$/, 'a Docker Compose file'],
  [/(?:^|[\\/])package(?:-lock)?\.json$/, 'a package of Node.js'],
  [/(?:^|[\\/])tsconfig[^\\/]*\.json$/, 'the settings of TypeScript'],
  [/(?:^|[\\/])cdk8s\.yaml$/, 'the settings of cdk8s'],
  [/(?:^|[\\/])construct-metadata\.json$/, 'the constructs of the objects, which cdk8s writes'],
];

/** Keys that say it, all of them together. */
const KEYS: readonly (readonly [readonly string[], string])[] = [
  [['openapi', 'paths'], 'an OpenAPI document'],
  [['swagger', 'paths'], 'an OpenAPI document'],
  [['$schema'], 'a JSON schema, or the settings of a tool'],
  [['services', 'version'], 'a Docker Compose file'],
  [['on', 'jobs'], 'a workflow of GitHub'],
  [['true', 'jobs'], 'a workflow of GitHub'],
  [['image', 'replicaCount'], 'the values of a Helm chart'],
  [['resources'], 'a kustomization'],
  [['name', 'version', 'dependencies'], 'a package of Node.js'],
];

/** What a file is that lies beside manifests and is none, by its name or the format that it says; undefined for others. */
export function besideManifests(value: unknown, file: string): string | undefined {
  const named = NAMES.find(([pattern]) => pattern.test(file))?.[1];
  if (named !== undefined) return named;
  const { apiVersion, format } = isRecord(value) ? value : {};
  if (typeof apiVersion === 'string' && groupOf(apiVersion) === KUSTOMIZE) return 'a kustomization';
  return typeof format === 'string' && format.startsWith('cdk8s-gateway/') ? `a file of ${format}` : undefined;
}

/** What a value that is no Kubernetes object looks like, or undefined where nothing tells. */
export function lookOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return 'a list (objects stand one after the other, with --- between them)';
  if (!isRecord(value)) return undefined;
  return KEYS.find(([keys]) => keys.every((key) => Object.hasOwn(value, key)))?.[1];
}
