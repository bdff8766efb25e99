import { integerProblem } from '../../manifest/numbers';
import { checkObject } from '../base/check-object';
import { checkKnown, type Known } from '../base/known-options';
import { check, invalid, type Place, refused } from '../base/problems';
import { Backend } from '../routes/backend';
import { refuseFilters } from '../routes/backend-target';
import type { Mirror } from '../routes/filter-data';
import { HeaderMatch } from '../routes/header-match';
import type { RouteMatchData } from '../routes/route-data';
import type { CanaryRule } from './canary-rule';
import { ReleaseState } from './release-state';

/** A backend and its share in percent. */
export interface Share {
  readonly backend: Backend;
  /** Where the backend is written, for messages. */
  readonly option: string;
  readonly percent: number;
}

/** What a release makes of its rule. */
interface CanaryShares {
  readonly shares: Share[];
  /** Shares of the requests with the preview's header, where there is one. */
  readonly preview?: { readonly header: HeaderMatch; readonly shares: Share[] };
  readonly mirror?: Mirror;
}

const CANARY: Known<CanaryRule> = { stable: true, canary: true, weight: true, mirror: true, preview: true, state: true };

/** Who answers how many requests, and who gets copies. `at` stands before the options' names: `rules[0].canary.`. */
export function canaryShares(place: Place, at: string, canary: CanaryRule): CanaryShares {
  checkObject(place, at.replace(/\.$/, ''), canary, 'write { stable, canary, weight: 20 }');
  checkKnown(place, at, canary, CANARY);
  for (const version of ['stable', 'canary'] as const) checkVersion(place, `${at}${version}`, canary[version]);
  const { preview, state = ReleaseState.RUNNING } = canary;
  if (!Object.values(ReleaseState).includes(state)) {
    throw invalid(place, `${at}state`, state, {
      reason: 'it is not a state of a release', fix: 'write ReleaseState.RUNNING, PROMOTED or ABORTED',
    });
  }
  if (preview !== undefined && !(preview instanceof HeaderMatch)) {
    throw invalid(place, `${at}preview`, preview, {
      reason: 'it is not a HeaderMatch', fix: 'write HeaderMatch.exact(\'X-Preview\', \'true\')',
    });
  }
  const running = shareOf(place, at, canary);
  if (canary.mirror !== undefined) refuseFilters(place, `${at}canary`, canary.canary._options(), 'copies pass no filters of a backend');
  const sharesAt = (percent: number): Share[] => [
    { backend: canary.stable, option: `${at}stable`, percent: 100 - percent },
    { backend: canary.canary, option: `${at}canary`, percent },
  ];
  return {
    shares: sharesAt({ [ReleaseState.RUNNING]: running, [ReleaseState.PROMOTED]: 100, [ReleaseState.ABORTED]: 0 }[state]),
    ...(preview !== undefined && { preview: { header: preview, shares: sharesAt(state === ReleaseState.ABORTED ? 0 : 100) } }),
    ...(canary.mirror !== undefined && {
      mirror: { form: 'mirror', backend: canary.canary, percent: state === ReleaseState.RUNNING ? canary.mirror : 0 },
    }),
  };
}

function checkVersion(place: Place, option: string, backend: Backend): void {
  if (!(backend instanceof Backend)) {
    throw invalid(place, option, backend, {
      reason: 'it is not a Backend', fix: 'write Backend.service(\'product-api-service\', 8080)',
    });
  }
  const { weight } = backend._options();
  if (weight !== undefined) {
    throw invalid(place, `${option}.weight`, weight, {
      reason: 'the weights are the release\'s', fix: 'leave it out, and write the canary\'s share as weight',
    });
  }
}

/** The canary's share while the release runs. */
function shareOf(place: Place, at: string, { weight, mirror }: CanaryRule): number {
  if (weight === undefined && mirror === undefined) {
    throw refused(place, `${at}weight is missing; write the canary's share in percent, such as weight: 20, `
      + 'or mirror: 20 for copies');
  }
  if (weight !== undefined && mirror !== undefined) {
    throw refused(place, `${at}weight and ${at}mirror are both given; `
      + 'write weight for requests that the canary answers, or mirror for copies');
  }
  if (weight !== undefined) check(place, `${at}weight`, weight, integerProblem(weight, 0, 100, '20'));
  if (mirror !== undefined) check(place, `${at}mirror`, mirror, integerProblem(mirror, 0, 100, '20'));
  return weight ?? 0;
}

/**
 * The matches of the preview's rule: those of the release, each with the header. So it takes only requests that the
 * release would take, and among other routes it ranks as any match with one more header.
 */
export function previewMatches(
  place: Place, option: string, matches: readonly RouteMatchData[], header: HeaderMatch,
): RouteMatchData[] {
  const data = header._data();
  return matches.map((match, i) => {
    const { headers = [] } = match;
    if (headers.some(({ name }) => name.toLowerCase() === data.name.toLowerCase())) {
      throw refused(place, `${option} "${data.name}": matches[${i}] already asks for that header, `
        + 'and only one condition on a header counts; preview by another header');
    }
    return { ...match, headers: [...headers, data] };
  });
}
