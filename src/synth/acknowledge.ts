import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { placeOfExisting, refused } from '../constructs/base/problems';
import { ACKNOWLEDGE } from './acknowledged';

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
    for (const object of objects) object.metadata.addAnnotation(`${ACKNOWLEDGE}${code}`, reason);
  }

  private constructor() {}
}
