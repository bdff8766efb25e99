import { isRecord, listOf } from '../../manifest/manifest';
import { labelKeyProblem } from '../../manifest/names';
import type { Problem } from '../../manifest/problem';
import { sameJson } from '../../manifest/same-json';
import type { KindSchema } from './schema-node';
import type { StructureProblem } from './structure-problem';

type Data = Record<string, unknown>;

const BELOW_ZERO: Problem = { reason: 'it is below 0', fix: 'remove it: the API server counts' };

/** Finalizers of Kubernetes' own, which have no domain. */
const STANDARD_FINALIZERS = ['orphan', 'foregroundDeletion', 'kubernetes'];

/**
 * What the API server refuses in the metadata of an object beyond its structure and names. Source: Kubernetes,
 * validation of ObjectMeta; `native` kinds take no finalizers without a domain but those of Kubernetes.
 */
export function metadataChecks(metadata: Data, { native = false, keepsGeneration }: KindSchema): StructureProblem[] {
  const { finalizers, ownerReferences, generation } = metadata;
  const negative = keepsGeneration && (typeof generation === 'number' || typeof generation === 'bigint') && generation < 0;
  return [
    ...negative ? [at('metadata.generation', BELOW_ZERO, generation)] : [],
    ...finalizerProblems(listOf(finalizers), native),
    ...ownerProblems(listOf(ownerReferences)),
  ];
}

function finalizerProblems(finalizers: unknown[], native: boolean): StructureProblem[] {
  const problems = finalizers.flatMap((value, index) => {
    const problem = finalizerProblem(value ?? '', native);
    return problem ? [at(`metadata.finalizers[${index}]`, problem, value)] : [];
  });
  const both = finalizers.includes('orphan') && finalizers.includes('foregroundDeletion');
  const reason = 'orphan and foregroundDeletion ask for opposite things';
  return both ? [...problems, at('metadata.finalizers', { reason, fix: 'keep one of them' }, finalizers)] : problems;
}

function finalizerProblem(value: unknown, native: boolean): Problem | undefined {
  if (typeof value !== 'string') return undefined;
  const fix = 'write a name such as "example.com/cleanup"';
  if (labelKeyProblem(value)) return { reason: 'it is not the name of a finalizer', fix };
  if (!native || value.includes('/') || STANDARD_FINALIZERS.includes(value)) return undefined;
  return { reason: `without a domain only ${STANDARD_FINALIZERS.join(', ')} are known here`, fix };
}

function ownerProblems(owners: unknown[]): StructureProblem[] {
  let controller: number | undefined;
  return owners.flatMap((value, index) => {
    const owner = isRecord(value) ? value : {};
    const path = `metadata.ownerReferences[${index}]`;
    const problems = ownerProblem(owner, path);
    if (owner.controller !== true) return problems;
    controller ??= index;
    // The server keeps one of equal owners, with a warning.
    if (controller === index || owners.slice(0, index).some((other) => sameJson(other, value))) return problems;
    const reason = `item ${controller} is the controller of this object already`;
    return [...problems, at(`${path}.controller`, { reason, fix: 'leave `controller: true` to one owner' }, true)];
  });
}

function ownerProblem(owner: Data, path: string): StructureProblem[] {
  const { apiVersion, kind } = owner;
  if (apiVersion === 'v1' && kind === 'Event') return [at(path, { reason: 'an Event can own nothing', fix: 'remove it' }, owner)];
  const empty = ['kind', 'name', 'uid'].filter((field) => owner[field] === '')
    .map((field) => at(`${path}.${field}`, { reason: 'it is empty', fix: `write the owner's ${field}` }, ''));
  if (typeof apiVersion !== 'string' || hasVersion(apiVersion)) return empty;
  const fix = 'write a group and version such as "apps/v1"';
  return [at(`${path}.apiVersion`, { reason: 'it names no version', fix }, apiVersion), ...empty];
}

function hasVersion(apiVersion: string): boolean {
  const parts = apiVersion.split('/');
  return parts.length <= 2 && parts[parts.length - 1] !== '';
}

function at(path: string, problem: Problem, value: unknown): StructureProblem {
  return { code: 'metadata', path, ...problem, value };
}
