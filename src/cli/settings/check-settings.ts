import * as path from 'node:path';
import type { CheckOptions, Entry } from '../../analysis/rule';
import { REFUSED_CODES } from '../../manifest/acknowledgement';
import { RELEASES } from '../../manifest/bundle-table';
import { chooseReport } from '../../manifest/choose-report';
import { problemsOf } from '../../manifest/field-checks';
import { show } from '../../manifest/problem';
import { releaseOf } from '../../manifest/release-versions';
import { type Io, UsageError } from '../io';
import { optionsCheck } from './config-checks';
import { type Profile, readProfile } from './profile';
import { readConfig } from './read-config';
import type { Acknowledgement, Config, ConfigFile, Format, Level } from './settings';

/** What no annotation silences by default: what guards one team from another, and what the API server refuses all the same. */
const FIRM: readonly string[] = ['security', ...REFUSED_CODES];

/** Everything that a check depends on beside the manifests. */
export interface CheckSettings {
  readonly format: Format;
  readonly failOn: 'error' | 'warning';
  readonly levels: ReadonlyMap<string, Level>;
  readonly options: CheckOptions;
  /** What is installed in the clusters, where it was said. */
  readonly bundles: Entry['bundles'];
  /** Full paths. */
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly ignore: { readonly folder: string; readonly patterns: readonly string[] };
  readonly acknowledge: boolean;
  readonly acknowledgements: readonly Acknowledgement[];
  readonly annotationsMayNotSilence: ReadonlySet<string>;
  readonly unknowns: boolean;
  readonly configFile?: ConfigFile;
  readonly profile: Profile;
}

/** The settings of a check: the options of the command line, then the settings file, then what goes without saying. */
export function checkSettings(given: Record<string, unknown>, io: Io): CheckSettings {
  const { config: named, writeBaseline, acknowledge, rule, ...rest } = given;
  const options = optionsOf({ ...rest, ...(rule !== undefined && { rules: rulesOf(rule as string[]) }) });
  const configFile = readConfig(named as string | undefined, io);
  const config: Config = { ...configFile?.config, ...options };
  // A path in the settings starts where they stand, one of the command line where it is run.
  const pathOf = (name: 'profile' | 'baseline'): string | undefined => config[name]
    && path.resolve((options[name] === undefined ? configFile?.folder : undefined) ?? io.cwd, config[name]);
  const profileFile = pathOf('profile');
  const profile = profileFile === undefined ? {} : readProfile(config.profile!, profileFile);
  const baseline = pathOf('baseline');
  return {
    format: config.format ?? 'text',
    failOn: config.failOn ?? 'error',
    levels: levelsOf(configFile?.config.rules, options.rules),
    ...analysisOptions(config, profile),
    ...(baseline !== undefined && { baseline }),
    ...(writeBaseline !== undefined && { writeBaseline: path.resolve(io.cwd, writeBaseline as string) }),
    ignore: { folder: configFile?.folder ?? io.cwd, patterns: config.ignore ?? [] },
    acknowledge: acknowledge !== false,
    acknowledgements: config.acknowledgements ?? [],
    annotationsMayNotSilence: new Set(config.annotationsMayNotSilence ?? FIRM),
    unknowns: config.unknowns ?? false,
    ...(configFile && { configFile }),
    profile,
  };
}

function optionsOf(given: Record<string, unknown>): Config {
  const [problem] = problemsOf(optionsCheck, given, '-');
  if (!problem) return given;
  const [option] = problem.path.slice('-.'.length).split('[');
  const name = option === 'rules' ? 'rule' : option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new UsageError(`--${name} ${show(problem.value)}: ${problem.reason}; ${problem.fix}`);
}

function rulesOf(rules: readonly string[]): Record<string, string> {
  const pairs = rules.map((text) => {
    const [code, level, ...rest] = text.split('=');
    if (level === undefined || rest.length > 0) throw new UsageError(`--rule ${show(text)}: write a code and a level, such as GW002=error`);
    return [code, level] as const;
  });
  return Object.fromEntries(pairs);
}

function levelsOf(...all: readonly Config['rules'][]): Map<string, Level> {
  return new Map(all.flatMap((rules) => Object.entries(rules ?? {})).map(([code, level]) => [code, level || 'off']));
}

function analysisOptions(config: Config, profile: Profile): Pick<CheckSettings, 'options' | 'bundles'> {
  const channel = config.channel ?? profile.bundles?.[0]?.channel ?? 'standard';
  const release = releaseThere(config, profile);
  const bundles = release === undefined
    ? profile.bundles?.map((bundle) => ({ ...bundle, ...(config.channel && { channel: config.channel }) }))
    : [{ version: release, channel }];
  const implementation = config.implementation === undefined ? profile.implementation : reportOf(config.implementation);
  const kubernetesVersion = config.kubernetes?.replace(/^v/, '') ?? profile.kubernetesVersion;
  return {
    options: {
      channel,
      ...(config.closedWorld && { closedWorld: true }),
      ...(implementation && { implementation }),
      ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    },
    bundles,
  };
}

/** The release that is installed. Who says the channel has said what is there: then it is the newest. */
function releaseThere({ gatewayApi, channel }: Config, profile: Profile): string | undefined {
  if (gatewayApi !== undefined) return releaseOf(gatewayApi);
  return channel !== undefined && profile.bundles === undefined ? RELEASES.at(-1) : undefined;
}

function reportOf(name: string): CheckOptions['implementation'] {
  const chosen = chooseReport(name);
  return 'report' in chosen ? chosen.report : undefined;
}
