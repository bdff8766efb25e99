import { apiVersionOf, kindFacts, kindInOtherCase, KINDS_BY_NAME } from '../../manifest/kinds';
import { groupOf } from '../../manifest/manifest';
import { nearest } from '../../manifest/nearest';
import type { Problem } from '../../manifest/problem';
import { wholeGroup } from '../../manifest/whole-groups';

/** What is said of a kind that has no schema here, and at which field. */
interface KindProblem extends Problem {
  readonly path: 'apiVersion' | 'kind';
  readonly code: 'no-such-kind' | 'unknown-kind';
}

/** Why a kind has no schema: the API server has no such kind, or nothing is known of it here. */
export function kindProblem(apiVersion: string, kind: string): KindProblem {
  return withoutVersion(apiVersion, kind) ?? noSuchKind(apiVersion, kind) ?? {
    path: 'kind',
    code: 'unknown-kind',
    reason: `nothing is known of the fields of ${kind} in ${apiVersion}, so they were not checked`,
    fix: 'check the spelling of kind and apiVersion, or let the API server judge it',
  };
}

/** The core group alone has no name, and what stands for it is a version. */
function withoutVersion(apiVersion: string, kind: string): KindProblem | undefined {
  if (!/^[^/]+\.[^/]+\/?$/.test(apiVersion)) return undefined;
  const group = apiVersion.replace('/', '');
  const facts = kindFacts(group, kind);
  const fix = facts ? `write ${apiVersionOf(facts)}` : `write the version after it, such as ${group}/v1`;
  return { path: 'apiVersion', code: 'no-such-kind', reason: 'it names an API group and none of its versions', fix };
}

function noSuchKind(apiVersion: string, kind: string): KindProblem | undefined {
  const group = groupOf(apiVersion);
  const meant = kindInOtherCase(group, kind);
  if (meant) {
    const reason = `${apiVersion} has no such kind, since the case of letters counts`;
    return { path: 'kind', code: 'no-such-kind', reason, fix: `write ${meant.kind}` };
  }
  const whole = wholeGroup(group);
  if (!whole || isIn(whole.kinds, kind)) return undefined;
  const better = instead(kind, whole.kinds);
  if (whole.shared && !better) return undefined;
  const where = group === '' ? 'the core group' : group;
  const reason = `${where} has no such kind in any release of ${whole.releases}`;
  return { ...better ?? { path: 'kind', fix: `write a kind of the group: ${whole.kinds.join(', ')}` }, code: 'no-such-kind', reason };
}

/** A list is of the kind that it is named for. */
function isIn(kinds: readonly string[], kind: string): boolean {
  return kinds.includes(kind) || kind === 'List' || (kind.endsWith('List') && kinds.includes(kind.slice(0, -'List'.length)));
}

/** A name that is right belongs to another group; else the nearest of the group is meant. */
function instead(kind: string, kinds: readonly string[]): Pick<KindProblem, 'path' | 'fix'> | undefined {
  const elsewhere = KINDS_BY_NAME.get(kind);
  if (elsewhere) return { path: 'apiVersion', fix: `write ${apiVersionOf(elsewhere)}, which has ${kind}` };
  const near = nearest(kind, kinds);
  return near === undefined ? undefined : { path: 'kind', fix: `write ${near}` };
}
