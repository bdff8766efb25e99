import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { placeOfExisting, refused } from '../constructs/base/problems';
import type { RoleScope } from '../constructs/roles/role-scope';
import { Category, type Finding } from '../manifest/finding';
import { isRecord, type Manifest } from '../manifest/manifest';
import { Persona } from '../manifest/persona';

const PREFIX = 'acknowledge.cdk8s-gateway.io/';

/**
 * Accepts a finding, with a reason that travels with the object as an annotation and shows in every report.
 *
 * @example
 * Acknowledge.finding(gateway, 'GW050', 'both teams are on call together');
 */
export class Acknowledge {
  /**
   * Acknowledges one code for a construct and all objects below it.
   *
   * @param construct the object that the finding names, or a scope above it
   * @param code the finding's code, such as `GW050`
   * @param reason why it is right as it is
   * @throws where the reason is empty, the code is none, or nothing was made there yet
   */
  public static finding(construct: IConstruct, code: string, reason: string): void {
    const place = { ...placeOfExisting(construct), construct: 'Acknowledge.finding' };
    if (!/^GW\d{3}$/.test(code)) throw refused(place, `code "${String(code)}" is none; write a code such as "GW050"`);
    if (typeof reason !== 'string' || reason.trim() === '') {
      throw refused(place, `${code} needs a reason; write why it is right as it is`);
    }
    const objects = construct.node.findAll().filter((below): below is ApiObject => ApiObject.isApiObject(below));
    if (objects.length === 0) throw refused(place, 'it holds no object yet; acknowledge after making it');
    for (const object of objects) object.metadata.addAnnotation(`${PREFIX}${code}`, reason);
  }

  private constructor() {}
}

/** The reason that an object's annotations give for a code. */
export function acknowledgedReason(manifest: Manifest, code: string): string | undefined {
  const annotations = isRecord(manifest.metadata) && isRecord(manifest.metadata.annotations) ? manifest.metadata.annotations : {};
  const reason = annotations[`${PREFIX}${code}`];
  return typeof reason === 'string' && reason.trim() !== '' ? reason : undefined;
}

/** Whether an acknowledgement counts: what guards one team from another is not the team's to wave through. */
export function mayAcknowledge(finding: Finding, role: RoleScope | undefined): boolean {
  return finding.category !== Category.SECURITY || role?.persona !== Persona.APPLICATION_TEAM;
}
