import { code, fence, prose, said, sentence, table } from './markdown.mjs';
import { methodsOf, optionsOf, propertiesOf } from './members.mjs';
import { linkTo, notation } from './notation.mjs';

/** Everything about one type, under a heading of its own. */
export function sectionOf(type, types) {
  const body = type.kind === 'enum' ? members(type) : type.datatype ? options(type, types) : behaviour(type, types);
  const { example } = type.docs;
  const parts = [`### ${type.name}`, declaration(type, types), said(type.docs), example && fence(example, 'ts'), ...body];
  return parts.filter(Boolean).join('\n\n');
}

/** What it is and what it builds on; nothing for a plain struct, whose table tells. */
function declaration(type, types) {
  const links = (fqns = []) => fqns.map((fqn) => linkTo(fqn, types)).join(', ');
  const isClass = type.kind === 'class';
  const words = [type.datatype ? '' : `${type.abstract && isClass ? 'abstract ' : ''}${type.kind}`];
  if (type.base) words.push(`extends ${links([type.base])}`);
  if (type.interfaces) words.push(`${isClass ? 'implements' : 'extends'} ${links(type.interfaces)}`);
  const text = words.filter(Boolean).join(' ');
  return text && `*${text}*`;
}

function members(type) {
  return [table(['member', 'what'], type.members.map(({ name, docs }) => [code(name), said(docs)]))];
}

function options(type, types) {
  const rows = optionsOf(type, types).map(({ name, type: its, optional, docs }) => [
    code(name), notation(its, types), optional ? defaultOf(docs.default) : '**required**', said(docs),
  ]);
  const foreign = (type.interfaces ?? []).filter((fqn) => !types[fqn]);
  return [
    table(['option', 'type', 'default', 'what'], rows),
    ...foreign.map((fqn) => `Beside these, every option of ${linkTo(fqn, types)} (${fqn.split('.')[0]}).`),
  ];
}

/** By jsii's convention a default is code, or text after a dash, or code and then text. */
function defaultOf(text) {
  const [, value, words] = /^(?:(.*?) ?)?- (.*)$/s.exec(text) ?? [text, text];
  return [value && code(value), words && prose(words)].filter(Boolean).join(', ');
}

function behaviour(type, types) {
  const properties = propertiesOf(type).map((property) => [
    code(property.static ? `${type.name}.${property.name}` : property.name),
    notation(property.type, types) + (property.optional ? ' | undefined' : ''),
    said(property.docs),
  ]);
  const own = methodsOf(type).filter((method) => !method.static).map((method) => callable(method.name, method, types));
  const rows = table(['property', 'type', 'what'], properties);
  const before = waysToOne(type, types);
  // Without a table between them they are one list: Markdown would set two apart by more than a line.
  return rows ? [before.join('\n'), rows, own.join('\n')] : [[...before, ...own].join('\n')];
}

/** The constructor and the static methods: what a reader needs before there is an object. */
function waysToOne(type, types) {
  const statics = methodsOf(type).filter((method) => method.static);
  return [
    ...type.initializer ? [callable(`new ${type.name}`, type.initializer, types)] : [],
    ...statics.map((method) => callable(`${type.name}.${method.name}`, method, types)),
  ];
}

/** A list item: the signature, what the call does, its parameters, what it returns and throws. */
function callable(name, { parameters = [], returns, docs = {} }, types) {
  const isConstructor = name.startsWith('new ');
  const given = parameters.map((each) => `${each.variadic ? '...' : ''}${each.name}${each.optional ? '?' : ''}: ${typeOf(each, types)}`);
  const result = returns ? notation(returns.type, types) + (returns.optional ? ' | undefined' : '') : 'void';
  const summary = said(docs);
  const details = [
    ...parameters.map((parameter) => `${code(parameter.name)}: ${sentence(said(parameter.docs))}`),
    docs.returns && `Returns ${sentence(prose(docs.returns))}`,
    docs.custom?.throws && `Throws ${sentence(prose(docs.custom.throws))}`,
  ].filter(Boolean);
  return [
    `- **${name}**(${given.join(', ')})${isConstructor ? '' : `: ${result}`}${summary && '\\'}`,
    ...[summary].filter(Boolean).map((text) => `  ${oneLine(text)}`),
    ...details.map((detail) => `  - ${oneLine(detail)}`),
  ].join('\n');
}

function typeOf({ type, variadic }, types) {
  return notation(type, types) + (variadic ? '[]' : '');
}

const oneLine = (text) => text.replace(/\s*\n\s*/g, ' ');
