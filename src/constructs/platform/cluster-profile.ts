import type { ClusterData } from '../../manifest/grant-data';

/** What differs between clusters. Skeleton: presets follow. */
export class ClusterProfile {
  /** @internal */
  public static _fromData(data: ClusterData): ClusterProfile {
    return new ClusterProfile(data);
  }

  readonly #data: ClusterData;

  private constructor(data: ClusterData) {
    this.#data = data;
  }

  /** @internal */
  public _data(): ClusterData {
    return this.#data;
  }
}
