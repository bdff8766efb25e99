import { type NetworkModel, OUTSIDE, placeOf, PortSet, type Verdict } from '../../analysis/network';
import { parseCidr } from '../../manifest/cidr';
import { UsageError } from '../io';
import type { ReachSettings } from './settings';

/** The part of a list, or of a comparison, that is asked for. */
export interface Part {
  /** Labels of workloads, or the outside; every end where left out. */
  readonly from?: string;
  readonly to?: string;
  readonly port?: ReachSettings['port'];
}

/** The part that the settings ask for; an end has to be in one of the sets. */
export function partIn(models: readonly NetworkModel[], { from, to, port }: ReachSettings): Part {
  return {
    ...(from !== undefined && { from: endIn(models, from) }),
    ...(to !== undefined && { to: endIn(models, to) }),
    ...(port && { port }),
  };
}

function endIn(models: readonly NetworkModel[], text: string): string {
  const found = models.map((model) => placeOf(model, text));
  const place = found.flatMap((one) => ('place' in one ? one.place : []))[0];
  if (!place) throw new UsageError(found.flatMap((one) => ('problem' in one ? one.problem : []))[0]);
  if (place.workload || place.label === OUTSIDE) return place.label;
  throw new UsageError(`${text}: of addresses a list has blocks; ask of one with --from, --to and --port`);
}

/** Blocks of addresses, and all of them, as a list names them. */
function isOutside(name: string): boolean {
  return name === OUTSIDE || name.startsWith(`${OUTSIDE} (`) || parseCidr(name) !== undefined;
}

/** Whether a name of a list is what an end of a part asks for. */
export function isAsked(name: string, end: string | undefined): boolean {
  return end === undefined || (end === OUTSIDE ? isOutside(name) : name === end);
}

type Ends = { readonly from: readonly string[]; readonly to: readonly string[] };

/** The lines of a part, and of their names those that are asked for. */
export function partOf<T extends Ends>(lines: readonly T[], { from, to }: Part): T[] {
  if (from === undefined && to === undefined) return [...lines];
  return lines.flatMap((line) => {
    const sources = line.from.filter((name) => isAsked(name, from));
    const targets = line.to.filter((name) => isAsked(name, to));
    return sources.length > 0 && targets.length > 0 ? [{ ...line, from: sources, to: targets }] : [];
  });
}

type Change = { readonly before: Verdict; readonly after: Verdict };

/** Changes of the port that is asked for: what else changed is not told. */
export function ofPort<T extends Change>(changes: readonly T[], { port }: Part): T[] {
  if (!port) return [...changes];
  const asked = PortSet.one(port.protocol, port.number);
  const cut = ({ allowed, unknown }: Verdict): Verdict =>
    ({ allowed: allowed.intersect(asked), unknown: unknown.intersect(asked) });
  const all = changes.map((one) => ({ ...one, before: cut(one.before), after: cut(one.after) }));
  return all.filter(({ before, after }) => !before.allowed.equals(after.allowed) || !before.unknown.equals(after.unknown));
}
