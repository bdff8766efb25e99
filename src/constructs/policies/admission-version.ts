import type { GrantData } from '../../manifest/grant-data';
import { type Place, refused } from '../base/problems';

/** ValidatingAdmissionPolicy is served as v1 from this release on. */
const ADMISSION_SINCE = 30;

/** Refuses a cluster that would not take the policies. */
export function checkAdmissionVersion(place: Place, grants: readonly GrantData[]): void {
  for (const { cluster: { name, kubernetesVersion } } of grants) {
    const [major, minor] = kubernetesVersion.split('.').map(Number);
    if (major > 1 || minor >= ADMISSION_SINCE) continue;
    throw refused(place, `cluster "${name}" runs Kubernetes ${kubernetesVersion}, and admission policies need 1.${ADMISSION_SINCE}; `
      + `upgrade it, or leave ${place.construct} out and review by other means`);
  }
}
