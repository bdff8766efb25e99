import { wordOf } from '../../manifest/problem';
import { quoted } from '../../manifest/text';
import { shownName } from './describe-entry';
import type { Grant, Referrer } from './grant-index';
import type { Reference } from './references';

/** Why a ReferenceGrant does not permit a reference that it seems to be for, and what to change. */
export interface GrantFault {
  readonly why: string;
  readonly fix: string;
  /** Where the grant is right for somebody else, or for another object: one for this reference may stand beside it, elsewhere. */
  readonly rightFor?: 'others' | 'other objects';
}

/** A fault, and by how many fields the grant misses the reference. */
interface Miss extends GrantFault {
  readonly fields: number;
}

type Item = Record<string, unknown>;

/** A grant counts in the namespace of the target, where its owner writes it. */
export function misplacedGrant({ manifest }: Grant, { namespace }: Referrer, ref: Reference): GrantFault {
  return {
    why: `ReferenceGrant ${shownName(manifest)} stands in namespace "${namespace}", and only one in the target's namespace counts`,
    fix: `move it to namespace "${ref.namespace}"`,
  };
}

/** What is wrong with the grant that misses a reference by the fewest fields; undefined where none is for either side of it. */
export function nearestFault(grants: readonly Grant[], from: Referrer, ref: Reference): GrantFault | undefined {
  let best: Miss | undefined;
  for (const grant of grants) {
    const miss = missOf(grant, from, ref);
    if (miss && (best === undefined || miss.fields < best.fields)) best = miss;
  }
  return best && { why: best.why, fix: best.fix, ...(best.rightFor && { rightFor: best.rightFor }) };
}

/** One side of a grant has to fit, for the other to be called a mistake. */
function missOf(grant: Grant, from: Referrer, ref: Reference): Miss | undefined {
  const who = nearestItem(candidates(grant.from, from, ['namespace', 'kind']), (peer) => apartFrom(peer, from));
  const what = nearestItem(candidates(grant.to, ref, ['kind', 'group']), (target) => apartTo(target, ref));
  if (who.apart > 0 && what.apart > 0) return undefined;
  const name = `ReferenceGrant ${shownName(grant.manifest)}`;
  if (who.apart > 0) {
    return {
      why: `${name} ${whyNotFrom(grant, from, who.item)}`, fix: fixOf('from', { ...from }),
      fields: who.apart, ...(who.item?.namespace !== from.namespace && { rightFor: 'others' }),
    };
  }
  const { group, kind, name: target } = ref;
  return {
    why: `${name} ${whyNotTo(grant, ref, what.item)}`, fix: fixOf('to', { group, kind, name: target }),
    fields: what.apart, ...((what.item?.kind !== kind || what.item.group === group) && { rightFor: 'other objects' }),
  };
}

/** The entries that a message is about: those in which the first fields fit, or all where none does. */
function candidates<T extends object>(
  items: readonly Item[], wanted: T, [field, ...others]: readonly (keyof T & string)[],
): readonly Item[] {
  const same = items.filter((item) => item[field] === wanted[field]);
  if (same.length === 0) return items;
  return others.length > 0 ? candidates(same, wanted, others) : same;
}

function nearestItem(items: readonly Item[], apart: (item: Item) => number): { item?: Item; apart: number } {
  let best: { item?: Item; apart: number } = { apart: Number.POSITIVE_INFINITY };
  for (const item of items) {
    const distance = apart(item);
    if (distance < best.apart) best = { item, apart: distance };
  }
  return best;
}

/** How many fields of an entry are others than those of who refers. */
function apartFrom(item: Item, { group, kind, namespace }: Referrer): number {
  return count(item.group !== group, item.kind !== kind, item.namespace !== namespace);
}

/** The same for a target. Without a name it is every object of its kind. */
function apartTo({ group, kind, name = '' }: Item, ref: Reference): number {
  return count(group !== ref.group, kind !== ref.kind, name !== '' && name !== ref.name);
}

function count(...faults: boolean[]): number {
  return faults.filter((fault) => fault).length;
}

function whyNotFrom({ from }: Grant, { group, kind, namespace }: Referrer, near: Item | undefined): string {
  if (near?.namespace !== namespace) {
    return `is for references from namespace ${namesOf(from, 'namespace')}, and does not name namespace "${namespace}"`;
  }
  if (near.kind !== kind) {
    const there = from.filter((peer) => peer.namespace === namespace);
    return `does not name kind ${kind} of ${group}, but ${namesOf(there, 'kind')}${notInherited(kind, near.kind)}`;
  }
  return `writes group "${wordOf(near.group)}" for kind ${kind}, whose group is "${group}"`;
}

/** Source: Gateway API v1.6.1, ListenerSet. */
function notInherited(kind: string, granted: unknown): string {
  const both = [kind, granted].includes('Gateway') && [kind, granted].includes('ListenerSet');
  return both ? '; a Gateway and its ListenerSets need a grant each' : '';
}

function whyNotTo({ to }: Grant, { group, kind, name }: Reference, near: Item | undefined): string {
  if (near?.kind !== kind) return `opens kind ${namesOf(to, 'kind')}, not ${kind}`;
  if (near.group !== group) return `writes group "${wordOf(near.group)}" for kind ${kind}, whose group is "${group}"`;
  return `opens ${kind} ${namesOf(to.filter((target) => target.kind === kind && target.group === group), 'name')}, not "${name}"`;
}

/** The values of a field in a list, each once, as a message names them. */
function namesOf(items: readonly Item[], field: string): string {
  const values = [...new Set(items.map((item) => wordOf(item[field])))];
  return values.length > 5 ? `${quoted(values.slice(0, 5))} and others` : quoted(values);
}

function fixOf(list: string, entry: Record<string, string>): string {
  const fields = Object.entries(entry).map(([field, value]) => `${field}: ${value === '' ? '""' : value}`);
  return `add { ${fields.join(', ')} } to its ${list} list`;
}
