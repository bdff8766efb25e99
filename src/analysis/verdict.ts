import { isRecord } from '../manifest/manifest';
import type { Channel } from './schema/schema-node';
import type { StructureCode, StructureProblem } from './schema/structure-problem';
import { knownObject, validateStructure } from './schema/validate-structure';
import { unknownInStatus, validateStatus, validateUpdate } from './schema/validate-update';

/** What the judgement depends on beside the manifest. */
interface VerdictOptions {
  /**
   * Channel of the Gateway API CRDs in the cluster.
   *
   * @default 'standard'
   */
  readonly channel?: Channel;
  /**
   * The object that is in the cluster, of which the manifest is an update.
   *
   * @default none: the object is new
   */
  readonly old?: unknown;
  /**
   * What is written to: the status alone, as controllers do.
   *
   * @default the object, whose status is then passed over
   */
  readonly subresource?: 'status';
}

/** What a real API server does with a manifest. */
export interface Verdict {
  /**
   * Taken as it is; taken without the fields that are not known (under strict field validation refused for them); refused; or
   * not known, because nothing is known of the kind, or not all that is held against it.
   */
  readonly outcome: 'accepted' | 'pruned' | 'refused' | 'unknown';
  readonly problems: readonly StructureProblem[];
}

/**
 * What a real API server does with a manifest that is created, or that updates an object. Source: Kubernetes 1.33 to 1.36 with
 * Gateway API v1.6.1. Takes any JSON value and never throws.
 */
export function verdictOf(manifest: unknown, options: VerdictOptions = {}): Verdict {
  const problems = problemsOf(manifest, options);
  return { outcome: outcomeOf(problems, isUnjudged(manifest, options)), problems };
}

function problemsOf(manifest: unknown, { old, subresource, ...options }: VerdictOptions): StructureProblem[] {
  const before = isRecord(old) ? old : undefined;
  if (subresource === 'status') return validateStatus(manifest, before, options);
  if (before) return validateUpdate(manifest, before, options);
  return [...validateStructure(manifest, options), ...unknownInStatus(manifest, options)];
}

function isUnjudged(manifest: unknown, options: VerdictOptions): boolean {
  const known = knownObject(manifest, options);
  return !Array.isArray(known) && known.schema.unjudged === true;
}

const NOT_REFUSED: readonly StructureCode[] = ['unknown-kind', 'unknown-field'];

function outcomeOf(problems: readonly StructureProblem[], unjudged: boolean): Verdict['outcome'] {
  if (problems.some(({ code }) => !NOT_REFUSED.includes(code))) return 'refused';
  if (unjudged || problems.some(({ code }) => code === 'unknown-kind')) return 'unknown';
  return problems.length > 0 ? 'pruned' : 'accepted';
}
