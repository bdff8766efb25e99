import { getOrAdd } from '../../manifest/group-by';
import type { Entry } from '../rule';
import type { OwnListener } from './own-listeners';

/** Values by listener. Its object and its place there tell it apart: several objects may hold one by alias. */
export class ListenerMap<T> {
  readonly #byOwner = new Map<Entry, Map<string, T>>();

  public get({ owner, path }: OwnListener): T | undefined {
    return this.#byOwner.get(owner)?.get(path);
  }

  public set({ owner, path }: OwnListener, value: T): void {
    getOrAdd(this.#byOwner, owner, () => new Map<string, T>()).set(path, value);
  }
}
