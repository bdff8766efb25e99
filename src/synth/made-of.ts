import {
  ApiObject, ApiObjectMetadataDefinition, App, ImplicitTokenResolver, LazyResolver, NumberStringUnionResolver,
} from 'cdk8s';
import { isRecord, type Manifest } from '../manifest/manifest';
import { countSame, isSameData } from './same-data';

/** What cdk8s renders an object from. Private there: where it is of another form, nothing is concluded from it. */
interface Source {
  readonly props?: unknown;
  readonly patches?: unknown;
}

type Fields = Record<string, unknown>;

const RESOLVERS: unknown[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/**
 * Whether an object is made of plain data that says the same as its JSON, and only cdk8s's own code renders it, which leaves
 * such data as it is. Costs a fraction of rendering it; says no whenever in doubt.
 */
export function isMadeOf(object: ApiObject, json: Manifest): boolean {
  const { props, patches } = object as unknown as Source;
  return isRenderedByCdk8s(object) && Array.isArray(patches) && patches.length === 0 && isRecord(props)
    && countSame(props, json, isMetadata) === Object.keys(json).length - 1 && isSameMetadata(object.metadata, json.metadata);
}

function isRenderedByCdk8s(object: ApiObject): boolean {
  return object.toJson === ApiObject.prototype.toJson && object.metadata.toJson === ApiObjectMetadataDefinition.prototype.toJson
    && App.of(object).resolvers.every((resolver) => RESOLVERS.includes(resolver.constructor));
}

/** An object's own metadata comes before what was given beside it. */
function isSameMetadata(metadata: ApiObjectMetadataDefinition, json: unknown): boolean {
  if (!isRecord(json)) return false;
  const own = metadata as unknown as Fields;
  const more = own._additionalAttributes;
  if (!isRecord(more)) return false;
  const ownCount = countSame(own, json, (key, value) => key === 'apiObject' || key === '_additionalAttributes' || isEmpty(value));
  const moreCount = countSame(more, json, (key, value) => Object.hasOwn(own, key) || isEmpty(value));
  return ownCount >= 0 && moreCount >= 0 && ownCount + moreCount === Object.keys(json).length;
}

const isMetadata = (key: string): boolean => key === 'metadata';

/** Empty lists and objects are left out of metadata. */
function isEmpty(value: unknown): boolean {
  return isSameData(value, []) || isSameData(value, {});
}
