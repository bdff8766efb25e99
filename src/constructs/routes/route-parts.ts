import type { RuleJson } from '../../manifest/cut-rule';
import { SUBDOMAIN_LIMIT } from '../../manifest/names';
import { PARENT_LIMIT } from '../../manifest/reference-checks';
import { invalid, type Place, refused } from '../base/problems';
import { checkFields, problemsAndTraps } from '../kinds/parts';
import type { AttachedKind, Attachment } from './attachment';
import type { RouteData } from './route-data';
import type { RouteForm } from './route-form';

/** The specs of the routes that a team's route is, by what each adds to its name; the first one adds nothing. */
export type RouteParts = ReadonlyMap<string, RouteData>;

/** Which route is to be made, and where it attaches. */
export interface UncutRoute<Rule> {
  readonly form: RouteForm<Rule>;
  readonly place: Place;
  readonly attachment: Attachment;
  /** The route's own name, where metadata says it. */
  readonly name?: string;
}

/**
 * A route of any size as parts within the limits. Each attaches where its own hostnames are served.
 *
 * @throws where the rules cannot be cut, for what the API would refuse, and for what is never meant
 */
export function cutRoute<Rule>({ form, place, attachment, name }: UncutRoute<Rule>, rules: readonly RuleJson[]): RouteParts {
  const { hostnames, namespace } = attachment;
  const fitOne = (some: readonly string[]): boolean => attachment.parentsOf(some).length <= PARENT_LIMIT;
  const { parts, problems } = form.cut({ hostnames, rules, fitOne });
  checkFields(place, problems);
  const specs = new Map(parts.map((part): [string, RouteData] => {
    const { suffix, hostnames: own, rules: placed } = part;
    if (name !== undefined) checkName(place, name, suffix);
    return [suffix, { parentRefs: parentsOf(place, form, attachment, own), ...(own && { hostnames: own }), rules: placed }];
  }));
  checkFields(place, problemsAndTraps(form, { ...specs.get(''), ...(hostnames.length > 0 && { hostnames }), rules }, namespace));
  return specs;
}

function checkName(place: Place, name: string, suffix: string): void {
  const most = SUBDOMAIN_LIMIT - suffix.length;
  if (suffix === '' || name.length <= most) return;
  throw invalid(place, 'metadata.name', name, {
    reason: `a part of the route has "${suffix}" behind it, and ${SUBDOMAIN_LIMIT} characters are the limit of a name`,
    fix: `shorten it to at most ${most} characters`,
  });
}

function parentsOf(place: Place, { kind, construct }: AttachedKind, attachment: Attachment, hostnames: string[] = []): object[] {
  const parents = attachment.parentsOf(hostnames);
  if (parents.length <= PARENT_LIMIT) return parents;
  throw refused(place, `${parents.length} sections of the gateway would serve one ${kind}, and ${PARENT_LIMIT} are the limit of its parents `
    + `(Gateway API v1.6.1, CommonRouteSpec); write a ${construct} for each part of them, with ${hostnames.length > 0
      ? 'hostnames' : 'listenerNames'}: […]`);
}
