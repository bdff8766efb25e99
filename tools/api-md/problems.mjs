import { methodsOf, propertiesOf } from './members.mjs';
import { anchor } from './notation.mjs';
import { byName, roomOf, ROOMS } from './rooms.mjs';

/** What the sections show of a docstring; anything else would be lost without a word. */
const SHOWN = {
  type: ['summary', 'remarks', 'example'],
  property: ['summary', 'remarks', 'default'],
  call: ['summary', 'remarks', 'returns', 'throws'],
};

/** What an assembly leaves unsaid, or says where the reference cannot show it: one line each, empty where all is well. */
export function problemsOf({ types }) {
  return Object.values(types).sort(byName).flatMap((type) => [
    ...ofType(type),
    ...[...propertiesOf(type), ...type.members ?? []].flatMap((property) => ofProperty(type, property)),
    ...methodsOf(type).flatMap((method) => [
      ...documented(`${type.name}.${method.name}`, method.docs, SHOWN.call), ...ofParameters(`${type.name}.${method.name}`, method),
    ]),
    ...type.initializer ? ofConstructor(type) : [],
  ]);
}

function ofType(type) {
  const rooms = ROOMS.map(({ title }) => anchor(title));
  return [
    ...documented(type.name, type.docs, SHOWN.type),
    type.kind === 'class' && !type.docs?.example && `${type.name} has no @example`,
    !roomOf(type) && `${type.name} is in no room of tools/api-md/rooms.mjs: ${type.symbolId}`,
    rooms.includes(anchor(type.name)) && `${type.name} has the anchor of a room of tools/api-md/rooms.mjs; rename the room`,
  ].filter(Boolean);
}

function ofProperty(type, property) {
  const name = `${type.name}.${property.name}`;
  const undecided = type.datatype && property.optional && !property.docs?.default;
  return [...documented(name, property.docs, SHOWN.property), ...undecided ? [`${name} is optional and has no @default`] : []];
}

function ofConstructor({ name, initializer }) {
  return [...strange(`new ${name}`, initializer.docs, SHOWN.call), ...ofParameters(`new ${name}`, initializer)];
}

function ofParameters(name, { parameters = [] }) {
  return parameters.filter(({ docs }) => !docs?.summary).map((parameter) => `${name} does not say what ${parameter.name} is (@param)`);
}

function documented(name, docs, shown) {
  return [...docs?.summary ? [] : [`${name} has no summary`], ...strange(name, docs, shown)];
}

function strange(name, { custom, stability: _, ...docs } = {}, shown) {
  const tags = [...Object.keys(docs), ...Object.keys(custom ?? {})];
  return tags.filter((tag) => !shown.includes(tag)).map((tag) => `${name} has @${tag}, which API.md would not show there`);
}
