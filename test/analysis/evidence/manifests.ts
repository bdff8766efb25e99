import type { Evidence } from '../../../src/analysis/evidence/evidence';
import { evidenceOf } from '../../../src/analysis/evidence/evidence-of';
import { type EvidenceOptions, evidenceSetOf } from '../../../src/analysis/evidence/evidence-set';
import { FRAMEWORKS } from '../../../src/analysis/evidence/frameworks';
import { ANY_CLOUD } from '../../../src/manifest/cluster-presets';
import type { Manifest } from '../../../src/manifest/manifest';

export const ENFORCED: EvidenceOptions = { networkPlugins: ['cilium'], metadataCidrs: ANY_CLOUD };

export function evidence(framework: string, manifests: readonly Manifest[], options: EvidenceOptions = ENFORCED): Map<string, Evidence> {
  const all = evidenceOf(FRAMEWORKS.get(framework)!, evidenceSetOf(manifests.map((manifest) => ({ manifest })), options));
  return new Map(all.map((one) => [`${one.benchmark} ${one.control}`, one]));
}

export function verdict(framework: string, control: string, manifests: readonly Manifest[], options?: EvidenceOptions): [string, string] {
  const { verdict: said, statement } = evidence(framework, manifests, options).get(control)!;
  return [said, statement];
}

export function object(apiVersion: string, kind: string, name: string, rest: object = {}, namespace: string | undefined = 'shop'): Manifest {
  return { apiVersion, kind, metadata: { name, ...(namespace !== '' && { namespace }) }, ...rest };
}

export function deployment(name = 'web', spec: object = {}, container: object = {}, namespace = 'shop'): Manifest {
  const template = { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'main', ...container }], ...spec } };
  return object('apps/v1', 'Deployment', name, { spec: { template } }, namespace);
}

export function policy(spec: object, namespace = 'shop', annotations: Record<string, string> = {}): Manifest {
  const policyTypes = ['Ingress', 'Egress'];
  const { metadata, ...rest } = object('networking.k8s.io/v1', 'NetworkPolicy', 'policy', { spec: { podSelector: {}, policyTypes, ...spec } }, namespace);
  return { ...rest, metadata: { ...metadata, annotations } } as Manifest;
}

export const toBlock = (cidr: string): object => ({ egress: [{ to: [{ ipBlock: { cidr } }] }] });
