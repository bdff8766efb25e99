/** What a rule weighs, where it is not its own severity. */
export type Level = 'off' | 'warning' | 'error';
export const FORMATS = ['text', 'json', 'sarif', 'junit', 'github'] as const;
export type Format = (typeof FORMATS)[number];
export const CHANNELS = ['standard', 'experimental'] as const;

/** An acknowledgement of the settings: which findings it accepts, and why. */
export interface Acknowledgement {
  readonly code: string;
  /** Patterns, in which * stands for any text. */
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly reason: string;
  readonly owner?: string;
  /** The last day on which it counts, as 2030-01-31. */
  readonly expires?: string;
}

/** What the settings file may say; the options of the command line come before it. */
export interface Config {
  readonly format?: Format;
  readonly channel?: (typeof CHANNELS)[number];
  readonly gatewayApi?: string;
  readonly kubernetes?: string;
  readonly implementation?: string;
  readonly profile?: string;
  readonly closedWorld?: boolean;
  readonly rules?: Readonly<Record<string, Level>>;
  readonly failOn?: 'error' | 'warning';
  readonly baseline?: string;
  readonly unknowns?: boolean;
  readonly ignore?: readonly string[];
  readonly acknowledgements?: readonly Acknowledgement[];
  readonly annotationsMayNotSilence?: readonly string[];
}

/** A settings file that was read. */
export interface ConfigFile {
  readonly config: Config;
  /** As the user names it. */
  readonly file: string;
  /** Paths in it start there. */
  readonly folder: string;
  /** The line of a field. */
  lineOf(path: string): number;
}
