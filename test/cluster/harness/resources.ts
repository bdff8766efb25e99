import type { Client } from './client';
import type { KubernetesObject } from './manifests';

/** Where the server keeps the objects of a kind. */
export interface Resource {
  readonly apiVersion: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

interface Discovery {
  readonly items: {
    readonly metadata: { readonly name?: string };
    readonly versions: {
      readonly version: string;
      readonly resources: {
        readonly resource: string;
        readonly scope: string;
        readonly responseKind: { readonly kind: string };
      }[];
    }[];
  }[];
}

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** What a server serves, asked once and again where a kind is missing. */
export class Resources {
  readonly #client: Client;
  #byKind = new Map<string, Resource>();

  public constructor(client: Client) {
    this.#client = client;
  }

  public async of({ apiVersion, kind }: { apiVersion: string; kind: string }): Promise<Resource | undefined> {
    const key = `${apiVersion}/${kind}`;
    if (!this.#byKind.has(key)) await this.#ask();
    return this.#byKind.get(key);
  }

  /** The versions that serve a resource. */
  public async versionsOf(group: string, plural: string): Promise<string[]> {
    await this.#ask();
    const versions = [...this.#byKind.values()]
      .filter((resource) => resource.plural === plural && groupOf(resource.apiVersion) === group)
      .map(({ apiVersion }) => apiVersion.slice(apiVersion.indexOf('/') + 1));
    return [...new Set(versions)];
  }

  async #ask(): Promise<void> {
    const found = new Map<string, Resource>();
    for (const root of ['/api', '/apis']) {
      const { items } = await this.#client.get<Discovery>(root, AGGREGATED);
      for (const { metadata, versions } of items) {
        for (const { version, resources } of versions) {
          const apiVersion = metadata.name ? `${metadata.name}/${version}` : version;
          for (const { resource, scope, responseKind } of resources) {
            found.set(`${apiVersion}/${responseKind.kind}`, { apiVersion, plural: resource, namespaced: scope === 'Namespaced' });
          }
        }
      }
    }
    this.#byKind = found;
  }
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

/** URL path of the collection that an object belongs to. */
export function collectionPath({ apiVersion, plural, namespaced }: Resource, { metadata }: KubernetesObject): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const namespace = namespaced ? `/namespaces/${encodeURIComponent(metadata?.namespace ?? 'default')}` : '';
  return `${root}${namespace}/${plural}`;
}
