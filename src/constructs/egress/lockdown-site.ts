import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

/** Where findings of a lockdown stand: the construct and its first object. */
export interface Site {
  readonly lockdown: Construct;
  readonly first: ApiObject;
}
