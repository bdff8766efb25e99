import type { IConstruct } from 'constructs';
import type { RoleScope } from '../constructs/roles/role-scope';
import { acknowledgedBy, REFUSED_CODES } from '../manifest/acknowledgement';
import { Category, type Finding, type ResourceRef } from '../manifest/finding';
import { isRecord, type Manifest } from '../manifest/manifest';
import { Persona } from '../manifest/persona';

/** Acknowledgements of constructs that have no annotations, since they are no object: construct → code → reason. */
const marks = new WeakMap<IConstruct, Map<string, string>>();

/** Acknowledges a code for a construct that is no object. */
export function mark(construct: IConstruct, code: string, reason: string): void {
  marks.set(construct, (marks.get(construct) ?? new Map<string, string>()).set(code, reason));
}

/** What was rendered of an object: the object as a whole, and the manifests that it stands for. */
interface Rendered {
  readonly json: Manifest;
  readonly entries: readonly { readonly manifest: Manifest }[];
}

/**
 * The reason that was given for a finding of a construct: by the construct itself, by its object as a whole, or by those of the
 * object's items that the finding is about.
 */
export function acknowledgedReason(finding: Finding, construct: IConstruct, rendered?: Rendered): string | undefined {
  const marked = marks.get(construct)?.get(finding.code);
  if (marked !== undefined || rendered === undefined) return marked;
  const own = acknowledgedBy(rendered.json, finding.code);
  if (own !== undefined) return own;
  const reasons = rendered.entries.filter(({ manifest }) => isAbout(finding.resource, manifest))
    .map(({ manifest }) => acknowledgedBy(manifest, finding.code));
  return reasons.includes(undefined) ? undefined : reasons[0];
}

function isAbout(resource: ResourceRef, { apiVersion, kind, metadata }: Manifest): boolean {
  const { name, namespace } = isRecord(metadata) ? metadata : { name: undefined, namespace: undefined };
  return resource.apiVersion === apiVersion && resource.kind === kind
    && resource.name === name && resource.namespace === namespace;
}

/**
 * Whether an acknowledgement counts: what guards one team from another is not the team's to wave through, and what the API server
 * refuses nobody's.
 */
export function mayAcknowledge(finding: Finding, role: RoleScope | undefined): boolean {
  if (REFUSED_CODES.includes(finding.code)) return false;
  return finding.category !== Category.SECURITY || role?.persona !== Persona.APPLICATION_TEAM;
}
