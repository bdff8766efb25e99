import type { ApiObject } from 'cdk8s';
import { isRecord, listOf } from '../../manifest/manifest';
import type { Transport } from '../../manifest/route-protocols';
import { renderNow } from './find-object';

/** A port of a Service that routes can lead to. */
interface ServicePort {
  readonly name?: string;
  readonly transport: Transport;
  readonly port: number;
  /** Port of the pods: a number, or the name that their containers give it. */
  readonly targetPort: number | string;
}

/** What a Service's manifest says. */
export interface ServiceFacts {
  readonly name: string;
  /** The namespace that it names; without one it goes where the route goes. */
  readonly namespace?: string;
  readonly isExternalName: boolean;
  /** Whether it has no address of its own, so that requests go to its pods. */
  readonly isHeadless: boolean;
  /** Labels of its pods; undefined where it selects none. */
  readonly selector?: Record<string, string>;
  /** Its ports for TCP and UDP. */
  readonly ports: ServicePort[];
}

/** Reads a Service's final JSON, or says why that is not possible yet. */
export function readService(service: ApiObject): ServiceFacts | { readonly why: string } {
  const rendered = renderNow(service);
  if ('why' in rendered) return rendered;
  const spec = isRecord(rendered.json.spec) ? rendered.json.spec : {};
  const metadata = isRecord(rendered.json.metadata) ? rendered.json.metadata : {};
  const selector = isRecord(spec.selector) ? spec.selector as Record<string, string> : {};
  return {
    name: typeof metadata.name === 'string' ? metadata.name : service.name,
    ...(typeof metadata.namespace === 'string' && { namespace: metadata.namespace }),
    isExternalName: spec.type === 'ExternalName',
    isHeadless: spec.clusterIP === 'None',
    ...(Object.keys(selector).length > 0 && { selector: { ...selector } }),
    ports: listOf(spec.ports).flatMap(portOf),
  };
}

function portOf(port: unknown): ServicePort[] {
  if (!isRecord(port) || typeof port.port !== 'number') return [];
  const { protocol = 'TCP', targetPort } = port;
  if (protocol !== 'TCP' && protocol !== 'UDP') return [];
  return [{
    ...(typeof port.name === 'string' && { name: port.name }),
    transport: protocol,
    port: port.port,
    targetPort: typeof targetPort === 'number' || typeof targetPort === 'string' ? targetPort : port.port,
  }];
}
