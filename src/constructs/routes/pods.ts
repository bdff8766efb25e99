import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { groupOf, isRecord, listOf } from '../../manifest/manifest';
import { portProblem } from '../../manifest/numbers';
import type { Transport } from '../../manifest/route-protocols';
import { checkLabels } from '../base/check-labels';
import { check, invalid, type Place, refused } from '../base/problems';
import { findObject, renderNow } from './find-object';
import type { PodsData } from './route-data';

const EXAMPLE = 'Pods.labelled({ app: \'product\' }, 8080)';

/** Kinds whose pods can be read from their manifest, with their API group. */
const WORKLOADS = new Map([
  ['Pod', ''], ['ReplicationController', ''], ['Deployment', 'apps'], ['StatefulSet', 'apps'], ['DaemonSet', 'apps'],
  ['ReplicaSet', 'apps'], ['Job', 'batch'],
]);

/**
 * The pods behind a backend, as a NetworkPolicy selects them, and the port that they listen on (not the Service's).
 *
 * @example
 * Pods.labelled({ app: 'product' }, 8080);
 */
export class Pods {
  /**
   * Pods that carry all of these labels.
   *
   * @param labels at least one label
   * @param port port that the pods listen on, 1 to 65535
   * @throws without a label, and for a label or port that no pod can have
   */
  public static labelled(labels: Record<string, string>, port: number): Pods {
    const place: Place = { construct: 'Pods.labelled' };
    if (!isRecord(labels) || Object.keys(labels).length === 0) {
      throw invalid(place, 'labels', labels, {
        reason: 'no label would select every pod of the namespace', fix: `write ${EXAMPLE}`,
      });
    }
    checkLabels(place, 'labels', labels);
    check(place, 'port', port, portProblem(port));
    const data: PodsData = { labels: { ...labels }, port };
    return new Pods(() => data);
  }

  /**
   * The pods of a workload (Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or Pod), by all labels of its pod template.
   * The workload is read when a construct uses the pods: complete it before.
   *
   * @param construct the workload's ApiObject, or a construct that is or holds it, such as a Deployment of cdk8s-plus
   * @param port port that the pods listen on; left out, the only one that their containers declare, for TCP (for a UDPRoute: UDP)
   * @throws where the construct holds no workload or several
   */
  public static of(construct: IConstruct, port?: number): Pods {
    const place: Place = { construct: 'Pods.of' };
    const workload = findObject(place, construct, {
      option: 'construct',
      what: `a workload (${[...WORKLOADS.keys()].join(', ')})`,
      fix: `pass the workload, or write ${EXAMPLE}`,
      fits: isWorkload,
    });
    if (port !== undefined) check(place, 'port', port, portProblem(port));
    return new Pods((transport) => readWorkload(place, workload, port, transport));
  }

  readonly #read: (transport: Transport) => PodsData;

  private constructor(read: (transport: Transport) => PodsData) {
    this.#read = read;
  }

  /** Reads the pods as they are now. @internal */
  public _data(transport: Transport = 'TCP'): PodsData {
    return this.#read(transport);
  }
}

function isWorkload(object: ApiObject): boolean {
  return WORKLOADS.get(object.kind) === groupOf(object.apiVersion);
}

function readWorkload(
  place: Place, workload: ApiObject, port: number | undefined, transport: Transport,
): PodsData {
  const rendered = renderNow(workload);
  if ('why' in rendered) throw refused(place, `${workload.node.path} cannot be read yet (${rendered.why}); complete it before`);
  const pod = podOf(workload.kind, rendered.json);
  const labels = isRecord(pod.metadata) && isRecord(pod.metadata.labels) ? pod.metadata.labels as Record<string, string> : {};
  if (Object.keys(labels).length === 0) {
    throw refused(place, `${workload.node.path} gives its pods no label, so nothing selects them; `
      + `label them, or write ${EXAMPLE}`);
  }
  return { labels: { ...labels }, port: port ?? onlyPort(place, workload, pod, transport) };
}

/** The pod itself, or the template that a workload makes its pods from. */
function podOf(kind: string, json: Record<string, unknown>): Record<string, unknown> {
  if (kind === 'Pod') return json;
  return isRecord(json.spec) && isRecord(json.spec.template) ? json.spec.template : {};
}

function onlyPort(place: Place, workload: ApiObject, pod: Record<string, unknown>, transport: Transport): number {
  const containers = isRecord(pod.spec) ? listOf(pod.spec.containers) : [];
  const declared = containers.flatMap((container) => (isRecord(container) ? listOf(container.ports) : []));
  const ports = new Set(declared.flatMap((port) => (
    isRecord(port) && typeof port.containerPort === 'number' && (port.protocol ?? 'TCP') === transport
      ? [port.containerPort] : [])));
  if (ports.size === 1) return [...ports][0];
  const found = ports.size === 0
    ? `declares no ${transport} port` : `declares several ${transport} ports (${[...ports].join(', ')})`;
  throw refused(place, `${workload.node.path} ${found}, and port says none of them; write Pods.of(construct, 8080)`);
}
