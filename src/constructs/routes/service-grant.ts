import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { isOlderThan } from '../../manifest/bundle-version';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { TypedObject } from '../base/typed-object';

/** Whose routes may refer to which Service. */
export interface ServiceGrantProps {
  /** Name of the Service. */
  readonly service: string;
  /** Namespace of the routes. */
  readonly consumer: string;
  /** Release of Gateway API in the cluster, such as "1.6". */
  readonly bundle: string;
  readonly metadata: ApiObjectMetadata;
}

interface Referrer {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
}

/** A ReferenceGrant that opens one Service, by its name, to the routes of one namespace. */
export class ServiceGrant extends TypedObject {
  readonly #referrers: Referrer[];
  readonly #consumer: string;

  public constructor(scope: Construct, id: string, { service, consumer, bundle, metadata }: ServiceGrantProps) {
    const referrers: Referrer[] = [];
    super(scope, id, {
      construct: 'ServiceGrant',
      kind: knownKind(GATEWAY_API, 'ReferenceGrant'),
      // ReferenceGrant v1 is served from Gateway API 1.5 on; v1beta1 has the same fields.
      version: isOlderThan(bundle, 5) ? 'v1beta1' : undefined,
      metadata,
      body: { spec: { from: referrers, to: [{ group: '', kind: 'Service', name: service }] } },
    });
    this.#referrers = referrers;
    this.#consumer = consumer;
  }

  /** Admits routes of these kinds too. */
  public admitKinds(kinds: readonly string[]): void {
    for (const kind of kinds) {
      if (this.#referrers.some((referrer) => referrer.kind === kind)) continue;
      this.#referrers.push({ group: GATEWAY_API, kind, namespace: this.#consumer });
    }
  }
}
