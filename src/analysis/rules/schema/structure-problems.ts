import { isKnownBundle } from '../../../manifest/bundles';
import { bundleProblems, decidesVersion, inNewestVersion } from '../../bundle/bundle-problems';
import { onceEach } from '../../once-each';
import type { Entry, RuleContext } from '../../rule';
import type { Channel } from '../../schema/schema-node';
import type { StructureProblem } from '../../schema/structure-problem';
import { validateStructure } from '../../schema/validate-structure';

/** The problems of an object, but for those that GW005 has: what the cluster's bundle lacks is said once. */
export const problemsOf = onceEach((entry, context): StructureProblem[] => {
  const problems = validateStructure(entry.manifest, { channel: channelOf(entry, context) });
  if (problems.length === 0) return problems;
  const said = new Set(bundleProblems(entry, context).flatMap(({ path, also }) => [path, also]));
  const judged = decidesVersion(entry.manifest, entry.bundles)
    ? servedElsewhere(entry, problems)
    : inAssumedChannel(entry, context, problems);
  return judged.filter(({ path }) => !said.has(path));
});

/** Where no bundle is known the standard channel is only assumed: what the other one takes is no error. */
function inAssumedChannel(entry: Entry, context: RuleContext, problems: StructureProblem[]): StructureProblem[] {
  if (entry.bundles?.some(isKnownBundle) || channelOf(entry, context) === 'experimental') return problems;
  const keyOf = ({ code, path }: StructureProblem): string => `${code} ${path}`;
  const there = new Set(validateStructure(entry.manifest, { channel: 'experimental' }).map(keyOf));
  return problems.map((problem) => (there.has(keyOf(problem)) ? problem : {
    ...problem,
    code: 'experimental-only',
    reason: 'only the experimental channel of Gateway API has it, and it is not known whether the cluster does',
    fix: entry.construct === undefined
      ? 'check with --channel experimental (gatewayApiChannel in code) where the cluster has that channel, or leave it out'
      : 'say so in the profile of a PlatformChart (gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL), or leave it out',
  }));
}

function channelOf({ bundles = [] }: Entry, { channel }: RuleContext): Channel {
  const known = bundles.filter(isKnownBundle);
  if (known.length === 0) return channel;
  return known.every((bundle) => bundle.channel === 'experimental') ? 'experimental' : 'standard';
}

/** An older version may have no schema here: it is judged by that of the newest, where the fields are the same. */
function servedElsewhere({ manifest }: Entry, problems: StructureProblem[]): StructureProblem[] {
  if (!problems.some(({ code }) => code === 'not-served')) return problems;
  const newest = inNewestVersion(manifest);
  return newest ? validateStructure(newest, { channel: 'experimental' }) : [];
}
