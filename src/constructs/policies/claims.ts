import type { IConstruct } from 'constructs';
import { perApp } from '../base/per-app';

/** Who took what in an app: of each thing there is one. */
export class Claims {
  readonly #takenIn = perApp(() => new Map<string, string>());

  /** Path of the construct that took a thing in the app of `scope`, or undefined. */
  public ownerOf(scope: IConstruct, thing: string): string | undefined {
    return this.#takenIn(scope).get(thing);
  }

  /** Takes a thing for a construct that stands. */
  public take(construct: IConstruct, thing: string): void {
    this.#takenIn(construct).set(thing, construct.node.path);
  }
}
