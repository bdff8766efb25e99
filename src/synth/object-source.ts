import {
  ApiObject, ApiObjectMetadataDefinition, type App, ImplicitTokenResolver, LazyResolver, NumberStringUnionResolver,
} from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isRecord } from '../manifest/manifest';
import { compareFlat, type FlatData, flatten } from './flat-data';

/** What cdk8s renders an object from. Private there: where it is of another form, nothing is concluded from it. */
interface Source {
  readonly props?: unknown;
  readonly patches?: unknown;
  readonly metadata: Record<string, unknown>;
}

/** The metadata among an object's props is read when the object is made. */
const READ_BEFORE = 'metadata';
/** Where the metadata of an object names the object itself. */
const UPWARDS = 'apiObject';
const RESOLVERS: unknown[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/** Whether plain data of a tree always renders to itself: only cdk8s's own resolvers are there, which leave it as it is. */
export function rendersPlainly(root: IConstruct): boolean {
  return (root as Partial<App>).resolvers?.every((resolver) => RESOLVERS.includes(resolver.constructor)) ?? false;
}

/** What an object is rendered from, where that is plain data alone: as long as it is the same, so is its JSON. */
export function sourceOf(object: ApiObject): FlatData | undefined {
  const source = plainSource(object);
  const flat: unknown[] = [];
  return source && flatten(flat, source.props, READ_BEFORE) && flatten(flat, source.metadata, UPWARDS) ? flat : undefined;
}

/** Whether an object is rendered from what it was rendered from before. Costs a fraction of rendering it. */
export function isUnchanged(object: ApiObject, flat: FlatData): boolean {
  const source = plainSource(object);
  const end = source === undefined ? -1 : compareFlat(flat, 0, source.props, READ_BEFORE);
  return end > 0 && compareFlat(flat, end, source!.metadata, UPWARDS) === flat.length;
}

/** The parts of an object that cdk8s renders, where cdk8s alone renders it. */
function plainSource(object: ApiObject): Pick<Source, 'metadata'> & { props: Record<string, unknown> } | undefined {
  const { props, patches, metadata } = object as unknown as Source;
  if (object.toJson !== ApiObject.prototype.toJson) return undefined;
  if (metadata.toJson !== ApiObjectMetadataDefinition.prototype.toJson) return undefined;
  return Array.isArray(patches) && patches.length === 0 && isRecord(props) ? { props, metadata } : undefined;
}
