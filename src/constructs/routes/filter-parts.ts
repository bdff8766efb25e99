import { headerNameProblem } from '../../manifest/http-header-checks';
import { isRecord } from '../../manifest/manifest';
import { subdomainProblem } from '../../manifest/names';
import { integerProblem } from '../../manifest/numbers';
import { pathProblem } from '../../manifest/path';
import type { Problem } from '../../manifest/problem';
import { groupProblem, kindProblem } from '../../manifest/text-checks';
import { checkObject } from '../base/check-object';
import { checkKnown, checkOptions, type Known } from '../base/known-options';
import { check, invalid, type Place, refused } from '../base/problems';
import type { HttpFraction } from '../kinds/http-route-filter';
import type { Extension, HeaderChange, Mirror, PathChange } from './filter-data';
import { portableHeaderValueProblem } from './header-value';
import type { MirrorOptions } from './mirror-options';
import type { RewriteOptions } from './rewrite-options';

type Direction = HeaderChange['direction'];

/** The hostname of a request: HTTP/2 has it as `:authority`, earlier versions as Host. */
const HOST = /^(host|:authority)$/i;

/** Implementations route by Host and drop a rule that edits it as a header, so that its requests get 500. */
function nameProblem(direction: Direction, name: string): Problem | undefined {
  if (direction !== 'request' || typeof name !== 'string' || !HOST.test(name)) return headerNameProblem(name);
  const header = name.startsWith(':') ? name : 'Host';
  return { reason: `implementations refuse to edit ${header} as a header`, fix: 'write RouteFilter.rewrite({ hostname: \'…\' })' };
}

/** Headers to be set or added. */
export function headerChange(
  factory: string, direction: Direction, action: 'set' | 'add', headers: Record<string, string>,
): HeaderChange {
  const place: Place = { construct: `RouteFilter.${factory}` };
  if (!isRecord(headers) || Object.keys(headers).length === 0) {
    throw invalid(place, 'headers', headers, { reason: 'it names no header', fix: 'write { \'X-Team\': \'shop\' }' });
  }
  const changes = Object.entries(headers).map(([name, value]) => {
    check(place, 'header', name, nameProblem(direction, name));
    check(place, `headers["${name}"]`, value, portableHeaderValueProblem(value));
    return { name, value };
  });
  refuseRepeated(place, 'headers', changes, 'write it once, with all its values as one text, such as \'1, 2\'');
  return { form: 'headers', direction, action, headers: changes };
}

/** The API takes each header once, whatever its case. Source: Gateway API v1.6.1, HTTPHeaderFilter. */
function refuseRepeated(place: Place, option: string, headers: HeaderChange['headers'], fix: string): void {
  const first = new Map<string, string>();
  for (const { name } of headers) {
    const key = name.toLowerCase();
    const earlier = first.get(key);
    if (earlier !== undefined) {
      throw invalid(place, option, name, { reason: `"${earlier}" is the same header, as names are compared without regard to case`, fix });
    }
    first.set(key, name);
  }
}

/** Headers to be taken away. */
export function headerRemoval(factory: string, direction: Direction, names: string[]): HeaderChange {
  const place: Place = { construct: `RouteFilter.${factory}` };
  if (!Array.isArray(names) || names.length === 0) {
    throw invalid(place, 'names', names, { reason: 'it names no header', fix: 'write [\'X-Internal\']' });
  }
  const removed = [...names];
  removed.forEach((name, i) => check(place, `names[${i}]`, name, nameProblem(direction, name)));
  const headers = removed.map((name) => ({ name }));
  refuseRepeated(place, 'names', headers, 'leave one out');
  return { form: 'headers', direction, action: 'remove', headers };
}

/** The new path of a redirect or rewrite. */
export function pathChange(place: Place, options: RewriteOptions | undefined): PathChange | undefined {
  const { fullPath, prefix } = options ?? {};
  refuseBoth(place, 'fullPath', fullPath, 'prefix', prefix);
  if (fullPath !== undefined) {
    check(place, 'fullPath', fullPath, pathProblem(fullPath));
    return { type: 'ReplaceFullPath', replaceFullPath: fullPath };
  }
  if (prefix === undefined) return undefined;
  check(place, 'prefix', prefix, pathProblem(prefix));
  return { type: 'ReplacePrefixMatch', replacePrefixMatch: prefix };
}

const MIRROR: Known<MirrorOptions> = { percent: true, fraction: true };
const FRACTION: Known<HttpFraction> = { numerator: true, denominator: true };

/** How many requests are copied. */
export function mirrorShare(place: Place, options: MirrorOptions | undefined): Pick<Mirror, 'percent' | 'fraction'> {
  checkOptions(place, 'options', options, MIRROR, '{ percent: 20 }');
  const { percent, fraction } = options ?? {};
  refuseBoth(place, 'percent', percent, 'fraction', fraction);
  if (percent !== undefined) {
    check(place, 'percent', percent, integerProblem(percent, 0, 100, '20'));
    return { percent };
  }
  if (fraction === undefined) return {};
  checkObject(place, 'fraction', fraction, 'write { numerator: 1, denominator: 1000 }');
  checkKnown(place, 'fraction.', fraction, FRACTION);
  const { numerator, denominator = 100 } = fraction;
  check(place, 'fraction.denominator', denominator, integerProblem(denominator, 1, 2_147_483_647, '1000'));
  check(place, 'fraction.numerator', numerator, integerProblem(numerator, 0, denominator, '1'));
  return { fraction: { numerator, denominator } };
}

/** The object that an extension is. */
export function extensionRef(place: Place, group: string, kind: string, name: string): Extension['ref'] {
  check(place, 'group', group, group === 'core'
    ? { reason: 'the core group has no name', fix: 'write ""' }
    : groupProblem(group));
  check(place, 'kind', kind, kindProblem(kind));
  check(place, 'name', name, subdomainProblem(name));
  return { group, kind, name };
}

function refuseBoth(place: Place, option: string, value: unknown, other: string, otherValue: unknown): void {
  if (value !== undefined && otherValue !== undefined) throw refused(place, `${option} and ${other} are both given; write one of them`);
}
