import { openOrigin, originProblem } from '../../manifest/cors-traps';
import { cors } from '../../manifest/http-cors-checks';
import { checkObject } from '../base/check-object';
import { checkKnown, type Known } from '../base/known-options';
import { check, type Place, refused } from '../base/problems';
import { plain } from '../kinds/parts';
import type { CorsOptions } from './cors-options';
import { secondsOf } from './durations';
import { checkOptionFields } from './option-fields';

const OPTIONS: Known<CorsOptions> = {
  allowOrigins: true, allowCredentials: true, allowMethods: true, allowHeaders: true, exposeHeaders: true, maxAge: true,
};

/**
 * The settings of a CORS filter, as the API has them.
 *
 * @throws for what the API refuses, for origins that no browser sends, and for credentials that every site could use
 */
export function corsSettings(place: Place, options: CorsOptions): object {
  checkObject(place, 'options', options, 'write { allowOrigins: [\'https://www.company.com\'] }');
  checkKnown(place, '', options, OPTIONS);
  const { maxAge, ...rest } = options;
  const settings = { ...rest, ...(maxAge !== undefined && { maxAge: secondsOf(place, 'maxAge', maxAge) }) };
  checkOptionFields(place, '', settings, cors);
  const { allowOrigins = [], allowCredentials } = options;
  if (allowOrigins.length === 0) {
    throw refused(place, 'allowOrigins names no origin, so no page could call; write [\'https://www.company.com\']');
  }
  allowOrigins.forEach((origin, i) => check(place, `allowOrigins[${i}]`, origin, originProblem(origin)));
  if (allowCredentials === true) refuseOpenCredentials(place, options);
  return plain(settings) as object;
}

/** Where credentials are allowed, a gateway answers `*` with the caller's own origin, whoever that is. */
function refuseOpenCredentials(place: Place, { allowOrigins, exposeHeaders = [] }: CorsOptions): void {
  const open = openOrigin(allowOrigins);
  if (open >= 0) {
    throw refused(place, `allowOrigins[${open}] "${allowOrigins[open]}" with allowCredentials lets every site on the internet call `
      + 'with the user\'s cookies, and read the answers; write the origins that are yours, such as "https://*.company.com", '
      + 'or leave allowCredentials out');
  }
  if (exposeHeaders.includes('*')) {
    throw refused(place, 'exposeHeaders "*" with allowCredentials shows a page nothing: browsers then take it for a name; '
      + 'write the names of the headers');
  }
}
