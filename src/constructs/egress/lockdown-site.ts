import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Finding } from '../../manifest/finding';

/** Where findings of a lockdown stand: the construct and its first object. */
export interface Site {
  readonly lockdown: Construct;
  readonly first: ApiObject;
}

/** The object of a finding, and its construct. */
export function whereOf({ first: { apiVersion, kind, name, metadata, node } }: Site): Pick<Finding, 'resource' | 'construct'> {
  return { resource: { apiVersion, kind, name, namespace: metadata.namespace }, construct: node.path };
}
