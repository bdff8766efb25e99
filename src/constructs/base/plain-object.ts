import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { KindFacts } from '../../manifest/kinds';
import { TypedObject } from './typed-object';

/** A manifest of a kind that has no construct of its own. */
export class PlainObject extends TypedObject {
  public constructor(scope: Construct, id: string, kind: KindFacts, metadata: ApiObjectMetadata, body: object) {
    super(scope, id, { kind, metadata, body, construct: kind.kind });
  }
}
