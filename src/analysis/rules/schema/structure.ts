import { Category, Severity } from '../../../manifest/finding';
import { kubernetesMinor } from '../../../manifest/kubernetes-minor';
import type { Manifest } from '../../../manifest/manifest';
import { show } from '../../../manifest/problem';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import type { StructureCode, StructureProblem } from '../../schema/structure-problem';
import { problemsOf, wasRead } from './structure-problems';

/** What is not there for the API server, rather than wrong. */
const DROPPED: readonly StructureCode[] = ['unknown-field', 'experimental-only'];

/** What the API server refuses by the schema of the kind and the rules in it. Of unknown kinds another rule tells. */
export const structure: Rule = {
  code: 'GW001',
  title: 'A manifest that the API server would refuse',
  severity: Severity.ERROR,
  category: Category.SCHEMA,
  source: 'The schema and the rules of the kind\'s CustomResourceDefinition, or of the built-in kind',
  asWritten: true,
  check: (entry: Entry, context: RuleContext): RuleResult[] => problemsOf(entry, context)
    .filter(({ code }) => !DROPPED.includes(code) && code !== 'unknown-kind')
    .map((problem) => ({ ...asResult(problem), ...(isOnlyAmbiguous(problem, entry, context) && laterRefused(problem)) })),
};

/** From this release on the API server refuses ambiguous address blocks. Source: Kubernetes 1.36, StrictIPCIDRValidation. */
const STRICT_SINCE = 36;

/** Whether the cluster takes what is ambiguous; what is stored already may stay. */
function isOnlyAmbiguous({ code }: StructureProblem, { manifest }: Entry, { kubernetesVersion }: RuleContext): boolean {
  return code === 'ambiguous-block' && (wasRead(manifest) || (kubernetesMinor(kubernetesVersion) ?? STRICT_SINCE) < STRICT_SINCE);
}

function laterRefused(problem: StructureProblem): Pick<RuleResult, 'message' | 'severity'> {
  const { message } = asResult(problem);
  const later = `from Kubernetes 1.${STRICT_SINCE} on the API server refuses it in a new object`;
  return { message: `${message}; ${later}`, severity: Severity.WARNING };
}

/** Fields that the schema does not know: pruned by the API server, or refused under strict validation. */
export const unknownField: Rule = {
  code: 'GW002',
  title: 'A field that the installed schema does not know',
  severity: Severity.WARNING,
  category: Category.SCHEMA,
  source: 'Kubernetes, server-side field validation',
  asWritten: true,
  check: (entry: Entry, context: RuleContext): RuleResult[] => problemsOf(entry, context)
    .filter(({ code, path }) => DROPPED.includes(code) && !(path === 'status' && hadStatus(entry.manifest))).map(asResult),
};

/** From Kubernetes 1.24 to 1.27 NetworkPolicies have a status, so a dump of such a cluster holds it. Source: KEP-2943. */
function hadStatus(manifest: Manifest): boolean {
  return manifest.kind === 'NetworkPolicy' && wasRead(manifest);
}

function asResult({ reason, fix, path, value }: StructureProblem): RuleResult {
  return { message: value === undefined || typeof value === 'object' ? reason : `${show(value)}: ${reason}`, fix, path };
}
