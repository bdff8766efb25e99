import { isDelegated } from '../../../manifest/delegation';
import { Category, Severity } from '../../../manifest/finding';
import { isRoute } from '../../../manifest/kinds';
import { objectText } from '../../../manifest/object-text';
import { show } from '../../../manifest/problem';
import { quoted } from '../../../manifest/text';
import { isService, type Reference, specOf } from '../../cluster/references';
import { parentsOf } from '../../cluster/route-references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { judgeMeshParent } from './team-mesh-parent';
import { describePlaces, grantsFor, isTeam, namesParent } from './team-scope';

/** A team's route attaches to a granted section of the granted gateway, to delegated listeners, or to a Service of a mesh. */
export const teamRouteParent: Rule = {
  code: 'GW012',
  title: 'A team\'s route attaches where nothing was granted',
  severity: Severity.ERROR,
  category: Category.SECURITY,
  source: 'Gateway API, ParentReference: without sectionName a route attaches to every listener that admits it',
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const { manifest, role } = entry;
    if (!isTeam(role) || !isRoute(manifest)) return [];
    const grants = grantsFor(role, manifest);
    if (grants.length === 0) return [];
    const parents = parentsOf(entry, context);
    if (parents.length === 0) {
      return [...defaultGateways(entry), {
        message: 'the route names no parent, so it attaches to nothing',
        fix: `attach to ${grantedPlaces(entry)}`,
        path: 'spec.parentRefs',
      }];
    }
    return [
      ...defaultGateways(entry),
      ...parents.flatMap((ref) => (isService(ref) ? judgeMeshParent(entry, ref) : judge(entry, ref))),
    ];
  },
};

/** Default gateways take a route that names none of them: a field of the experimental channel. */
function defaultGateways(entry: Entry): RuleResult[] {
  const value = specOf(entry.manifest).useDefaultGateways ?? 'None';
  if (value === 'None') return [];
  return [{
    message: `useDefaultGateways ${show(value)} attaches the route to gateways that were not granted`,
    fix: `leave it out, and attach to ${grantedPlaces(entry)}`,
    path: 'spec.useDefaultGateways',
  }];
}

function judge(entry: Entry, ref: Reference): RuleResult[] {
  const grants = grantsFor(entry.role!, entry.manifest).filter((grant) => namesParent(grant, ref));
  if (grants.length === 0) {
    return [{
      message: `parent ${objectText(ref)} is not granted to the team in this namespace`,
      fix: `attach to ${grantedPlaces(entry)}`,
      path: ref.path,
    }];
  }
  // The listeners of its own sets are the team's, each held to the delegation.
  if (grants.some(isDelegated)) return [];
  const sections = grants.flatMap((grant) => grant.sections.map(({ name }) => name));
  if (ref.sectionName === undefined) {
    return [{
      message: 'the parent names no section, so the route attaches to every listener that admits it, clear text included',
      fix: `write sectionName ${quoted(sections)}`,
      path: `${ref.path}.sectionName`,
    }];
  }
  if (sections.includes(ref.sectionName)) return [];
  return [{
    message: `section "${ref.sectionName}" of gateway ${ref.namespace}/${ref.name} is not granted to the team`,
    fix: `write sectionName ${quoted(sections)}`,
    path: `${ref.path}.sectionName`,
  }];
}

function grantedPlaces({ manifest, role }: Entry): string {
  return grantsFor(role!, manifest).map(describePlaces).join(' or ');
}
