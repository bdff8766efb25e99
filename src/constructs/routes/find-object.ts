import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { invalid, type Place, refused } from '../base/problems';

/** What to look for in a construct. */
interface Wanted {
  /** Name of the option that holds the construct. */
  readonly option: string;
  /** What is looked for, such as "a Service". */
  readonly what: string;
  /** What to write instead. */
  readonly fix: string;
  /** Whether an object is one. */
  fits(object: ApiObject): boolean;
}

/**
 * The one object of a kind that a construct is or holds: itself, its main object, or the only one below it.
 *
 * @throws where it is or holds none, and where it holds several
 */
export function findObject(place: Place, construct: IConstruct, wanted: Wanted): ApiObject {
  const { option, what, fix } = wanted;
  if (!Construct.isConstruct(construct)) {
    throw invalid(place, option, construct, { reason: 'it is not a construct', fix });
  }
  const main = mainObject(construct);
  if (main && wanted.fits(main)) return main;
  const below = construct.node.findAll()
    .filter((node): node is ApiObject => ApiObject.isApiObject(node))
    .filter((object) => wanted.fits(object));
  if (below.length === 1) return below[0];
  const given = `${option} "${construct.node.path}"`;
  if (below.length === 0) throw refused(place, `${given} neither is nor holds ${what}; ${fix}`);
  const paths = below.map((object) => `"${object.node.path}"`).join(', ');
  throw refused(place, `${given} holds ${below.length} objects that could be meant (${paths}); write the one`);
}

function mainObject(construct: IConstruct): ApiObject | undefined {
  if (ApiObject.isApiObject(construct)) return construct;
  const child = construct.node.defaultChild;
  return child && mainObject(child);
}

/** The final JSON of an object, or why it cannot be rendered yet: others complete their constructs later. */
export function renderNow(object: ApiObject): { readonly json: Record<string, unknown> } | { readonly why: string } {
  try {
    return { json: object.toJson() as Record<string, unknown> };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}
