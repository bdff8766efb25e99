/** Metadata of a manifest, as plain data. */
interface ManifestMetadata {
  name?: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  [key: string]: unknown;
}

/** One Kubernetes object as plain JSON. What comes from outside may lack anything: check before use. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: ManifestMetadata;
  [key: string]: unknown;
}

/** The API group of an apiVersion; the core group is ''. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Whether a value can be read as a manifest: an object with apiVersion and kind. */
export function isManifest(value: unknown): value is Manifest {
  return isRecord(value) && typeof value.apiVersion === 'string' && typeof value.kind === 'string';
}

/** Whether a value is a JSON object (not an array, not null). */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is an object as a literal makes it: dates, maps and objects of classes are none. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The items of a list, or nothing where there is none: manifests from outside may hold anything. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An object, and where it stands in the manifest that holds it: `items[3]`, '' for the manifest itself. */
export interface Located {
  readonly manifest: Manifest;
  readonly path: string;
}

/**
 * The objects that a manifest stands for. Whatever holds `items` stands for them, at any depth: kubectl applies those, whatever
 * the kind. Where the kind is none of a list, the object itself is among them, for tools that apply it.
 */
export function unwrapLists(manifest: Manifest): Manifest[] {
  return unwrapLocated(manifest).map((located) => located.manifest);
}

/**
 * The same with the place of each.
 *
 * @param onOther is told of each item that is no object
 */
export function unwrapLocated(manifest: Manifest, onOther?: (item: unknown, path: string) => void, path = ''): Located[] {
  if (!Array.isArray(manifest.items)) return withoutItems(manifest, path, onOther);
  const isList = manifest.kind.endsWith('List');
  const itemKind = isList ? manifest.kind.slice(0, -'List'.length) : manifest.kind;
  const items = manifest.items.flatMap((item: unknown, i) => {
    const itemPath = `${path === '' ? '' : `${path}.`}items[${i}]`;
    // A typed list may leave kind and apiVersion of its items to the list itself.
    const inherited = itemKind === '' ? {} : { apiVersion: manifest.apiVersion, kind: itemKind };
    const whole = isRecord(item) ? { ...inherited, ...item } : undefined;
    if (isManifest(whole) && whole.kind !== '') return unwrapLocated(whole, onOther, itemPath);
    onOther?.(item, itemPath);
    return [];
  });
  return isList ? items : [{ manifest, path }, ...items];
}

/** A List without items stands for nothing; one whose items are no list is told. */
function withoutItems(manifest: Manifest, path: string, onOther?: (item: unknown, path: string) => void): Located[] {
  if (manifest.kind !== 'List' || manifest.apiVersion !== 'v1') return [{ manifest, path }];
  if (manifest.items !== undefined && manifest.items !== null) onOther?.(manifest.items, path === '' ? 'items' : `${path}.items`);
  return [];
}

/** Whether a field is there: to the API server null is a field that is left out. */
export function given<T>(value: T): value is NonNullable<T> {
  return value !== undefined && value !== null;
}
