import type { RoleScope } from '../constructs/roles/role-scope';
import { Category, type Finding } from '../manifest/finding';
import { isRecord, type Manifest } from '../manifest/manifest';
import { Persona } from '../manifest/persona';

/** Where an acknowledgement stands in an object's annotations; the code follows. */
export const ACKNOWLEDGE = 'acknowledge.cdk8s-gateway.io/';

/** The reason that an object's annotations give for a code. */
export function acknowledgedReason(manifest: Manifest, code: string): string | undefined {
  const annotations = isRecord(manifest.metadata) && isRecord(manifest.metadata.annotations) ? manifest.metadata.annotations : {};
  const reason = annotations[`${ACKNOWLEDGE}${code}`];
  return typeof reason === 'string' && reason.trim() !== '' ? reason : undefined;
}

/** Whether an acknowledgement counts: what guards one team from another is not the team's to wave through. */
export function mayAcknowledge(finding: Finding, role: RoleScope | undefined): boolean {
  return finding.category !== Category.SECURITY || role?.persona !== Persona.APPLICATION_TEAM;
}
