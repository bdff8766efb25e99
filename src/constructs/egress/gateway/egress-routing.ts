import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { GATEWAY_API, knownKind } from '../../../manifest/kinds';
import { PlainObject } from '../../base/plain-object';
import type { EgressHostData, VersionData } from './egress-host-data';

/** A destination with its listener. */
export interface RoutedHost {
  readonly data: EgressHostData;
  readonly section: string;
  /** Port of the listener. */
  readonly port: number;
}

/** What objects behind an egress gateway depend on. */
export interface EgressContext {
  /** The Gateway: parent of its routes. */
  readonly scope: Construct;
  readonly gateway: string;
  readonly namespace: string;
  readonly className: string;
  readonly clients: readonly string[];
  /** Whether fields of the experimental channel are there. */
  readonly experimental: boolean;
}

/** How an implementation leads traffic out of the cluster. */
export interface EgressRouting {
  /** Makes what leads the clients' requests for a destination to the gateway, where they are not sent there by themselves. */
  arrive?(context: EgressContext, host: RoutedHost): ApiObject[];
  /** Makes what leads from the gateway to a destination. */
  leave(context: EgressContext, host: RoutedHost): ApiObject[];
  /** What the gateway itself needs: annotations, and an object with parameters. */
  parameters?(context: Omit<EgressContext, 'scope'>): { readonly kind: { group: string; kind: string }; readonly spec: object };
  readonly annotations?: Record<string, string>;
  /** Name of the Service that clients of the gateway connect to, where it is known. */
  readonly service: string;
}

/** An object behind a destination, in the gateway's namespace. */
export function behind(
  { scope, namespace }: EgressContext, id: string, [group, kind]: readonly [string, string], spec: object,
): ApiObject {
  return new PlainObject(scope, id, knownKind(group, kind), { namespace }, { spec });
}

/** The route from the gateway's listener to the backends of a destination. */
export function gatewayRoute(
  context: EgressContext, host: RoutedHost, backendRef: (version: VersionData) => object, filters: object[] = [],
): ApiObject {
  const { data, section } = host;
  const { requestTimeout, retry } = data;
  return behind(context, `${section}-route`, [GATEWAY_API, data.form === 'tls' ? 'TLSRoute' : 'HTTPRoute'], {
    parentRefs: [{ group: GATEWAY_API, kind: 'Gateway', name: context.gateway, sectionName: section }],
    hostnames: [data.hostname],
    rules: [{
      ...(filters.length > 0 && { filters }),
      ...(data.form === 'https' && requestTimeout !== undefined && { timeouts: { request: milliseconds(requestTimeout) } }),
      ...(retry !== undefined && context.experimental && { retry: retryOf(retry) }),
      backendRefs: data.versions.map((version) => ({
        ...backendRef(version), ...(data.versions.length > 1 && { weight: version.weight }),
      })),
    }],
  });
}

function retryOf({ attempts, statusCodes, backoff }: NonNullable<EgressHostData['retry']>): object {
  return { attempts, codes: statusCodes, ...(backoff !== undefined && { backoff: milliseconds(backoff) }) };
}

/** A duration of Gateway API and of the policies: whole seconds where it is some. Source: GEP-2257, at most five digits. */
export function milliseconds(time: number): string {
  const seconds = Math.floor(time / 1000);
  const minutes = Math.floor(seconds / 60);
  const parts = [[Math.floor(minutes / 60), 'h'], [minutes % 60, 'm'], [seconds % 60, 's'], [time % 1000, 'ms']] as const;
  return parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`).join('');
}

/** What of a text a name of an object can hold, for the ids of objects of one host. */
export function idOf({ section }: RoutedHost, { versions }: EgressHostData, version: VersionData): string {
  return versions.length === 1 ? section : `${section}-${versions.indexOf(version)}`;
}
