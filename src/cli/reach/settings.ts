import {
  type NetworkProfile, NP_GUARD, profileOfPlugin, type Protocol, PROTOCOLS, SPECIFICATION, whatIsKnownOf,
} from '../../analysis/network';
import { show } from '../../manifest/problem';
import { type Io, UsageError } from '../io';
import { printable } from '../printable';
import { type CheckSettings, checkSettings } from '../settings/check-settings';
import type { Profile } from '../settings/profile';

/** What is asked, and of which cluster. */
export interface ReachSettings {
  readonly profile: NetworkProfile;
  readonly ignore: CheckSettings['ignore'];
  readonly format: ReachFormat;
  readonly from?: string;
  readonly to?: string;
  readonly port?: { readonly protocol: Protocol; readonly number: number };
  readonly diff: boolean;
  readonly exposure: boolean;
  /** How the workload of `from` gets out of the cluster. */
  readonly escape: boolean;
  readonly npGuard: boolean;
}

export const REACH_FORMATS = ['text', 'json', 'csv', 'dot', 'svg'] as const;
export type ReachFormat = (typeof REACH_FORMATS)[number];

/** The options of the command, with what a profile says. */
export function reachSettings(options: Record<string, unknown>, io: Io): ReachSettings {
  const { from, to, port, diff, exposure, escape, convention, format = 'text' } = options;
  const npGuard = convention === 'np-guard';
  if (port !== undefined && from === undefined && to === undefined && diff !== true) {
    throw new UsageError('--port says nothing alone: add --from, --to or both');
  }
  refuseFormat(options);
  if (escape === true && (from === undefined || to !== undefined || port !== undefined || diff === true)) {
    throw new UsageError('--escape says how one workload gets out of the cluster: write it with --from alone');
  }
  refuseUnread(options);
  const { ignore, profile } = checkSettings({ ...(options.profile !== undefined && { profile: options.profile }) }, io);
  return {
    profile: npGuard ? NP_GUARD : clusterOf(options.networkPlugin, profile, io),
    ignore,
    format: format as ReachFormat,
    ...(typeof from === 'string' && { from }),
    ...(typeof to === 'string' && { to }),
    ...(typeof port === 'string' && { port: portOf(port) }),
    diff: diff === true,
    exposure: exposure === true,
    escape: escape === true,
    npGuard,
  };
}

/** What a comparison would not look at. */
function refuseUnread({ diff, exposure, convention, from, to, port }: Record<string, unknown>): void {
  if (diff !== true) return;
  if (exposure === true) throw new UsageError('--diff tells of pods that are not in the files as well: leave out --exposure');
  if (convention === 'np-guard' && [from, to, port].some((one) => one !== undefined)) {
    throw new UsageError('--convention np-guard compares whole sets: leave out --from, --to and --port, or the convention');
  }
}

/** Formats of lists are none of an answer, and a comparison has no drawing. */
function refuseFormat({ from, to, port, diff, escape, format = 'text' }: Record<string, unknown>): void {
  const isAnswer = escape === true || (diff !== true && from !== undefined && to !== undefined && port !== undefined);
  const formats = isAnswer ? ['text', 'json'] : diff === true ? ['text', 'json', 'csv'] : REACH_FORMATS;
  if (formats.some((one) => one === format)) return;
  throw new UsageError(`--format ${show(format)}: ${isAnswer ? 'one answer' : 'a comparison'} is printed as ${formats.join(' or ')}`);
}

function clusterOf(option: unknown, profile: Profile, io: Io): NetworkProfile {
  const plugin = typeof option === 'string' ? option : pluginOf(profile);
  const isUnsaid = plugin === undefined && profile.file === undefined;
  const { implementations } = profile;
  if (plugin !== undefined) sayWhatIsKnown(plugin, io);
  return { ...(isUnsaid ? SPECIFICATION : profileOfPlugin(plugin)), ...(implementations && { implementations }) };
}

/** The plugin that a profile names. */
function pluginOf({ file, networkPlugins = [] }: Profile): string | undefined {
  if (networkPlugins.length <= 1) return networkPlugins[0];
  const names = networkPlugins.map((name) => (name === undefined ? 'one that it does not name' : show(name))).join(', ');
  const some = networkPlugins.find((name) => name !== undefined)!;
  throw new UsageError(`${file} is for clusters of several network plugins (${names}): say which one is meant, as --network-plugin ${some}`);
}

function sayWhatIsKnown(plugin: string, io: Io): void {
  const known = whatIsKnownOf(plugin);
  if (known === 'facts') return;
  const note = known === 'nothing'
    ? `nothing is known of the network plugin ${show(plugin)}: it is taken to enforce policies as specified`
    : `nothing is known of the network plugin ${show(plugin)} but its name: it is taken to enforce policies as specified, and what `
      + 'that leaves to plugins is unknown';
  io.stderr.write(`${printable(`note: ${note}`)}\n`);
}

/** `8080`, `53/udp`, `udp/53`. */
function portOf(text: string): { protocol: Protocol; number: number } {
  const parts = text.split('/');
  const number = Number(parts.find((part) => /^\d{1,5}$/.test(part)));
  const word = parts.find((part) => !/^\d+$/.test(part)) ?? 'TCP';
  const protocol = PROTOCOLS.find((one) => one === word.toUpperCase());
  if (parts.length > 2 || !protocol || !(number >= 1 && number <= 65_535)) {
    throw new UsageError(`--port ${show(text)}: write a port from 1 to 65535, with its protocol where it is not TCP, such as 53/udp`);
  }
  return { protocol, number };
}
