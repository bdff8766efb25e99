import type { IConstruct } from 'constructs';
import type { RoleFacts } from '../analysis/rule';
import { RoleScope } from '../constructs/roles/role-scope';

/** What the rules are told of each role of a tree: one object for each, as long as nothing about it changes. */
export class RoleTable {
  readonly #facts = new Map<RoleScope, RoleFacts>();
  readonly #texts = new Map<RoleScope, string>();

  /** The facts of the role that a construct acts in. */
  public of(construct: IConstruct): RoleFacts | undefined {
    const role = RoleScope.of(construct);
    if (!role) return undefined;
    const known = this.#facts.get(role);
    if (known) return known;
    const facts = factsOf(role);
    this.#facts.set(role, facts);
    this.#texts.set(role, JSON.stringify(facts));
    return facts;
  }

  /** Whether every role still is what it was when it was first asked for. */
  public isCurrent(): boolean {
    return [...this.#texts].every(([role, text]) => JSON.stringify(factsOf(role)) === text);
  }
}

function factsOf(role: RoleScope): RoleFacts {
  return { persona: role.persona, grants: role.grants.map((grant) => grant._data()) };
}
