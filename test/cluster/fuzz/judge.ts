import type { StructureProblem } from '../../../src/analysis/schema/structure-problem';
import { validateStructure } from '../../../src/analysis/schema/validate-structure';
import type { Client } from '../harness/client';
import type { KubernetesObject, Manifest } from '../harness/manifests';
import { collectionPath } from '../harness/resources';
import { type Verdict, verdictOf } from '../harness/verdict';
import type { Mutant } from './generator';
import { type Json, jsonText } from './json-text';

/** Two verdicts on a mutant, the server's and ours. */
export interface Judge {
  serversVerdict(client: Client, mutant: Mutant): Promise<Verdict>;
  /** All that we hold against it. */
  ourProblems(mutant: Pick<Mutant, 'kind' | 'object'>): readonly StructureProblem[];
}

export const QUERY = 'dryRun=All&fieldValidation=Strict&fieldManager=fuzz';

/** What is said of objects that are to be created. */
export const CREATION: Judge = {
  async serversVerdict(client, { kind, object }) {
    const manifest = manifestOfMutant(object);
    const namespaced = { metadata: { namespace: 'default' } } as KubernetesObject;
    const path = `${collectionPath(kind.resource, namespaced)}?${QUERY}`;
    return verdictOf(manifest, await client.send({ method: 'POST', path, contentType: 'application/json', body: manifest.text }));
  },
  ourProblems({ kind: { channel }, object }) {
    return validateStructure(object, { channel }).filter(({ code }) => code !== 'unknown-kind');
  },
};

export function manifestOfMutant(object: Json): Manifest {
  return { object: object as unknown as KubernetesObject, text: jsonText(object), contentType: 'application/json' };
}
