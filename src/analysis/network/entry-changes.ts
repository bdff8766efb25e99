import { jsonText } from '../../manifest/json-text';
import { bothOf, NOTHING, type VerdictChange } from './changes';
import { type EntryPath, entryPathsOf } from './entry-points';
import type { NetworkModel } from './network-model';
import type { Verdict } from './verdict';

/** A way in of which the last hop is not in both sets what it was. */
export interface EntryChange extends VerdictChange {
  /** As it is after the change, or was before it. */
  readonly path: EntryPath;
}

/** Ways in that two sets do not agree on. */
export function entryChanges(before: NetworkModel, after: NetworkModel): EntryChange[] {
  const found = new Map<string, { path: EntryPath; before: Verdict; after: Verdict }>();
  for (const [side, model] of [['before', before], ['after', after]] as const) {
    for (const path of entryPathsOf(model)) {
      const { entry, listener, route, hostnames, service, workload } = path;
      const key = jsonText([entry, listener, route, hostnames, service, workload]);
      const known = found.get(key) ?? { path, before: NOTHING, after: NOTHING };
      found.set(key, { ...known, path, [side]: bothOf(known[side], path) });
    }
  }
  return [...found.values()].filter(({ before: old, after: now }) =>
    !old.allowed.equals(now.allowed) || !old.unknown.equals(now.unknown));
}
