import type { Backend } from './backend';

/** A new path, as the API has it. */
export type PathChange =
  | { readonly type: 'ReplaceFullPath'; readonly replaceFullPath: string }
  | { readonly type: 'ReplacePrefixMatch'; readonly replacePrefixMatch: string };

/** One change of the headers of one direction. Removals have names only. */
export interface HeaderChange {
  readonly form: 'headers';
  readonly direction: 'request' | 'response';
  readonly action: 'set' | 'add' | 'remove';
  readonly headers: { readonly name: string; readonly value?: string }[];
}

/** A redirect's parts, those that change. */
export interface Redirect {
  readonly form: 'redirect';
  readonly parts: {
    readonly scheme?: string;
    readonly hostname?: string;
    readonly port?: number;
    readonly path?: PathChange;
    readonly statusCode: number;
  };
}

/** A rewrite's parts, those that change. */
export interface Rewrite {
  readonly form: 'rewrite';
  readonly parts: { readonly hostname?: string; readonly path?: PathChange };
}

/** Copies for another backend. */
export interface Mirror {
  readonly form: 'mirror';
  readonly backend: Backend;
  readonly percent?: number;
  readonly fraction?: { readonly numerator: number; readonly denominator: number };
}

/** Which pages of other origins may call. */
export interface Cors {
  readonly form: 'cors';
  readonly settings: object;
}

/** A service that is asked first. */
export interface ExternalAuth {
  readonly form: 'externalAuth';
  readonly backend: Backend;
  readonly protocol: 'HTTP' | 'GRPC';
  readonly settings: object;
}

/** What an object of the implementation says. */
export interface Extension {
  readonly form: 'extension';
  readonly ref: { readonly group: string; readonly kind: string; readonly name: string };
}

/** What a filter is made of. */
export type FilterData = HeaderChange | Redirect | Rewrite | Mirror | Cors | ExternalAuth | Extension;
