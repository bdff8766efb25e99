import type { Bundle } from '../manifest/bundles';
import type { ReportData } from '../manifest/feature-reports';
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
  /** The line of the file where the object begins; found out when asked, as that takes time. */
  readonly line?: () => number;
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
  /** An object that would decide it is not in the set: in a closed world that is an error. */
  readonly missing?: boolean;
}

/** What the judgement depends on beside the objects. */
export interface CheckOptions {
  /** Channel of the Gateway API definitions, for objects of which no bundle is known. */
  readonly channel: Channel;
  /** Nothing exists but the objects of the set. */
  readonly closedWorld?: boolean;
  /** The implementation that serves all of it, by its conformance report: see `chooseReport`. */
  readonly implementation?: ReportData;
  /** Version of Kubernetes, as major.minor, where it is known. */
  readonly kubernetesVersion?: string;
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
  /** The kinds that it judges, as `group/Kind` (`/Service` for the core group); left out: all. */
  readonly kinds?: readonly string[];
  /** Whether it judges the object as it is written; left out: without the fields that are null, as the API server reads it. */
  readonly asWritten?: boolean;
  check(entry: Entry, context: RuleContext): RuleResult[];
}
