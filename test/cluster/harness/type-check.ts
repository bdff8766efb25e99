import type { Cluster } from './cluster';
import { type KubernetesObject, type Manifest, manifestOf } from './manifests';
import { poll } from './poll';

const SECONDS = 20;
/** No kind has this field, so a policy that reads it must be warned of: the proof that its kind was looked at. */
const PROBE = 'object.typeCheckProbe == 1';

interface PolicySpec {
  readonly matchConstraints: { readonly resourceRules: { readonly apiGroups: string[]; readonly resources: string[] }[] };
  readonly validations: { readonly expression: string; readonly message?: string }[];
}

interface PolicyStatus {
  readonly observedGeneration?: number;
  readonly typeChecking?: { readonly expressionWarnings?: { readonly fieldRef: string; readonly warning: string }[] };
}

/** What the server's type check says of a policy's expressions for one kind. */
export interface TypeCheck {
  readonly policy: string;
  /** The kind, such as `httproutes.gateway.networking.k8s.io`. */
  readonly resource: string;
  readonly warnings: string[];
}

/**
 * The server's type check of every ValidatingAdmissionPolicy among the manifests, for every kind that it matches by name.
 *
 * By itself the server leaves out a policy that matches versions by `*`, and says nothing where it has no schema yet. So
 * each policy is stored again, without a binding, once per kind with the versions that are served and a probe that must fail.
 */
export async function typeChecks(cluster: Cluster, manifests: readonly Manifest[]): Promise<TypeCheck[]> {
  const checks: TypeCheck[] = [];
  for (const { object } of manifests.filter((manifest) => manifest.object.kind === 'ValidatingAdmissionPolicy')) {
    for (const [group, plural] of matchedKinds(object.spec as PolicySpec)) {
      const versions = await cluster.resources.versionsOf(group, plural);
      if (versions.length === 0) continue;
      const warnings = await warningsOf(cluster, object, { apiGroups: [group], apiVersions: versions, resources: [plural] });
      checks.push({ policy: object.metadata.name ?? '', resource: group ? `${plural}.${group}` : plural, warnings });
    }
  }
  return checks;
}

/** Group and plural of each; wildcards and subresources have no schema to check against. */
function matchedKinds({ matchConstraints }: PolicySpec): [string, string][] {
  return matchConstraints.resourceRules.flatMap(({ apiGroups, resources }) => apiGroups
    .filter((group) => group !== '*')
    .flatMap((group) => resources.filter((plural) => !/[*/]/.test(plural)).map((plural): [string, string] => [group, plural])));
}

interface Rule {
  readonly apiGroups: [string];
  readonly apiVersions: string[];
  readonly resources: [string];
}

/** Stores a twin of the policy until the probe shows that every version was checked. */
async function warningsOf(cluster: Cluster, policy: KubernetesObject, rule: Rule): Promise<string[]> {
  const name = `type-check.${rule.resources[0]}.${policy.metadata.name}`;
  let attempt = 0;
  try {
    return await poll(`the type check of ${name}`, SECONDS, async () => {
      const { probed, warnings } = await check(cluster, twinOf(policy, name, rule, attempt++));
      return rule.apiVersions.every((version) => probed.includes(`${rule.apiGroups[0]}/${version}`)) ? warnings : undefined;
    });
  } finally {
    await cluster.delete([twinOf(policy, name, rule, attempt)]);
  }
}

/** A check is made once per change of a policy, hence the number in the text. */
function twinOf({ apiVersion, kind, spec }: KubernetesObject, name: string, rule: Rule, attempt: number): Manifest {
  const { validations, ...rest } = spec as PolicySpec;
  return manifestOf({
    apiVersion,
    kind,
    metadata: { name },
    spec: {
      ...rest,
      matchConstraints: { resourceRules: [{ ...rule, operations: ['CREATE'] }] },
      validations: [...validations, { expression: PROBE, message: `attempt ${attempt}` }],
    },
  });
}

async function check(cluster: Cluster, twin: Manifest): Promise<{ probed: string; warnings: string[] }> {
  const [{ result }] = await cluster.install([twin]);
  const status = await poll(`the type check of ${twin.object.metadata.name}`, SECONDS, async () => {
    const stored = await cluster.read<{ status?: PolicyStatus }>(twin.object);
    return stored.status?.observedGeneration === result?.metadata.generation ? stored.status : undefined;
  });
  const found = status?.typeChecking?.expressionWarnings ?? [];
  const probe = `spec.validations[${(twin.object.spec as PolicySpec).validations.length - 1}].expression`;
  return {
    probed: found.filter(({ fieldRef }) => fieldRef === probe).map(({ warning }) => warning).join('\n'),
    warnings: found.filter(({ fieldRef }) => fieldRef !== probe).map(({ fieldRef, warning }) => `${fieldRef}: ${warning.trim()}`),
  };
}
