import type { ApiObject } from 'cdk8s';
import { namespaceOf } from '../analysis/cluster/cluster-index';
import type { Entry, RoleFacts } from '../analysis/rule';
import { isManifest, type Manifest, unwrapLists } from '../manifest/manifest';
import type { FlatData } from './flat-data';
import { isUnchanged, sourceOf } from './object-source';
import type { RoleTable } from './role-table';

/** An object and its final JSON: after patches, lists unwrapped, whatever made it. */
export interface RenderedObject {
  readonly object: ApiObject;
  readonly role: RoleFacts | undefined;
  readonly json: Manifest;
  readonly entries: readonly Entry[];
  /** What it was rendered from, where that tells whether it would still be rendered to the same. */
  readonly source?: FlatData;
  /** Its JSON as text, where not. */
  readonly text?: string;
}

/**
 * Renders an object.
 *
 * @throws where that fails, or gives no manifest
 */
export function render(object: ApiObject, roles: RoleTable): RenderedObject {
  const json: unknown = object.toJson();
  if (!isManifest(json)) throw new Error('it has no apiVersion or kind');
  const construct = object.node.path;
  const role = roles.of(object);
  const entries = unwrapLists(json).map((manifest) => ({
    manifest, construct, role, bundles: roles.bundlesOf(object, namespaceOf(manifest)),
  }));
  return { object, role, json, entries };
}

/** The same, for `isCurrent` to be asked later. `plainly`: whether plain data of its tree always renders to itself. */
export function renderToKeep(object: ApiObject, roles: RoleTable, plainly: boolean): RenderedObject {
  const rendered = render(object, roles);
  const source = plainly ? sourceOf(object) : undefined;
  return source ? { ...rendered, source } : { ...rendered, text: JSON.stringify(rendered.json) };
}

/** Whether an object still renders to what it was rendered to. */
export function isCurrent({ object, source, text }: RenderedObject): boolean {
  return source ? isUnchanged(object, source) : textNow(object) === text;
}

/** The JSON of an object as text; none where it cannot be rendered any more. */
function textNow(object: ApiObject): string | undefined {
  try {
    return JSON.stringify(object.toJson());
  } catch {
    return undefined;
  }
}
