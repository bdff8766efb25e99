import { randomUUID } from 'node:crypto';
import type { Cluster } from './cluster';
import { type Manifest, manifestOf } from './manifests';
import { poll } from './poll';

const SECONDS = 20;

/**
 * Waits until every policy and binding that was stored or removed before has taken effect. A marker policy is stored after
 * them: the server reads changes in their order, so once it refuses what the marker forbids, it knows all the earlier ones.
 */
export async function policiesInForce(cluster: Cluster): Promise<void> {
  const name = `marker-${randomUUID()}`;
  const rule = { apiGroups: [''], apiVersions: ['v1'], resources: ['configmaps'] };
  const marker = policyWithBinding(name, rule, { expression: `object.metadata.name != '${name}'` });
  const forbidden = manifestOf({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' } });
  try {
    await cluster.install(marker);
    await poll('the marker policy is in force', SECONDS, async () => {
      const [{ accepted, message }] = await cluster.dryRun([forbidden]);
      return (!accepted && message.includes(`ValidatingAdmissionPolicy '${name}'`)) || undefined;
    });
  } finally {
    await cluster.delete(marker);
  }
}

/** A policy that refuses where the expression does not hold, and the binding that puts it in force. */
export function policyWithBinding(name: string, rule: object, validation: { expression: string; message?: string }): Manifest[] {
  const apiVersion = 'admissionregistration.k8s.io/v1';
  const matchConstraints = { resourceRules: [{ operations: ['CREATE', 'UPDATE'], ...rule }] };
  const policy = { matchConstraints, validations: [validation] };
  const binding = { policyName: name, validationActions: ['Deny'] };
  return [
    manifestOf({ apiVersion, kind: 'ValidatingAdmissionPolicy', metadata: { name }, spec: policy }),
    manifestOf({ apiVersion, kind: 'ValidatingAdmissionPolicyBinding', metadata: { name }, spec: binding }),
  ];
}
