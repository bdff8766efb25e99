/** Members in the order of the source; the assembly has them by name. */
function inSourceOrder(members = []) {
  return [...members].sort((a, b) => (a.locationInModule?.line ?? 0) - (b.locationInModule?.line ?? 0));
}

export const propertiesOf = (type) => inSourceOrder(type.properties);

export const methodsOf = (type) => inSourceOrder(type.methods);

/** All options of a struct: required ones first, own ones before those of its bases. */
export function optionsOf(struct, types) {
  const all = new Map();
  const add = (type) => {
    propertiesOf(type).filter(({ name }) => !all.has(name)).forEach((option) => all.set(option.name, option));
    (type.interfaces ?? []).filter((fqn) => types[fqn]).forEach((fqn) => add(types[fqn]));
  };
  add(struct);
  return [...all.values()].sort((a, b) => Number(a.optional ?? false) - Number(b.optional ?? false));
}

/** The names of all types that a type mentions, in the order in which a reader meets them. */
export function fqnsOf(type) {
  const callables = [type.initializer, ...methodsOf(type)].filter(Boolean);
  return [
    type.base,
    ...type.interfaces ?? [],
    ...propertiesOf(type).flatMap((property) => named(property.type)),
    ...callables.flatMap(({ parameters = [], returns }) => [...parameters, returns].flatMap((each) => named(each?.type))),
  ].filter(Boolean);
}

function named(reference) {
  if (reference?.fqn) return [reference.fqn];
  if (reference?.collection) return named(reference.collection.elementtype);
  return (reference?.union?.types ?? []).flatMap(named);
}
