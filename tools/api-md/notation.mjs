const PRIMITIVES = { json: 'any', date: 'Date' };

/** A type of the assembly as TypeScript writes it, with links to the types of this package. */
export function notation(reference, types) {
  if (reference.fqn) return linkTo(reference.fqn, types);
  if (reference.primitive) return PRIMITIVES[reference.primitive] ?? reference.primitive;
  if (reference.union) return reference.union.types.map((type) => notation(type, types)).join(' | ');
  const { kind, elementtype } = reference.collection;
  const element = notation(elementtype, types);
  if (kind === 'map') return `{ [key: string]: ${element} }`;
  return elementtype.union ? `(${element})[]` : `${element}[]`;
}

/** A link to a type of this package, the bare name of any other. */
export function linkTo(fqn, types) {
  const name = shortName(fqn);
  return types[fqn] ? `[${name}](#${anchor(name)})` : name;
}

export const shortName = (fqn) => fqn.slice(fqn.lastIndexOf('.') + 1);

/** The anchor that renderers of Markdown give a heading. */
export const anchor = (heading) => heading.toLowerCase().replaceAll(' ', '-');
