import { jsonText } from '../../../manifest/json-text';
import { GATEWAY_API } from '../../../manifest/kinds';
import { given } from '../../../manifest/manifest';
import { show } from '../../../manifest/problem';
import { firstRepeated, type Maybe, type NodeRule, type RuleProblem } from './node-rule';

/** A reference to an object, or to a section of it. */
interface Reference {
  readonly group?: Maybe<string>;
  readonly kind?: Maybe<string>;
  readonly name: string;
  readonly namespace?: Maybe<string>;
  readonly sectionName?: Maybe<string>;
  readonly port?: Maybe<number>;
}

/**
 * The object that is referred to, as the API server tells objects apart: an omitted namespace is one of its own. A parent that
 * says neither group nor kind is a Gateway; targets of policies say both.
 */
function objectOf({ group, kind, name, namespace }: Reference): string {
  return jsonText([group ?? GATEWAY_API, kind ?? 'Gateway', name, namespace ?? '']);
}

const hasSection = ({ sectionName }: Reference): boolean => Boolean(sectionName);
const hasPort = ({ port }: Reference): boolean => Boolean(port);

/** References to one object are alike: all of them name a section, or none. */
function allOrNone(sectionsOf: (ref: Reference) => unknown, words: string): NodeRule<readonly Reference[]> {
  return (refs) => {
    if (refs.length < 2) return undefined;
    const firsts = new Map<string, number>();
    for (let index = 0; index < refs.length; index++) {
      const key = objectOf(refs[index]);
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, index);
      else if (sectionsOf(refs[first]) !== sectionsOf(refs[index])) return unlike(refs[index], index, first, words);
    }
    return undefined;
  };
}

function unlike({ kind, name }: Reference, index: number, first: number, words: string): RuleProblem {
  return {
    at: [index],
    reason: `item ${first} of this list refers to ${kind ?? 'Gateway'} ${show(name)} too, and only one of the two names a ${words}`,
    fix: `write a ${words} of its own in each, or remove one`,
  };
}

/** References to one object differ in what they name of it. */
function distinct(keyOf: (ref: Reference) => string, words: string): NodeRule<readonly Reference[]> {
  return (refs) => {
    const found = refs.length < 2 ? undefined : firstRepeated(refs, keyOf);
    if (!found) return undefined;
    const { item: { kind, name }, index, earlier } = found;
    return {
      at: [index],
      reason: `item ${earlier} of this list refers to the same of ${kind ?? 'Gateway'} ${show(name)}`,
      fix: `write another ${words} in each, or remove one`,
    };
  };
}

const bySection = (ref: Reference): string => `${objectOf(ref)} ${ref.sectionName ?? ''}`;
const byPort = (ref: Reference): string => `${bySection(ref)} ${ref.port ?? 0}`;

/** A Service is reached at a port. Source: Gateway API v1.6.1, BackendObjectReference. */
const serviceHasPort: NodeRule<Reference> = ({ group, kind, name, port }) => {
  if (given(port) || (group ?? '') !== '' || (kind ?? 'Service') !== 'Service') return undefined;
  return { at: ['port'], reason: `Service ${show(name)} is reached at a port, and none is said`, fix: 'add `port`, such as 8080' };
};

/** What holds for references. Source: Gateway API v1.6.1, CommonRouteSpec and BackendTLSPolicySpec. */
export const REFERENCE_RULES: [string, NodeRule<never>][] = [
  ['target-refs-all-or-none-with-section', allOrNone(hasSection, 'sectionName')],
  ['target-refs-distinct', distinct(bySection, 'sectionName')],
  ['parent-refs-all-or-none-with-section', allOrNone(hasSection, 'sectionName')],
  ['parent-refs-distinct', distinct(bySection, 'sectionName')],
  ['parent-refs-all-or-none-with-section-or-port', allOrNone((ref) => `${hasSection(ref)} ${hasPort(ref)}`, 'sectionName or port')],
  ['parent-refs-distinct-by-port', distinct(byPort, 'sectionName or port')],
  ['service-ref-has-port', serviceHasPort],
];
