import type { ServedVersion } from '../../manifest/bundle-table';
import {
  availabilityOf, type Bundle, bundleName, has, howToHave, isKnownBundle, versionsOf, whereToFind,
} from '../../manifest/bundles';
import { apiVersionOf, kindFacts } from '../../manifest/kinds';
import { groupOf, type Manifest } from '../../manifest/manifest';
import { type Problem, show } from '../../manifest/problem';
import { enumerate } from '../../manifest/text';
import { onceEach } from '../once';
import { findMissing, type MissingPart } from './find-missing';
import { type PartNode, partsMissing } from './part-tree';

/** One thing of an object that an installed bundle does not have. */
interface BundleProblem extends Problem {
  readonly path: string;
  /** Another place that says the same thing. */
  readonly also?: string;
}

/** What the bundles of the clusters that an object goes to do not have of it, each place once. */
export const bundleProblems = onceEach(({ manifest, bundles = [] }): readonly BundleProblem[] => {
  const found = new Map<string, BundleProblem>();
  for (const bundle of bundles) {
    for (const problem of problemsIn(manifest, bundle)) {
      if (!found.has(problem.path)) found.set(problem.path, problem);
    }
  }
  return [...found.values()];
});

/** What a bundle has of a version of a kind: nothing of it, or all but some parts. */
interface Verdict {
  readonly problem?: BundleProblem;
  readonly missing?: PartNode;
}

/** Most objects of an app are of a few kinds, and go to a few clusters: what can be said of all of a kind is said once. */
const VERDICTS = new WeakMap<Bundle, Map<string, Verdict>>();
const NOTHING: readonly BundleProblem[] = [];

function problemsIn(manifest: Manifest, bundle: Bundle): readonly BundleProblem[] {
  const { problem, missing } = verdictOn(manifest, bundle);
  if (problem) return [problem];
  return missing ? findMissing(missing, manifest).map((part) => missingPart(part, bundle)) : NOTHING;
}

function verdictOn(manifest: Manifest, bundle: Bundle): Verdict {
  let verdicts = VERDICTS.get(bundle);
  if (!verdicts) VERDICTS.set(bundle, verdicts = new Map());
  const key = `${manifest.apiVersion} ${manifest.kind}`;
  let verdict = verdicts.get(key);
  if (!verdict) verdicts.set(key, verdict = newVerdict(manifest, bundle));
  return verdict;
}

function newVerdict(manifest: Manifest, bundle: Bundle): Verdict {
  const versions = versionsOfKind(manifest);
  if (versions.length === 0 || !isKnownBundle(bundle)) return {};
  const row = rowOf(manifest, versions);
  if (row && has(row.has, bundle)) return row.differs ? {} : { missing: partsMissing(manifest.kind, bundle) };
  const here = versions.filter((version) => has(version.has, bundle));
  if (here.length === 0) return { problem: missingKind(manifest.kind, versions, bundle) };
  return { problem: missingVersion(manifest, row, here, bundle) };
}

/** Whether it is for a known bundle to say which versions of a manifest's kind are served. */
export function decidesVersion(manifest: Manifest, bundles: readonly Bundle[] = []): boolean {
  return versionsOfKind(manifest).length > 0 && bundles.some(isKnownBundle);
}

/** The same object in the version that the library emits, where the fields of its own are the same. */
export function inNewestVersion(manifest: Manifest): Manifest | undefined {
  const facts = kindFacts(groupOf(manifest.apiVersion), manifest.kind);
  const row = rowOf(manifest, versionsOfKind(manifest));
  return facts && row && !row.differs ? { ...manifest, apiVersion: apiVersionOf(facts) } : undefined;
}

function versionsOfKind({ apiVersion, kind }: Manifest): readonly ServedVersion[] {
  return versionsOf(groupOf(apiVersion), kind);
}

function rowOf({ apiVersion }: Manifest, versions: readonly ServedVersion[]): ServedVersion | undefined {
  return versions.find(({ group, version }) => apiVersion === `${group}/${version}`);
}

function missingKind(kind: string, versions: readonly ServedVersion[], bundle: Bundle): BundleProblem {
  const availability = availabilityOf(versions);
  const { successor } = versions[0];
  const way = howToHave(availability, bundle) ?? 'install a bundle that has it';
  return {
    path: 'kind',
    reason: `${kind} is not in ${bundleName(bundle)}; it is ${whereToFind(availability)}`,
    fix: successor === undefined ? `${way}, or leave the ${kind} out` : `write a ${successor}, which took its place`,
  };
}

function missingVersion(
  { apiVersion, kind }: Manifest, row: ServedVersion | undefined, here: readonly ServedVersion[], bundle: Bundle,
): BundleProblem {
  const others = row ? `; it is ${whereToFind(row.has)}` : '';
  const names = enumerate(here.map(({ group, version }) => `${group}/${version}`), 'or');
  const way = row && howToHave(row.has, bundle);
  return {
    path: 'apiVersion',
    reason: `${apiVersion} of ${kind} is not served by ${bundleName(bundle)}${others}`,
    fix: `write ${names}${here.every(({ differs }) => differs) ? ', whose fields are others' : ''}${way === undefined ? '' : `, or ${way}`}`,
  };
}

function missingPart({ part, path, also, value }: MissingPart, bundle: Bundle): BundleProblem {
  const way = howToHave(part.has, bundle) ?? 'install a bundle that has it';
  return {
    path,
    ...(also !== undefined && { also }),
    reason: `${value === undefined ? 'the field' : `the value ${show(value)}`} is not in ${bundleName(bundle)}; it is ${whereToFind(part.has)}`,
    fix: `${way}, or ${value === undefined ? 'leave the field out' : 'write another value'}`,
  };
}
