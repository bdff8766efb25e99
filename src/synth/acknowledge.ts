import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { placeOfExisting, refused } from '../constructs/base/problems';
import { hasDeferredChecks } from '../constructs/base/validation-hook';
import { ACKNOWLEDGE, REFUSED_CODES } from '../manifest/acknowledgement';
import { show } from '../manifest/problem';
import { mark } from './acknowledged';
import { isKnownCode } from './lazy-catalogue';

/**
 * Accepts a finding, with a reason that travels with the object as an annotation and shows in every report.
 *
 * @example
 * Acknowledge.finding(gateway, 'GW050', 'both teams are on call together');
 */
export class Acknowledge {
  /**
   * Acknowledges one code for a construct and everything below it that can have findings: objects, and constructs that make none,
   * such as an existing gateway.
   *
   * @param construct the object that the finding names, or a scope above it
   * @param code the finding's code, such as `GW050`
   * @param reason why it is right as it is
   * @throws where the reason is empty, the code is none or one of an object that is refused (GW001, GW005), or nothing was made
   */
  public static finding(construct: IConstruct, code: string, reason: string): void {
    const place = { ...placeOfExisting(construct), construct: 'Acknowledge.finding' };
    if (!isKnownCode(code)) throw refused(place, `code ${show(code)} is none; write a code such as "GW050"`);
    if (REFUSED_CODES.includes(code)) {
      throw refused(place, `${code} cannot be acknowledged: the API server refuses the object all the same; correct the object`);
    }
    if (typeof reason !== 'string' || reason.trim() === '') {
      throw refused(place, `${code} needs a reason; write why it is right as it is`);
    }
    const below = construct.node.findAll().filter((one) => ApiObject.isApiObject(one) || hasDeferredChecks(one));
    if (below.length === 0) throw refused(place, 'it holds no object yet; acknowledge after making it');
    for (const one of below) {
      if (ApiObject.isApiObject(one)) (one as ApiObject).metadata.addAnnotation(`${ACKNOWLEDGE}${code}`, reason);
      else mark(one, code, reason);
    }
  }

  private constructor() {}
}
