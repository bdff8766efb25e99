import { GENERIC_CLUSTER, isKnownBundle } from '../../../manifest/bundles';
import { GATEWAY_API, GATEWAY_API_EXPERIMENTAL, kindInOtherCase } from '../../../manifest/kinds';
import { groupOf, isRecord, type Manifest } from '../../../manifest/manifest';
import { isNewerKubernetes } from '../../../manifest/whole-groups';
import { bundleProblems, decidesVersion, inNewestVersion } from '../../bundle/bundle-problems';
import { onceEach } from '../../once';
import type { Entry, RuleContext } from '../../rule';
import type { Channel } from '../../schema/schema-node';
import type { StructureProblem } from '../../schema/structure-problem';
import { type StructureOptions, validateStructure } from '../../schema/validate-structure';
import { unknownInStatus } from '../../schema/validate-update';

/** The problems of an object, but for those that GW005 has: what the cluster's bundle lacks is said once. */
export const problemsOf = onceEach((entry, context): StructureProblem[] => {
  const problems = judge(entry.manifest, { channel: channelOf(entry, context) });
  if (problems.length === 0) return problems;
  const said = new Set(bundleProblems(entry, context).flatMap(({ path, also }) => [path, also]));
  const judged = decidesVersion(entry.manifest, entry.bundles)
    ? servedElsewhere(entry, problems)
    : inAssumedChannel(entry, context, problems);
  return withLaterKinds(entry, context, judged.filter(({ path }) => !said.has(path)));
});

/** A status that was read from a cluster is of that cluster's release, and nobody writes it back. */
function judge(manifest: Manifest, options: StructureOptions): StructureProblem[] {
  return [...validateStructure(manifest, options), ...wasRead(manifest) ? [] : unknownInStatus(manifest, options)];
}

/** Whether an object is from a dump of a cluster. */
export function wasRead({ metadata }: Manifest): boolean {
  return isRecord(metadata) && typeof metadata.uid === 'string';
}

/** A release that came out later may have any kind. */
function withLaterKinds(entry: Entry, context: RuleContext, problems: StructureProblem[]): StructureProblem[] {
  const { manifest, bundles = [] } = entry;
  if (!problems.some(({ code }) => code === 'no-such-kind')) return problems;
  const group = groupOf(manifest.apiVersion);
  const isLater = group === GATEWAY_API || group === GATEWAY_API_EXPERIMENTAL
    ? bundles.some((bundle) => bundle.cluster !== GENERIC_CLUSTER && !isKnownBundle(bundle))
    : isNewerKubernetes(context.kubernetesVersion);
  if (!isLater || kindInOtherCase(group, manifest.kind)) return problems;
  return problems.map((problem) => (problem.code === 'no-such-kind' ? { ...problem, code: 'unknown-kind' } : problem));
}

/** Where no bundle is known the standard channel is only assumed: what the other one takes is no error. */
function inAssumedChannel(entry: Entry, context: RuleContext, problems: StructureProblem[]): StructureProblem[] {
  if (entry.bundles?.some(isKnownBundle) || channelOf(entry, context) === 'experimental') return problems;
  const keyOf = ({ code, path }: StructureProblem): string => `${code} ${path}`;
  const there = new Set(judge(entry.manifest, { channel: 'experimental' }).map(keyOf));
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
  return newest ? judge(newest, { channel: 'experimental' }) : [];
}
