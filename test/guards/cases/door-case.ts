import type { Manifest } from '../../../src/manifest/manifest';
import { TEAM } from '../settings';

/** A subresource that somebody connects to. */
export interface Connection {
  readonly resource: 'pods' | 'services';
  readonly subresource: string;
  readonly namespace: string;
}

/** A right that somebody would need. */
export interface Right {
  readonly verb: string;
  readonly group: string;
  /** Plural, with a subresource behind a slash. */
  readonly resource: string;
}

/** What somebody tries at a door. */
export interface DoorCase {
  readonly door: string;
  readonly title: string;
  readonly manifest?: Manifest;
  /** What is there before, under the same name: the manifest takes its place. */
  readonly older?: Manifest;
  readonly connection?: Connection;
  readonly right?: Right;
  /** The account, where it is not one with all rights. */
  readonly username?: string;
  /** Whether an API server refuses it by its own settings, before admission looks at it. */
  readonly refusedBefore?: boolean;
  /** Policy that refuses it, or RBAC; it is allowed where there is none. */
  readonly refusedBy?: string;
}

/** An object in the team's namespace. */
export function object(apiVersion: string, kind: string, content: object, metadata: object = {}): Manifest {
  return { apiVersion, kind, metadata: { name: 'tried', namespace: TEAM, ...metadata }, ...content };
}
