import { KEYWORDS } from './keywords.mjs';

const same = (name) => name;
// A constant keeps its capitals.
const snake = (name) => (/[a-z]/.test(name) ? name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase() : name);
const pascal = (name) => name[0].toUpperCase() + name.slice(1);

/**
 * How each language writes a member and a parameter, and what jsii makes of one that is a keyword. A parameter in C# is any
 * word: with @ before it, which is how C# writes the same name.
 */
const SPELLINGS = [
  { language: 'Python', member: snake, parameter: snake, renamed: (name) => `${name}_` },
  { language: 'Java', member: same, parameter: same, renamed: (name) => `${name}Value` },
  { language: 'Go', member: pascal, parameter: same, renamed: (name) => `${name}_` },
  { language: 'C#', member: pascal, renamed: (name) => `@${name}` },
];

/** What of an assembly some language cannot say as it is written, each with the name that jsii makes of it there. */
export function nameProblems({ types = {} }) {
  return Object.values(types).flatMap((type) => [
    ...collisions(type.name, type.name, 'member'),
    ...namesOf(type).flatMap(({ where, name, role }) => collisions(where, name, role)),
    ...builderProblems(type, types),
  ]);
}

/** Every name inside a type. */
function namesOf(type) {
  const members = [...type.members ?? [], ...type.properties ?? [], ...type.methods ?? []];
  const callables = [...type.methods ?? [], ...(type.initializer ? [{ name: 'constructor', ...type.initializer }] : [])];
  return [
    ...members.map(({ name }) => ({ where: `${type.name}.${name}`, name, role: 'member' })),
    ...callables.flatMap((callable) => (callable.parameters ?? []).map(({ name }) =>
      ({ where: `${type.name}.${callable.name}, parameter ${name}`, name, role: 'parameter' }))),
  ];
}

function collisions(where, name, role) {
  return SPELLINGS.flatMap((spelling) => {
    const spelled = spelling[role]?.(name);
    if (!KEYWORDS[spelling.language].has(spelled)) return [];
    const instead = `jsii makes it ${spelling.renamed(spelled)}; choose another name`;
    return [`${where}: "${spelled}" is a keyword of ${spelling.language}, and ${instead}`];
  });
}

/** jsii makes a class's Builder for Java from a struct of its own package only; without one its base's Builder is taken. */
function builderProblems({ name, initializer }, types) {
  const parameters = initializer?.parameters ?? [];
  const foreign = parameters.filter(({ type }) => /Props$/.test(type?.fqn ?? '') && !types[type.fqn]);
  return foreign.map(({ type }) => `${name}: its constructor takes ${type.fqn}, and Java has no Builder then; extend a struct from it`);
}
