import type { Entry } from '../../analysis/rule';
import type { Finding } from '../../manifest/finding';

/** A finding and its object. */
export interface Judged {
  readonly finding: Finding;
  /** The object that it is about; undefined for findings about files. */
  readonly entry?: Entry;
}

/** A finding as a report has it. */
export interface Reported extends Judged {
  /** It was there when the baseline was written. */
  readonly isKnown?: boolean;
  /** It makes the command fail. */
  readonly fails: boolean;
}

/** What was checked, in numbers, and what was not. */
export interface Summary {
  readonly files: number;
  readonly documents: number;
  readonly objects: number;
  readonly findings: { readonly error: number; readonly warning: number; readonly unknown: number };
  readonly acknowledged: number;
  /** Findings that the baseline holds, and how many of its findings are gone. */
  readonly baseline?: { readonly known: number; readonly gone: number };
  readonly notChecked: {
    /** Kinds of whose fields nothing is known: their names and references were checked, their fields were not. */
    readonly kinds: readonly { readonly apiVersion: string; readonly kind: string; readonly objects: number }[];
    /** Documents that are null or text. */
    readonly documents: readonly { readonly file: string; readonly line: number; readonly value: string }[];
    readonly emptyDocuments: number;
    /** Files and folders that the settings leave out. */
    readonly ignored: number;
    /** Hidden folders and files, and node_modules, which nobody named. */
    readonly hidden: readonly string[];
    /** Rules that are off. */
    readonly rules: readonly string[];
  };
  /** Findings that make the command fail. */
  readonly failing: number;
}

/** Everything that a format prints. */
export interface Report {
  readonly reported: readonly Reported[];
  readonly summary: Summary;
  readonly objects: readonly Entry[];
}
