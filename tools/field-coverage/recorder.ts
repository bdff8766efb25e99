import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ApiObject, type JsonPatch } from 'cdk8s';
import * as library from '../../src';
import { TypedObject } from '../../src/constructs/base/typed-object';
import type { Recorded } from './coverage';
import { fieldsIn } from './fields';
import { gatewayKinds } from './gateway-kinds';

const ROOT = join(__dirname, '../..');
const KINDS = new Map(gatewayKinds().map((kind) => [`${kind.apiVersion} ${kind.kind}`, kind]));

/** The classes of this library that are API objects. `instanceof` takes any ApiObject for one of them (cdk8s). */
const OWN = [TypedObject, ...Object.values(library)]
  .map((member) => (typeof member === 'function' ? member.prototype as unknown : undefined))
  .filter((prototype): prototype is object => ApiObject.prototype.isPrototypeOf(prototype as object));

/** What constructs of this library emit, collected. */
export class Recorder {
  private readonly fields = new Map<string, Set<string>>();

  /** Counts what an object emits, if a class of this library made it; what JSON patches add is not counted. */
  public record(object: ApiObject, json: object): void {
    const kind = KINDS.get(`${object.apiVersion} ${object.kind}`);
    if (!kind || !OWN.some((prototype) => prototype.isPrototypeOf(object))) return;
    const { spec } = withoutPatches(object, json) as { spec?: unknown };
    const fields = this.fields.get(kind.key) ?? new Set();
    for (const node of kind.specs.values()) fieldsIn(node, spec, 'spec').forEach((field) => fields.add(field));
    this.fields.set(kind.key, fields);
  }

  public get recorded(): Recorded {
    return Object.fromEntries([...this.fields].map(([key, fields]) => [key, [...fields].sort()]));
  }
}

const toJson = ApiObject.prototype.toJson as () => object;

/** What an object renders to before its JSON patches; rendered again only where it has some. */
function withoutPatches(object: ApiObject, json: object): object {
  const patched = object as unknown as { patches: JsonPatch[] };
  const { patches } = patched;
  if (patches.length === 0) return json;
  patched.patches = [];
  try {
    return toJson.call(object);
  } finally {
    patched.patches = patches;
  }
}

/** Records while the tests of a file run, and writes what was recorded into a folder. */
export function recordInto(folder: string): void {
  const recorder = new Recorder();
  ApiObject.prototype.toJson = function (this: ApiObject) {
    const json = toJson.call(this);
    recorder.record(this, json);
    return json;
  };
  afterAll(() => {
    const file = relative(ROOT, expect.getState().testPath!).replace(/[^\w.-]/g, '-');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${file}.json`), JSON.stringify(recorder.recorded, undefined, 1));
  });
}
