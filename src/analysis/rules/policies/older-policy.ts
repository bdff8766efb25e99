import { compareRoutes } from '../../cluster/precedence';
import type { Entry } from '../../rule';

/** Which of two policies for one target counts, as the end of a sentence about the other one. */
export function outcomeOf(other: Entry, entry: Entry): string {
  const order = compareRoutes(other, entry);
  if (order === undefined) return 'only the older of the two counts, and the other is not accepted';
  const isOneAge = entry.manifest.metadata.creationTimestamp === other.manifest.metadata.creationTimestamp;
  const why = isOneAge ? 'both are of one age, and the first by name counts' : 'the older one counts';
  return `${why}: this one is ${order < 0 ? 'not accepted' : 'accepted, and the other is not'}`;
}
