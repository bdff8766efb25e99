import { parseCidr } from '../../manifest/cidr';
import { nearest } from '../../manifest/nearest';
import { type Problem, show } from '../../manifest/problem';
import type { CompiledNode } from './compiled-node';
import { expected, oneOf } from './expected';
import { patternProblem } from './pattern-words';
import type { SchemaNode } from './schema-node';
import type { StructureCode } from './structure-problem';

/** Takes what is wrong with the value under check. */
export type Report = (code: StructureCode, problem: Problem) => void;

/** What a text, number or boolean of the right type breaks. */
export function checkScalar(node: CompiledNode, value: unknown, report: Report): void {
  if (node.allowed && !node.allowed.has(value)) report('enum', enumProblem(node.schema.enum!, value));
  if (typeof value === 'string') checkText(node, value, report);
  if (typeof value === 'number' || typeof value === 'bigint') checkNumber(node.schema, value, report);
}

/** Whether a value is a text that its node takes. Nearly all are, and of those there is nothing to report. */
export function isTaken({ plainText, allowed, pattern, schema }: CompiledNode, value: unknown): boolean {
  if (!plainText || typeof value !== 'string') return false;
  const { minLength = 0, maxLength = Infinity } = schema;
  const { length } = value;
  if (length < minLength || length > maxLength || allowed?.has(value) === false) return false;
  return pattern === undefined || pattern.test(value);
}

function enumProblem(allowed: NonNullable<SchemaNode['enum']>, value: unknown): Problem {
  const near = typeof value === 'string' ? nearest(value, allowed.map(String)) : undefined;
  const reason = `it is not ${oneOf(allowed)}`;
  return { reason, fix: `write ${near === undefined ? oneOf(allowed) : show(near)}` };
}

function checkText(node: CompiledNode, text: string, report: Report): void {
  const { schema } = node;
  const length = lengthProblem(schema, text);
  if (length) report('length', length);
  // An empty or overlong text has its reason already; the pattern would add a second one to the same mistake.
  else if (node.pattern && !node.pattern.test(text)) report('pattern', patternProblem(schema.pattern!, text));
  if (schema.format && !hasFormat(schema.format, text)) report('format', formatProblem(schema.format));
}

/** Lengths count code points, as the API server does. */
function lengthProblem(schema: SchemaNode, text: string): Problem | undefined {
  const { minLength, maxLength } = schema;
  if (maxLength !== undefined && text.length > maxLength) {
    const length = codePoints(text);
    if (length > maxLength) {
      return {
        reason: `it has ${length} characters, and ${maxLength} is the limit`,
        fix: `shorten it to at most ${maxLength} characters`,
      };
    }
  }
  if (minLength === undefined || (minLength <= 1 ? text.length : codePoints(text)) >= minLength) return undefined;
  return {
    reason: text === '' ? 'it is empty' : `it has ${codePoints(text)} characters, and ${minLength} is the least`,
    fix: `write ${expected(schema)}`,
  };
}

function codePoints(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

function hasFormat(format: NonNullable<SchemaNode['format']>, text: string): boolean {
  switch (format) {
    case 'ipv4': return parseCidr(`${withoutZeros(text)}/32`)?.family === 4;
    case 'ipv6': return parseCidr(`${withoutZeros(text)}/128`)?.family === 6;
    case 'cidr': return parseCidr(text) !== undefined;
    case 'date-time': return isTime(text);
    case 'byte': return isBase64(text);
    case 'int32': return true;
  }
}

/** The API server passes over zeros before the numbers of an IPv4 address, also of one at the end of an IPv6 address. */
function withoutZeros(text: string): string {
  const begin = text.lastIndexOf(':') + 1;
  const numbers = text.slice(begin).split('.');
  return numbers.length === 1 ? text : text.slice(0, begin) + numbers.map((number) => number.replace(/^0+(?=\d)/, '')).join('.');
}

/** Base64 with its padding; line ends do not count. */
function isBase64(text: string): boolean {
  const digits = text.replace(/[\r\n]/g, '');
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}

/** As Go reads it, which takes hours of one digit too. */
const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))$/;

/** A time of RFC 3339 that exists. */
function isTime(text: string): boolean {
  const match = TIME.exec(text);
  if (!match) return false;
  const [year, month, day, hour, minute, second, zoneHour, zoneMinute] = match.slice(1).map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59 || zoneHour > 24 || zoneMinute > 60) return false;
  // Day 0 of the next month is the last one of this; 2000 and 2001 stand for leap years and others.
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day >= 1 && day <= new Date(Date.UTC(leap ? 2000 : 2001, month, 0)).getUTCDate();
}

const FORMATS = {
  'ipv4': ['an IPv4 address', '203.0.113.10'],
  'ipv6': ['an IPv6 address', '2001:db8::10'],
  'cidr': ['an IPv4 or IPv6 address block', '203.0.113.0/24'],
  'int32': ['a whole number of 32 bits', '1'],
  'byte': ['base64 text', 'c2hvcA=='],
  'date-time': ['a time of RFC 3339', '2026-01-31T12:00:00Z'],
} as const;

function formatProblem(format: keyof typeof FORMATS): Problem {
  const [words, example] = FORMATS[format];
  return { reason: `it is not ${words}`, fix: `write ${words}, such as "${example}"` };
}

const INT32 = { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };

function checkNumber(schema: SchemaNode, value: number | bigint, report: Report): void {
  const own = isOutside(schema, value);
  if (!own && !(schema.format === 'int32' && isOutside(INT32, value))) return;
  const { minimum, maximum } = own ? schema : INT32;
  const limits = expected({ type: schema.type === 'number' ? 'number' : 'integer', minimum, maximum });
  const edge = schema.exclusiveMinimum || schema.exclusiveMaximum ? ' (limits excluded)' : '';
  report('range', { reason: `it is not ${limits}${edge}`, fix: `write ${limits}${edge}` });
}

function isOutside({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: SchemaNode, value: number | bigint): boolean {
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum)) return true;
  return maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum);
}
