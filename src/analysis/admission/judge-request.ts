import { push } from '../../manifest/group-by';
import { NAME_LABEL } from '../../manifest/names';
import { type AdmissionPolicy, type AdmissionRequest, CompiledPolicy, type PolicySpec } from './policy';

/** A policy that refuses a request, and why. */
export interface Refusal {
  readonly policy: string;
  readonly message: string;
}

interface Known {
  readonly compiled: CompiledPolicy;
  readonly rules: PolicySpec['matchConstraints']['resourceRules'];
  /** Namespaces that it is about, or that it is not about; none of them for all. */
  readonly selector?: { readonly isIn: boolean; readonly names: ReadonlySet<string> };
}

/** Policies in force, each read when it is first asked. */
export class Admission {
  /** Policies of single namespaces: there may be many thousand. */
  readonly #byNamespace = new Map<string, Known[]>();
  readonly #others: Known[] = [];

  public constructor(policies: readonly AdmissionPolicy[]) {
    for (const policy of policies) {
      const known = knownOf(policy);
      if (known.selector?.isIn !== true) this.#others.push(known);
      else for (const name of known.selector.names) push(this.#byNamespace, name, known);
    }
  }

  /** What refuses the request, in the order of the policies' names. */
  public judge(request: AdmissionRequest): Refusal[] {
    const asked = [...this.#others, ...this.#byNamespace.get(request.namespace) ?? []].filter((known) => isAbout(known, request));
    return asked.flatMap(({ compiled }) => compiled.refusals(request).map((message) => ({ policy: compiled.name, message })))
      .sort((a, b) => (a.policy < b.policy ? -1 : Number(a.policy > b.policy)));
  }
}

function knownOf(policy: AdmissionPolicy): Known {
  const { namespaceSelector, resourceRules } = policy.spec.matchConstraints;
  const expression = namespaceSelector?.matchExpressions?.find(({ key }) => key === NAME_LABEL);
  return {
    compiled: new CompiledPolicy(policy), rules: resourceRules,
    ...(expression && { selector: { isIn: expression.operator === 'In', names: new Set(expression.values) } }),
  };
}

/** Whether a policy is about what is asked. Namespaces are selected by the label that holds their name. */
function isAbout({ rules, selector }: Known, request: AdmissionRequest): boolean {
  const { operation, group, resource, subresource, namespace, kind } = request;
  if (selector && selector.names.has(namespace) !== selector.isIn) return false;
  const isNamespaced = namespace !== '' && !(group === '' && kind === 'Namespace');
  const asked = subresource === undefined ? resource : `${resource}/${subresource}`;
  return rules.some(({ apiGroups, resources, operations, scope }) => (
    has(apiGroups, group) && has(operations, operation) && (scope !== 'Namespaced' || isNamespaced)
    && (resources.includes(asked) || (resources.includes('*') && subresource === undefined))));
}

function has(list: readonly string[], value: string): boolean {
  return list.includes('*') || list.includes(value);
}
