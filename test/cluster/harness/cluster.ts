import { Client, type Connection, type Identity, type Status } from './client';
import { type KubernetesObject, type Manifest, manifestOf, nameOf } from './manifests';
import { mapSome, poll } from './poll';
import { collectionPath, Resources } from './resources';
import { describeVerdict, unknownKind, type Verdict, verdictOf } from './verdict';

const STRICT = 'fieldValidation=Strict&fieldManager=cluster-test';
const ESTABLISH_SECONDS = 120;
const SETTLE_SECONDS = 15;

/** Questions to one API server. Unknown fields and duplicate keys are refused, as `kubectl` has it by default. */
export class Cluster {
  public readonly client: Client;
  public readonly resources: Resources;

  public constructor(connection: Connection) {
    this.client = new Client(connection);
    this.resources = new Resources(this.client);
  }

  /** Whether each object would be accepted; nothing is stored. An object that is there already is tried as a change. */
  public dryRun(manifests: readonly Manifest[], identity?: Identity): Promise<Verdict[]> {
    return mapSome(manifests, async (manifest) => {
      const created = await this.#send(manifest, 'create', 'dryRun=All', identity);
      return created.reason === 'AlreadyExists' ? this.#send(manifest, 'apply', 'dryRun=All', identity) : created;
    });
  }

  /** Whether an object that is there would be accepted in this form; nothing is stored. */
  public dryRunChange(manifest: Manifest, identity?: Identity): Promise<Verdict> {
    return this.#send(manifest, 'apply', 'dryRun=All', identity);
  }

  /** Stores the objects, one after the other, by server-side apply. */
  public async apply(manifests: readonly Manifest[], identity?: Identity): Promise<Verdict[]> {
    const verdicts: Verdict[] = [];
    for (const manifest of manifests) verdicts.push(await this.#send(manifest, 'apply', '', identity));
    return verdicts;
  }

  /** Asks for one object until it is accepted, or refused: RBAC and policies take effect a moment after they are stored. */
  public async dryRunUntil(wanted: 'accepted' | 'refused', manifest: Manifest, identity?: Identity): Promise<Verdict> {
    let last: Verdict | undefined;
    try {
      return await poll(`${nameOf(manifest.object)} is ${wanted}`, SETTLE_SECONDS, async () => {
        [last] = await this.dryRun([manifest], identity);
        return last.accepted === (wanted === 'accepted') ? last : undefined;
      });
    } catch (error) {
      throw last ? new Error(`${(error as Error).message}; the last answer was\n${describeVerdict(last)}`) : error;
    }
  }

  /** Whether someone may remove the object, which stays. */
  public async dryRunDelete(manifest: Manifest, identity?: Identity): Promise<Verdict> {
    const path = `${await this.pathOf(manifest.object)}?dryRun=All`;
    return verdictOf(manifest, await this.client.send({ method: 'DELETE', path, identity }));
  }

  /** Whether someone may read the object. */
  public async tryRead(manifest: Manifest, identity?: Identity): Promise<Verdict> {
    const path = await this.pathOf(manifest.object);
    return verdictOf(manifest, await this.client.send({ method: 'GET', path, identity }));
  }

  /** Removes the objects, the last one first. */
  public async delete(manifests: readonly Manifest[]): Promise<void> {
    for (const { object } of [...manifests].reverse()) {
      const { code, body } = await this.client.send({ method: 'DELETE', path: await this.pathOf(object) });
      if (code >= 300 && code !== 404) throw new Error(`DELETE ${nameOf(object)}: ${code} ${(body as Status).message}`);
    }
  }

  /** The object as it is stored. */
  public async read<T>(object: KubernetesObject): Promise<T> {
    return this.client.get<T>(await this.pathOf(object));
  }

  /** Stores what tests stand on; a refusal is not a result but a broken set-up. */
  public async install(manifests: readonly Manifest[]): Promise<Verdict[]> {
    const verdicts = await this.apply(manifests);
    mustHold(verdicts);
    return verdicts;
  }

  /** Creates the namespaces that are not there yet. */
  public async createNamespaces(names: readonly string[]): Promise<void> {
    const namespaces = names.map((name) => manifestOf({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
    await this.install(namespaces);
  }

  /** Creates CRDs and waits until the server serves them. */
  public async installCrds(manifests: readonly Manifest[]): Promise<void> {
    mustHold(await mapSome(manifests, (manifest) => this.#send(manifest, 'create', '')));
    const names = new Set(manifests.map(({ object }) => object.metadata.name));
    await poll(`${names.size} CRDs are Established`, ESTABLISH_SECONDS, async () => {
      const { items } = await this.client.get<{ items: Crd[] }>('/apis/apiextensions.k8s.io/v1/customresourcedefinitions');
      const ready = items.filter((crd) => names.has(crd.metadata.name) && isEstablished(crd));
      return ready.length === names.size || undefined;
    });
    await poll('the CRDs\' kinds are served', ESTABLISH_SECONDS, async () => {
      const kinds = manifests.flatMap(({ object }) => kindsOfCrd(object as unknown as Crd));
      const found = await Promise.all(kinds.map((kind) => this.resources.of(kind)));
      return found.every((resource) => resource !== undefined) || undefined;
    });
  }

  public close(): void {
    this.client.close();
  }

  async #send(manifest: Manifest, how: 'create' | 'apply', options: string, identity?: Identity): Promise<Verdict> {
    const { object, text, contentType } = manifest;
    const resource = await this.resources.of(object);
    if (!resource) return unknownKind(manifest);
    const collection = collectionPath(resource, object);
    const query = [STRICT, options].filter(Boolean).join('&');
    const reply = how === 'create'
      ? await this.client.send({ method: 'POST', path: `${collection}?${query}`, contentType, body: text, identity })
      : await this.client.send({
        method: 'PATCH',
        path: `${collection}/${encodeURIComponent(object.metadata.name ?? '')}?${query}&force=true`,
        contentType: 'application/apply-patch+yaml',
        body: text,
        identity,
      });
    return verdictOf(manifest, reply);
  }

  /** URL path of the object. */
  public async pathOf(object: KubernetesObject): Promise<string> {
    const resource = await this.resources.of(object);
    if (!resource) throw new Error(`${nameOf(object)}: the server does not serve its kind`);
    return `${collectionPath(resource, object)}/${encodeURIComponent(object.metadata.name ?? '')}`;
  }
}

function mustHold(verdicts: readonly Verdict[]): void {
  const refused = verdicts.filter(({ accepted }) => !accepted);
  if (refused.length > 0) throw new Error(`set-up refused:\n${refused.map(describeVerdict).join('\n')}`);
}

interface Crd {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: { readonly name: string; readonly served: boolean }[];
  };
  readonly status?: { readonly conditions?: { readonly type: string; readonly status: string }[] };
}

function isEstablished({ status }: Crd): boolean {
  return (status?.conditions ?? []).some((condition) => condition.type === 'Established' && condition.status === 'True');
}

function kindsOfCrd({ spec: { group, names, versions } }: Crd): { apiVersion: string; kind: string }[] {
  return versions.filter(({ served }) => served).map(({ name }) => ({ apiVersion: `${group}/${name}`, kind: names.kind }));
}
