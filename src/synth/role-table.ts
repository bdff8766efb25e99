import type { IConstruct } from 'constructs';
import type { RoleFacts } from '../analysis/rule';
import { bundlesAt, bundlesOfApp } from '../constructs/base/bundle-scope';
import { RoleScope } from '../constructs/roles/role-scope';
import type { Bundle } from '../manifest/bundles';
import { getOrAdd } from '../manifest/group-by';

/** What the rules are told of each role of a tree: one object for each, as long as nothing about it changes. */
export class RoleTable {
  readonly #root: IConstruct;
  readonly #facts = new Map<RoleScope, RoleFacts>();
  readonly #texts = new Map<RoleScope, string>();
  readonly #bundles = new Map<RoleScope | undefined, Map<string | undefined, readonly Bundle[]>>();
  readonly #ofApp: readonly Bundle[];

  public constructor(root: IConstruct) {
    this.#root = root;
    this.#ofApp = bundlesOfApp(root);
  }

  /** The facts of the role that a construct acts in. */
  public of(construct: IConstruct): RoleFacts | undefined {
    const role = RoleScope.of(construct);
    if (!role) return undefined;
    const known = this.#facts.get(role);
    if (known) return known;
    const facts = factsOf(role);
    this.#facts.set(role, facts);
    this.#texts.set(role, textOf(role));
    return facts;
  }

  /** What is installed where an object goes to: as its scope knows, else what the whole app knows, where that is one. */
  public bundlesOf(construct: IConstruct, namespace: string | undefined): readonly Bundle[] {
    const role = RoleScope.of(construct);
    const known = getOrAdd(this.#bundles, role, () => new Map<string | undefined, readonly Bundle[]>());
    return getOrAdd(known, namespace, () => this.lookUp(construct, namespace));
  }

  private lookUp(construct: IConstruct, namespace: string | undefined): readonly Bundle[] {
    const own = bundlesAt(construct, namespace);
    if (own.length > 0) return own;
    return this.#ofApp.length === 1 ? this.#ofApp : [];
  }

  /** Whether every role still is what it was when it was first asked for, and the app knows of the same clusters. */
  public isCurrent(): boolean {
    return JSON.stringify(bundlesOfApp(this.#root)) === JSON.stringify(this.#ofApp)
      && [...this.#texts].every(([role, text]) => textOf(role) === text);
  }
}

function factsOf(role: RoleScope): RoleFacts {
  return { persona: role.persona, grants: role.grants.map((grant) => grant._data()) };
}

function textOf(role: RoleScope): string {
  return JSON.stringify([factsOf(role), role._bundles()]);
}
