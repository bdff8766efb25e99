import { type KubernetesObject, type Manifest, manifestOf } from '../harness/manifests';

/** What is asked of the server; nothing of it is stored. */
export interface Attempt {
  readonly verb: 'create' | 'update' | 'delete' | 'connect' | 'patch';
  readonly manifest: Manifest;
  /** The subresource, of `connect` and `patch`. */
  readonly subresource?: string;
  /** The change, of `patch`; labels and the like count like fields of the object. */
  readonly patch?: object;
}

/** One door and verb: what a guard refuses, and its twin that passes. */
export interface Row {
  readonly what: string;
  /** Name of the policy that has to fire, and no other. */
  readonly policy: string;
  readonly deny: Attempt;
  readonly allow: Attempt;
  /** What refuses a team as well: its rights, before any policy, or a policy over its own requests, whichever the server names. */
  readonly tenant?: 'rights' | string;
  /** What has to be there before. */
  readonly stored: readonly Manifest[];
}

interface Options {
  readonly tenant?: Row['tenant'];
  /** What stood there before an update; the good one by default. */
  readonly older?: Manifest;
  /** What passes as an update of it; the same with a label by default. */
  readonly relabelled?: Manifest;
  readonly only?: 'create' | 'update';
}

let counter = 0;

/** Rows for creating the bad object, and for changing what was there into it. */
export function writes(policy: string, what: string, bad: Manifest, good: Manifest, options: Options = {}): Row[] {
  const { tenant, only } = options;
  const name = `stored-${counter++}`;
  const older = named(options.older ?? good, name);
  const update = (manifest: Manifest): Attempt => ({ verb: 'update', manifest });
  const rows: Row[] = [
    { what: `create ${what}`, policy, tenant, deny: { verb: 'create', manifest: bad }, allow: { verb: 'create', manifest: good }, stored: [] },
    {
      what: `update ${what}`, policy, tenant, deny: update(named(bad, name)),
      allow: update(options.relabelled === undefined ? withMetadata(older, { finalizers: ['proof.example.com/hold'] }) : named(options.relabelled, name)),
      stored: [older],
    },
  ];
  return rows.filter(({ what: row }) => only === undefined || row.startsWith(only));
}

/** An object of namespace `namespace`; the name is nobody else's. */
export function objectIn(namespace: string, apiVersion: string, kind: string, fields: object, metadata: object = {}): Manifest {
  return manifestOf({ apiVersion, kind, metadata: { name: 'tried', namespace, ...metadata }, ...fields });
}

/** The same object under another name. */
export function named({ object }: Manifest, name: string): Manifest {
  return manifestOf({ ...object, metadata: { ...object.metadata, name } });
}

/** The same object with other metadata. */
export function withMetadata({ object }: Manifest, metadata: object): Manifest {
  return manifestOf({ ...object, metadata: { ...object.metadata, ...metadata } } as KubernetesObject);
}

/** The same object in another namespace. */
export function movedTo(namespace: string, manifest: Manifest): Manifest {
  return withMetadata(manifest, { namespace });
}
