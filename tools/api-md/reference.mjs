import { prose } from './markdown.mjs';
import { fqnsOf } from './members.mjs';
import { anchor, linkTo, shortName } from './notation.mjs';
import { byName, ROOMS, typesOfRoom } from './rooms.mjs';
import { sectionOf } from './sections.mjs';

/** The whole of API.md. */
export function reference({ name, types }) {
  const rooms = ROOMS.map((room) => ({ ...room, types: typesOfRoom(room, types) })).filter((room) => room.types.length > 0);
  const chapters = rooms.flatMap((room) => [`## ${room.title}`, ...room.types.map((type) => sectionOf(type, types))]);
  const index = rooms.map((room) => contents(room, types)).join('\n');
  return `${[...preface(name, types), '## Contents', index, ...chapters].join('\n\n')}\n`;
}

function preface(name, types) {
  return [
    '# API reference',
    `All that \`${name}\` exports, in the notation of TypeScript; Python, Java and Go have the same, with names in their own style. `
    + 'Generated from the docstrings by `npx projen docgen`.',
    ...foreignTypes(types),
  ];
}

/** Where the types without a link come from. */
function foreignTypes(types) {
  const foreign = [...new Set(Object.values(types).flatMap(fqnsOf))].filter((fqn) => !types[fqn]).sort();
  const modules = [...new Set(foreign.map((fqn) => fqn.split('.')[0]))];
  const listed = modules.map((module) => {
    const names = foreign.filter((fqn) => fqn.startsWith(`${module}.`)).map((fqn) => `\`${shortName(fqn)}\``);
    return `${names.join(', ')} of ${module}`;
  });
  const inherited = 'What a class inherits from them is documented there and not repeated here.';
  return listed.length === 0 ? [] : [`Types without a link: ${listed.join('; ')}. ${inherited}`];
}

/** A room's classes, then its options and values, each in the order of the alphabet. */
function contents({ title, about, types: inside }, types) {
  const links = (list) => [...list].sort(byName).map(({ fqn }) => linkTo(fqn, types)).join(' · ');
  const isValue = ({ kind, datatype }) => kind === 'enum' || datatype;
  const classes = inside.filter((type) => !isValue(type));
  const others = inside.filter(isValue);
  return [
    `- **[${title}](#${anchor(title)})**: ${prose(about)}`,
    classes.length > 0 && `  - ${links(classes)}`,
    others.length > 0 && `  - options and values: ${links(others)}`,
  ].filter(Boolean).join('\n');
}
