import type { ApiObject } from 'cdk8s';
import type { Finding } from '../../manifest/finding';

/** The object of a finding, and its construct. */
export function whereOf({ apiVersion, kind, name, metadata, node }: ApiObject): Pick<Finding, 'resource' | 'construct'> {
  return { resource: { apiVersion, kind, name, namespace: metadata.namespace }, construct: node.path };
}
