import { byValue, type Data, type FieldCheck, list, missing, object, oneOf, valueOf } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { preciseHostnameProblem } from './hostname';
import { cors } from './http-cors-checks';
import { headerModifier } from './http-header-checks';
import { integerProblem, portProblem } from './numbers';
import { pathProblem } from './path';
import { backendReference, localObjectReference } from './reference-checks';
import { textProblem } from './text-checks';

const LARGEST = 2_147_483_647;
const FILTER_LIMIT = 16;
const HEADER_LIST_LIMIT = 64;

/** The field that holds the settings of each type of filter. */
const FIELD_OF_TYPE = new Map([
  ['RequestHeaderModifier', 'requestHeaderModifier'],
  ['ResponseHeaderModifier', 'responseHeaderModifier'],
  ['RequestMirror', 'requestMirror'],
  ['RequestRedirect', 'requestRedirect'],
  ['URLRewrite', 'urlRewrite'],
  ['ExtensionRef', 'extensionRef'],
  ['CORS', 'cors'],
  ['ExternalAuth', 'externalAuth'],
]);

/** Types that a list of filters holds once. */
const ONCE = ['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestRedirect', 'URLRewrite', 'CORS'];

/** A field goes with one type: it is there exactly where the type says so. */
function fieldOfType(field: string, type: string, chosen: unknown, holder: Data, path: string): FieldProblem[] {
  const value = holder[field];
  if (chosen === type) return value === undefined ? [missing(`${path}.${field}`, `write it: it says what "${type}" does`)] : [];
  if (value === undefined) return [];
  return [fieldProblem(
    `${path}.${field}`, value,
    `it belongs to type "${type}", and the type here is ${JSON.stringify(chosen)}`,
    `leave it out, or write "${type}"`,
  )];
}

const replacement = valueOf((value) => textProblem(value, 0, 1024, '/api'));

const pathModifier: FieldCheck = object({
  required: { type: oneOf(['ReplaceFullPath', 'ReplacePrefixMatch']) },
  optional: { replaceFullPath: replacement, replacePrefixMatch: replacement },
  rules: [(modifier, path) => [
    ...fieldOfType('replaceFullPath', 'ReplaceFullPath', modifier.type, modifier, path),
    ...fieldOfType('replacePrefixMatch', 'ReplacePrefixMatch', modifier.type, modifier, path),
  ]],
});

const requestRedirect: FieldCheck = object({
  optional: {
    scheme: oneOf(['http', 'https']),
    hostname: valueOf(preciseHostnameProblem),
    path: pathModifier,
    port: valueOf(portProblem),
    statusCode: oneOf([301, 302, 303, 307, 308]),
  },
});

const urlRewrite: FieldCheck = object({ optional: { hostname: valueOf(preciseHostnameProblem), path: pathModifier } });

function atMostTheWhole({ numerator, denominator = 100 }: Data, path: string): FieldProblem[] {
  if ((numerator as number) <= (denominator as number)) return [];
  const whole = String(denominator);
  return [fieldProblem(
    `${path}.numerator`, numerator,
    `it is more than the denominator ${whole}`,
    `write at most ${whole}`,
  )];
}

function percentOrFraction({ percent, fraction }: Data, path: string): FieldProblem[] {
  return percent === undefined || fraction === undefined
    ? []
    : [fieldProblem(
      `${path}.percent`, percent,
      'the share is already said by fraction',
      'leave percent or fraction out',
    )];
}

const requestMirror: FieldCheck = object({
  required: { backendRef: backendReference },
  optional: {
    percent: valueOf((value) => integerProblem(value, 0, 100, '10')),
    fraction: object({
      required: { numerator: valueOf((value) => integerProblem(value, 0, LARGEST, '1')) },
      optional: { denominator: valueOf((value) => integerProblem(value, 1, LARGEST, '1000')) },
      rules: [atMostTheWhole],
    }),
  },
  rules: [percentOrFraction],
});

const headerName = valueOf((value) => textProblem(value, 1, 256, 'authorization'));
const headerNames: FieldCheck = list(headerName, { max: HEADER_LIST_LIMIT, unique: byValue });

const externalAuth: FieldCheck = object({
  required: { protocol: oneOf(['HTTP', 'GRPC']), backendRef: backendReference },
  optional: {
    grpc: object({ optional: { allowedHeaders: headerNames } }),
    http: object({ optional: { path: valueOf(pathProblem), allowedHeaders: headerNames, allowedResponseHeaders: headerNames } }),
    forwardBody: object({ optional: { maxSize: valueOf((value) => integerProblem(value, 0, LARGEST, '8192')) } }),
  },
  rules: [(auth, path) => [
    ...fieldOfType('http', 'HTTP', auth.protocol, auth, path),
    ...fieldOfType('grpc', 'GRPC', auth.protocol, auth, path),
  ]],
});

const filter: FieldCheck = object({
  required: { type: oneOf([...FIELD_OF_TYPE.keys()]) },
  optional: {
    requestHeaderModifier: headerModifier,
    responseHeaderModifier: headerModifier,
    requestMirror,
    requestRedirect,
    urlRewrite,
    extensionRef: localObjectReference,
    cors,
    externalAuth,
  },
  rules: [(one, path) => [...FIELD_OF_TYPE].flatMap(([type, field]) => fieldOfType(field, type, one.type, one, path))],
});

function repeatedTypes(filters: Data[], path: string): FieldProblem[] {
  return filters.flatMap(({ type }, index) => {
    const earlier = filters.findIndex((other) => other.type === type);
    if (earlier === index || !ONCE.includes(type as string)) return [];
    return [fieldProblem(
      `${path}[${index}]`, filters[index],
      `${path}[${earlier}] is a ${String(type)} filter too, and one is the limit`,
      'put both into one filter',
    )];
  });
}

function redirectOrRewrite(filters: Data[], path: string): FieldProblem[] {
  const rewrite = filters.findIndex(({ type }) => type === 'URLRewrite');
  if (rewrite < 0 || !filters.some(({ type }) => type === 'RequestRedirect')) return [];
  return [fieldProblem(
    `${path}[${rewrite}]`, filters[rewrite],
    'a redirect answers the request, so there is nothing to rewrite',
    'leave one of the two filters out, or put them into rules of their own',
  )];
}

/** The filters of a rule or a backend. Source: Gateway API v1.6.1, HTTPRouteFilter. */
export const httpFilters: FieldCheck = list(filter, { max: FILTER_LIMIT, rules: [repeatedTypes, redirectOrRewrite] });
