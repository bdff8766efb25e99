import type { Bundle } from '../manifest/bundles';
import type { Category, Severity } from '../manifest/finding';
import type { GrantData } from '../manifest/grant-data';
import type { Manifest } from '../manifest/manifest';
import type { Persona } from '../manifest/persona';
import type { ClusterIndex } from './cluster/cluster-index';
import type { Channel } from './schema/schema-node';

/** In which role an object was made. */
export interface RoleFacts {
  readonly persona: Persona;
  /** The grants of a team's scope; empty in the others. */
  readonly grants: readonly GrantData[];
}

/** One object to be checked, and where it came from. */
export interface Entry {
  readonly manifest: Manifest;
  readonly construct?: string;
  readonly file?: string;
  readonly role?: RoleFacts;
  /** What is installed in the clusters that it goes to; left out or empty where none is known. */
  readonly bundles?: readonly Bundle[];
}

/** What a rule says of one object. */
export interface RuleResult {
  readonly message: string;
  readonly fix: string;
  readonly path?: string;
  /** Where they differ from the rule's own. */
  readonly severity?: Severity;
  readonly category?: Category;
}

/** What the judgement depends on beside the objects. */
export interface CheckOptions {
  /** Channel of the Gateway API definitions, for objects of which no bundle is known. */
  readonly channel: Channel;
}

/** What a rule may look at beside the object itself. */
export interface RuleContext extends CheckOptions {
  readonly index: ClusterIndex;
}

/** What the catalogue says of a rule. */
export interface RuleMetadata {
  readonly code: string;
  readonly title: string;
  readonly severity: Severity;
  readonly category: Category;
  /** Where the fact behind it is stated. */
  readonly source: string;
}

/** A rule over manifests: pure, one object at a time, with the index of all. */
export interface Rule extends RuleMetadata {
  check(entry: Entry, context: RuleContext): RuleResult[];
}
