import { given } from '../../../manifest/manifest';
import { show } from '../../../manifest/problem';
import type { Fields, NodeRule } from './node-rule';

/** A field that belongs to one value of a choice. */
interface Member {
  readonly field: string;
  /** The field that chooses. */
  readonly by: string;
  readonly value: string;
}

function givenFor({ field, by, value }: Member): NodeRule<Fields> {
  return (holder) => (holder[by] !== value || given(holder[field]) ? undefined : {
    at: [field], reason: `${by} is ${show(value)}, and what that does is missing`, fix: `add \`${field}\`, or write another ${by}`,
  });
}

function onlyFor({ field, by, value }: Member): NodeRule<Fields> {
  return (holder) => (!given(holder[field]) || holder[by] === value ? undefined : {
    at: [field],
    reason: `it belongs to ${by} ${show(value)}, and the ${by} here is ${show(holder[by])}`,
    fix: `remove it, or write ${by} ${show(value)}`,
  });
}

/** The two rules of each member of a union: it is there for its value, and for no other. */
function rulesFor(names: readonly (readonly [name: string, member: Member])[]): [string, NodeRule<Fields>][] {
  return names.flatMap(([name, member]): [string, NodeRule<Fields>][] => [
    [`${name}-given`, givenFor(member)], [`${name}-of-type`, onlyFor(member)],
  ]);
}

const byType = (field: string, value: string): Member => ({ field, by: 'type', value });

/** What filters, path modifiers and authentications hold beside their type. Source: Gateway API v1.6.1, HTTPRouteFilter. */
export const UNION_RULES: [string, NodeRule<Fields>][] = [
  ...rulesFor([
    ['request-header-modifier', byType('requestHeaderModifier', 'RequestHeaderModifier')],
    ['response-header-modifier', byType('responseHeaderModifier', 'ResponseHeaderModifier')],
    ['request-mirror', byType('requestMirror', 'RequestMirror')],
    ['extension-ref', byType('extensionRef', 'ExtensionRef')],
    ['cors', byType('cors', 'CORS')],
    ['request-redirect', byType('requestRedirect', 'RequestRedirect')],
    ['url-rewrite', byType('urlRewrite', 'URLRewrite')],
    ['external-auth', byType('externalAuth', 'ExternalAuth')],
    ['replace-full-path', byType('replaceFullPath', 'ReplaceFullPath')],
    ['replace-prefix-match', byType('replacePrefixMatch', 'ReplacePrefixMatch')],
  ]),
  ['auth-grpc-given', givenFor({ field: 'grpc', by: 'protocol', value: 'GRPC' })],
  ['auth-grpc-of-protocol', onlyFor({ field: 'grpc', by: 'protocol', value: 'GRPC' })],
  ['auth-http-given', givenFor({ field: 'http', by: 'protocol', value: 'HTTP' })],
  ['auth-http-of-protocol', onlyFor({ field: 'http', by: 'protocol', value: 'HTTP' })],
];
