import { Category, Severity } from '../../../manifest/finding';
import { kubernetesMinor } from '../../../manifest/kubernetes-minor';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { servedVersion, VERSIONED_KINDS } from '../../schema/served-versions';

/** A version of a built-in API that a release of Kubernetes does not serve: applying the object fails. */
export const notInKubernetes: Rule = {
  code: 'GW099',
  title: 'Not served by the cluster\'s Kubernetes',
  severity: Severity.ERROR,
  category: Category.SCHEMA,
  source: 'Kubernetes, Deprecated API Migration Guide, and the release notes of the versions',
  kinds: VERSIONED_KINDS,
  check({ manifest: { apiVersion, kind } }: Entry, { kubernetesVersion }: RuleContext): RuleResult[] {
    const minor = kubernetesMinor(kubernetesVersion);
    const served = servedVersion(apiVersion, kind);
    if (minor === undefined || served === undefined) return [];
    const { since, until, instead } = served;
    const what = `Kubernetes ${kubernetesVersion} does not serve ${kind} in ${apiVersion}`;
    if (until !== undefined && minor >= until) {
      return [{ message: `${what}: 1.${until} removed it, and the API server refuses the object`, fix: fixOf(instead), path: 'apiVersion' }];
    }
    if (since === undefined || minor >= since) return [];
    return [{ message: `${what}: it came with 1.${since}, and the API server refuses the object`, fix: fixOf(instead), path: 'apiVersion' }];
  },
};

function fixOf(instead: string | undefined): string {
  return instead === undefined ? 'leave it out, or upgrade the cluster' : `write ${instead}, and compare the fields: they may differ`;
}
