import type { ApiObject } from 'cdk8s';
import type { Entry, RoleFacts } from '../analysis/rule';
import { isManifest, type Manifest, unwrapLists } from '../manifest/manifest';
import { isMadeOf } from './made-of';

/** An object's final JSON: after patches, lists unwrapped, whatever made it. */
export interface RenderedObject {
  readonly json: Manifest;
  readonly role: RoleFacts | undefined;
  readonly entries: readonly Entry[];
  /** The JSON as text, where what the object is made of does not tell whether it still renders to it. */
  readonly text?: string;
}

/**
 * Renders an object.
 *
 * @throws where that fails, or gives no manifest
 */
export function render(object: ApiObject, role: RoleFacts | undefined): RenderedObject {
  const json: unknown = object.toJson();
  if (!isManifest(json)) throw new Error('it has no apiVersion or kind');
  const construct = object.node.path;
  return { json, role, entries: unwrapLists(json).map((manifest) => ({ manifest, construct, role })) };
}

/** The same, where `isCurrent` will be asked later. */
export function renderToKeep(object: ApiObject, role: RoleFacts | undefined): RenderedObject {
  const rendered = render(object, role);
  return isMadeOf(object, rendered.json) ? rendered : { ...rendered, text: JSON.stringify(rendered.json) };
}

/** Whether an object and its role still are what was rendered. */
export function isCurrent(rendered: RenderedObject, object: ApiObject, role: RoleFacts | undefined): boolean {
  if (rendered.role !== role) return false;
  return rendered.text === undefined ? isMadeOf(object, rendered.json) : JSON.stringify(object.toJson()) === rendered.text;
}
