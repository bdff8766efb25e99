import type { IConstruct } from 'constructs';

/** Who took what in an app: of each thing there is one. */
export class Claims {
  readonly #byApp = new WeakMap<IConstruct, Map<string, string>>();

  /** Path of the construct that took a thing in the app of `scope`, or undefined. */
  public ownerOf(scope: IConstruct, thing: string): string | undefined {
    return this.#byApp.get(scope.node.root)?.get(thing);
  }

  /** Takes a thing for a construct that stands. */
  public take(construct: IConstruct, thing: string): void {
    const { root, path } = construct.node;
    const taken = this.#byApp.get(root) ?? new Map<string, string>();
    this.#byApp.set(root, taken.set(thing, path));
  }
}
