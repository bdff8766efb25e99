import { describeMatch } from '../../../manifest/match-conditions';
import { placeText } from '../../../manifest/object-text';
import { EVERY_HOSTNAME } from '../../cluster/claims';
import { namespaceOf } from '../../cluster/cluster-index';
import { describeEntry } from '../../cluster/describe-entry';
import type { EqualMatch } from '../../cluster/equal-matches';

/** What two routes both claim, where, and which of them gets it. */
export function equalMatchMessage(found: EqualMatch): string {
  const { claim, hostname, match, rival, more, certain } = found;
  const what = match.conditions ? `${describeMatch(match.conditions)}${more > 0 ? ` and ${more} more of this rule` : ''} of ` : '';
  const host = hostname === EVERY_HOSTNAME ? 'every hostname' : `"${hostname}"`;
  return `${describeEntry(rival)} ${certain ? 'takes' : 'may take'} ${what}${host} at ${claim.name} too${outcomeOf(found)}`;
}

function outcomeOf({ winner, rival, claim }: EqualMatch): string {
  if (winner === 'unknown') {
    return '; the older of the two routes gets these requests and the other none, and their ages are not here';
  }
  const [made, other] = [rival, claim.route].map(({ manifest }) => String(manifest.metadata.creationTimestamp));
  const why = made === other
    ? `both were made at ${made}, and ${placeText(namespaceOf(rival.manifest), rival.manifest.metadata.name)} is first in the alphabet`
    : `it is older (${made}, this one ${other})`;
  return `, and ${why}, so it gets these requests and this route none`;
}
