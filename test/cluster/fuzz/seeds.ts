import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULE_CASES } from '../../analysis/rule-cases/index';
import { fact } from '../harness/facts';
import { manifestsIn } from '../harness/manifests';
import type { Json } from './json-text';
import type { KindUnderTest } from './kinds';

/** Objects of upstream's examples, conformance fixtures and validation cases, good and bad. */
export function upstreamObjects(): Json[] {
  const folder = fact('gateway-api', 'cel-cases');
  const cases = readdirSync(folder).filter((name) => name.endsWith('.json')).sort()
    .map((name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { object: Json }).object);
  const manifests = ['examples', 'conformance-fixtures'].flatMap((name) => manifestsIn(fact('gateway-api', name)));
  return [...manifests.map(({ object }) => structuredClone(object) as unknown as Json), ...cases];
}

/** Objects around the border of each CEL rule. */
export function ruleObjects(): Json[] {
  return Object.values(RULE_CASES)
    .flatMap(({ accepted, refused }) => [...accepted, ...refused.flatMap(([, ...objects]) => objects)])
    .map((manifest) => structuredClone(manifest) as unknown as Json);
}

/** The objects that a kind can have, as objects of this kind and version with a plain name in a namespace that exists. */
export function seedsFor({ apiVersion, kind, resource }: KindUnderTest, objects: readonly Json[]): Json[] {
  const group = apiVersion.split('/')[0];
  const seen = new Set<string>();
  return objects
    .filter((object) => object.kind === kind && String(object.apiVersion).split('/')[0] === group)
    .map((object) => ({
      ...Object.fromEntries(Object.entries(object).filter(([key]) => key !== 'status')), apiVersion,
      metadata: { name: 'fuzz', ...(resource.namespaced && { namespace: 'default' }) },
    }))
    .filter((object) => {
      const text = JSON.stringify(object);
      return !seen.has(text) && seen.add(text);
    });
}
