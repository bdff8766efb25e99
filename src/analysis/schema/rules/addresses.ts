import { hostnameFormProblem, NO_HOSTNAME } from '../../../manifest/hostname';
import { given } from '../../../manifest/manifest';
import { labelKeyProblem } from '../../../manifest/names';
import { type Problem, show } from '../../../manifest/problem';
import { type Fields, firstRepeated, keysOf, type Maybe, type NodeRule } from './node-rule';

interface Address {
  readonly type?: Maybe<string>;
  readonly value?: Maybe<string>;
}

/** The type of an address that says none. */
const DEFAULT_TYPE = 'IPAddress';

const HOSTNAME = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const KEY = /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$/;
const PREFIX_LIMIT = 252;

/** Addresses of a type stand once each. */
function distinct(type: string): NodeRule<readonly Address[]> {
  return (addresses) => {
    const found = firstRepeated(addresses, (address) => ((address.type ?? DEFAULT_TYPE) === type ? address.value : undefined));
    if (!found) return undefined;
    const reason = `${show(found.item.value)} stands in this list already, as item ${found.earlier}`;
    return { at: [found.index, 'value'], reason, fix: 'remove one of them' };
  };
}

const hostnameForm: NodeRule<Address> = ({ type, value }) => {
  if (type !== 'Hostname' || !given(value) || HOSTNAME.test(value)) return undefined;
  return { at: ['value'], ...hostnameFormProblem(value) ?? NO_HOSTNAME };
};

/** A rule over the keys of labels or annotations. */
function ofKeys(breaks: (key: string) => boolean, problem: Problem): NodeRule<Fields> {
  return (entries) => {
    const bad = keysOf(entries).find(breaks);
    return bad === undefined ? undefined : { at: [bad], ...labelKeyProblem(bad) ?? problem };
  };
}

const EXAMPLE = 'write a key such as "example.com/team"';
const BAD_FORM: Problem = { reason: 'it is no key: an optional DNS name and "/", then a name', fix: EXAMPLE };
const LONG_PREFIX: Problem = { reason: `the part before "/" has more than ${PREFIX_LIMIT} characters`, fix: EXAMPLE };

/** How long the part of a key before its first "/" is, in code points; of a key without one, all of it. */
function prefixLength(key: string): number {
  return [...key.split('/', 1)[0]].length;
}

/** What holds for the addresses of a Gateway, and for what it hands on. Source: Gateway API v1.6.1, GatewaySpec. */
export const ADDRESS_RULES: [string, NodeRule<never>][] = [
  ['ip-addresses-distinct', distinct('IPAddress')],
  ['address-hostnames-distinct', distinct('Hostname')],
  ['address-hostname-form', hostnameForm],
  ['map-keys-form', ofKeys((key) => !KEY.test(key), BAD_FORM)],
  ['map-key-prefix-length', ofKeys((key) => prefixLength(key) > PREFIX_LIMIT, LONG_PREFIX)],
];
