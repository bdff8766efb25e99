import type { StructureProblem } from '../../../src/analysis/schema/structure-problem';
import { validateStructure } from '../../../src/analysis/schema/validate-structure';
import type { Client } from '../harness/client';
import type { KubernetesObject, Manifest } from '../harness/manifests';
import { collectionPath } from '../harness/resources';
import { type Verdict, verdictOf } from '../harness/verdict';
import type { Mutant } from './generator';
import { type Json, jsonText } from './json-text';
import type { KindUnderTest } from './kinds';

const QUERY = 'dryRun=All&fieldValidation=Strict&fieldManager=fuzz';

/** What the server says of an object, to be created. */
export async function serversVerdict(client: Client, { kind, object }: Mutant): Promise<Verdict> {
  const text = jsonText(object);
  const manifest: Manifest = { object: object as unknown as KubernetesObject, text, contentType: 'application/json' };
  const namespaced = { metadata: { namespace: 'default' } } as KubernetesObject;
  const path = `${collectionPath(kind.resource, namespaced)}?${QUERY}`;
  return verdictOf(manifest, await client.send({ method: 'POST', path, contentType: 'application/json', body: text }));
}

/** What we say of it: all that refuses it. */
export function ourProblems({ kind: { channel }, object }: { readonly kind: KindUnderTest; readonly object: Json }): StructureProblem[] {
  return validateStructure(object, { channel }).filter(({ code }) => code !== 'unknown-kind');
}
