import { compileCel, type Program } from './cel/compile';
import { CelSyntaxError } from './cel/tokens';
import { CelError, type Value } from './cel/values';

interface Named {
  readonly name: string;
  readonly expression: string;
}

interface LabelExpression {
  readonly key: string;
  readonly operator: 'In' | 'NotIn';
  readonly values: readonly string[];
}

/** The part of a ValidatingAdmissionPolicy's spec that policies of this library use. Source: Kubernetes, API of the kind. */
export interface PolicySpec {
  readonly matchConstraints: {
    readonly namespaceSelector?: { readonly matchExpressions?: readonly LabelExpression[] };
    readonly resourceRules: readonly {
      readonly apiGroups: readonly string[];
      readonly resources: readonly string[];
      readonly operations: readonly string[];
      readonly scope?: string;
    }[];
  };
  readonly matchConditions?: readonly Named[];
  readonly variables?: readonly Named[];
  readonly validations: readonly { readonly expression: string; readonly message: string; readonly messageExpression?: string }[];
}

/** A policy by its name. */
export interface AdmissionPolicy {
  readonly name: string;
  readonly spec: PolicySpec;
}

/** What is asked of the API server, as policies see it. */
export interface AdmissionRequest {
  readonly operation: 'CREATE' | 'UPDATE' | 'CONNECT';
  readonly group: string;
  readonly kind: string;
  readonly resource: string;
  readonly subresource?: string;
  /** '' for what stands in none; a Namespace stands in itself. */
  readonly namespace: string;
  readonly name: string;
  readonly object: unknown;
  readonly oldObject?: unknown;
  readonly user: { readonly username: string; readonly groups: readonly string[] };
}

/** A policy that can be asked whether it refuses a request. */
export class CompiledPolicy {
  readonly #programs = new Map<string, Program>();

  public constructor(private readonly policy: AdmissionPolicy) {}

  public get name(): string {
    return this.policy.name;
  }

  /** Why the policy refuses a request that it is about: one message for each thing that does not hold. */
  public refusals(request: AdmissionRequest): string[] {
    const { matchConditions = [], validations } = this.policy.spec;
    const scope = this.#scopeOf(request);
    const conditions = matchConditions.map(({ expression }) => this.#valueOf(expression, scope));
    if (conditions.some((condition) => condition.value === false)) return [];
    const failed = conditions.find(({ error }) => error !== undefined);
    // failurePolicy is Fail: what cannot be judged is refused.
    if (failed) return [`a condition of the policy cannot be judged: ${failed.error}`];
    return validations.flatMap(({ expression, message, messageExpression }) => {
      const { value, error } = this.#valueOf(expression, scope);
      if (error !== undefined) return [`${message} (it cannot be judged: ${error})`];
      if (value === true) return [];
      const said = messageExpression === undefined ? undefined : this.#valueOf(messageExpression, scope).value;
      return [typeof said === 'string' ? said : message];
    });
  }

  /** The names that expressions of the policy use; variables are made when they are first asked for. */
  #scopeOf(request: AdmissionRequest): (name: string) => Value {
    const variables: Record<string, Value> = {};
    const scope = (name: string): Value => {
      if (name === 'object') return request.object ?? null;
      if (name === 'oldObject') return request.oldObject ?? null;
      if (name === 'request') return requestOf(request);
      if (name === 'variables') return variables;
      throw new CelError(`no such name: ${name}`);
    };
    for (const { name, expression } of this.policy.spec.variables ?? []) {
      let known: { value?: Value; error?: string } | undefined;
      Object.defineProperty(variables, name, {
        enumerable: true,
        get: () => {
          known ??= this.#valueOf(expression, scope);
          if (known.error !== undefined) throw new CelError(known.error);
          return known.value;
        },
      });
    }
    return scope;
  }

  #compiled(expression: string): Program {
    try {
      const program = compileCel(expression);
      this.#programs.set(expression, program);
      return program;
    } catch (error) {
      if (!(error instanceof CelSyntaxError)) throw error;
      throw new CelSyntaxError(`policy ${this.name} has an expression that is not understood (${error.message})`);
    }
  }

  #valueOf(expression: string, scope: (name: string) => Value): { value?: Value; error?: string } {
    const program = this.#programs.get(expression) ?? this.#compiled(expression);
    try {
      return { value: program(scope) };
    } catch (error) {
      if (error instanceof CelError) return { error: error.message };
      throw error;
    }
  }
}

function requestOf({ operation, group, kind, resource, subresource = '', namespace, name, user }: AdmissionRequest): Value {
  return {
    operation, namespace, name, subResource: subresource,
    kind: { group, kind }, resource: { group, resource },
    userInfo: { username: user.username, groups: [...user.groups] },
  };
}
