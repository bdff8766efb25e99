import { Admission, type Refusal } from '../../src/analysis/admission/judge-request';
import type { PolicySpec } from '../../src/analysis/admission/policy';
import { requestOf } from '../../src/cli/guards/requests';
import type { Manifest } from '../../src/manifest/manifest';

/** What one account that applies all files is told where it creates objects, by the admission policies among the manifests. */
export class Enforced {
  readonly #admission: Admission;

  public constructor(manifests: readonly Manifest[]) {
    this.#admission = new Admission(manifests.filter(({ kind }) => kind === 'ValidatingAdmissionPolicy')
      .map(({ metadata, spec }) => ({ name: (metadata as { name: string }).name, spec: spec as PolicySpec })));
  }

  public refusals(manifest: Manifest): Refusal[] {
    const user = { username: 'system:serviceaccount:argocd:controller', groups: ['system:masters', 'system:authenticated'] };
    return this.#admission.judge({ ...requestOf(manifest), user });
  }

  /** All refusals, each with what was refused. */
  public all(manifests: readonly Manifest[]): string[] {
    return manifests.flatMap((manifest) => this.refusals(manifest).map(({ policy, message }) => `${named(manifest)}: ${policy}: ${message}`));
  }
}

export function named({ kind, metadata }: Manifest): string {
  const { name, namespace } = metadata as { name: string; namespace?: string };
  return `${kind} ${namespace}/${name}`;
}
