import {
  acmeSolverAllowance, type AllowanceData, meshAllowance, monitoringAllowance, telemetryAllowance, webhookAllowance,
} from '../../manifest/allowances';
import { serviceProblem } from '../../manifest/block-width';
import { cidrProblem } from '../../manifest/cidr';
import { ISTIOD } from '../../manifest/mesh-ports';
import { labelProblem } from '../../manifest/names';
import { portProblem } from '../../manifest/numbers';
import { checkLabels } from '../base/check-labels';
import { checkKnown } from '../base/known-options';
import { listOption } from '../base/list-option';
import { check, invalid, type Place, refused } from '../base/problems';
import type {
  AcmeSolverAllowanceOptions, MeshAllowanceOptions, MonitoringAllowanceOptions, TelemetryAllowanceOptions,
  WebhookAllowanceOptions,
} from './default-deny-allowance-options';

const placeOf = (factory: string): Place => ({ construct: `DefaultDenyAllowance.${factory}` });

/**
 * What a default deny would break, by name: what comes in to pods, what they connect to, or both.
 *
 * @example
 * DefaultDenyAllowance.telemetry({ namespace: 'observability' });
 */
export class DefaultDenyAllowance {
  /**
   * Pods of a monitoring namespace scrape metrics.
   *
   * @param options namespace, ports of the metrics, labels of the scrapers
   */
  public static monitoring(options: MonitoringAllowanceOptions): DefaultDenyAllowance {
    const place = placeOf('monitoring');
    checkKnown(place, '', options, { namespace: true, ports: true, podLabels: true });
    checkPods(place, options?.namespace, options?.podLabels);
    return new DefaultDenyAllowance(monitoringAllowance(options.namespace, portsOf(place, options.ports), options.podLabels));
  }

  /**
   * The Kubernetes API calls admission webhooks that pods serve.
   *
   * @param options addresses that the API calls from, labels and port of the pods
   */
  public static webhooks(options: WebhookAllowanceOptions): DefaultDenyAllowance {
    const place = placeOf('webhooks');
    checkKnown(place, '', options, { kubernetesApiCidrs: true, podLabels: true, port: true });
    const cidrs = listOption(place, 'kubernetesApiCidrs', options?.kubernetesApiCidrs, '["10.0.0.0/28"]');
    if (cidrs.length === 0) {
      throw refused(place, 'kubernetesApiCidrs names none; write the addresses that the Kubernetes API calls from');
    }
    cidrs.forEach((cidr, i) => check(place, `kubernetesApiCidrs[${i}]`, cidr, cidrProblem(cidr) ?? serviceProblem(cidr)));
    checkSomeLabels(place, options.podLabels ?? {});
    check(place, 'port', options.port, portProblem(options.port));
    return new DefaultDenyAllowance(webhookAllowance(cidrs, { ...options.podLabels }, options.port));
  }

  /**
   * Proxies of a gateway reach the pods with which cert-manager answers ACME challenges over HTTP.
   *
   * @param options namespace and labels of the proxies
   */
  public static acmeSolver(options: AcmeSolverAllowanceOptions): DefaultDenyAllowance {
    const place = placeOf('acmeSolver');
    checkKnown(place, '', options, { proxyNamespace: true, proxyLabels: true });
    checkPods(place, options?.proxyNamespace, options?.proxyLabels, 'proxyNamespace');
    return new DefaultDenyAllowance(acmeSolverAllowance(options.proxyNamespace, options.proxyLabels));
  }

  /**
   * Sidecars reach Istio's control plane; in an ambient mesh the health checks of the node come in.
   *
   * @param options namespace of istiod, ambient or not
   */
  public static meshControlPlane(options: MeshAllowanceOptions = {}): DefaultDenyAllowance {
    const place = placeOf('meshControlPlane');
    checkKnown(place, '', options, { namespace: true, ambient: true });
    const { namespace = ISTIOD.namespace, ambient = false } = options ?? {};
    check(place, 'namespace', namespace, labelProblem(namespace));
    if (typeof ambient !== 'boolean') {
      throw invalid(place, 'ambient', ambient, {
        reason: 'it is neither true nor false',
        fix: 'write true or false',
      });
    }
    return new DefaultDenyAllowance(meshAllowance(namespace, ambient));
  }

  /**
   * Pods send telemetry to a collector.
   *
   * @param options namespace, labels and ports of the collector
   */
  public static telemetry(options: TelemetryAllowanceOptions): DefaultDenyAllowance {
    const place = placeOf('telemetry');
    checkKnown(place, '', options, { namespace: true, podLabels: true, ports: true });
    checkPods(place, options?.namespace, options?.podLabels);
    const ports = options.ports === undefined ? [4317, 4318] : portsOf(place, options.ports);
    return new DefaultDenyAllowance(telemetryAllowance(options.namespace, options.podLabels, ports));
  }

  readonly #data: AllowanceData;

  private constructor(data: AllowanceData) {
    this.#data = data;
  }

  /** @internal */
  public _data(): AllowanceData {
    return this.#data;
  }
}

function checkPods(place: Place, namespace: unknown, podLabels: Record<string, string> | undefined, option = 'namespace'): void {
  check(place, option, namespace, labelProblem(namespace));
  if (podLabels !== undefined) checkSomeLabels(place, podLabels);
}

function checkSomeLabels(place: Place, podLabels: Record<string, string>): void {
  checkLabels(place, 'podLabels', podLabels);
  if (Object.keys(podLabels).length === 0) throw refused(place, 'podLabels is empty, which is every pod; write { app: "web" }');
}

function portsOf(place: Place, ports: number[]): number[] {
  const list = listOption(place, 'ports', ports, '[9090]');
  if (list.length === 0) throw refused(place, 'ports names none; write [9090]');
  list.forEach((port, i) => check(place, `ports[${i}]`, port, portProblem(port)));
  return list;
}
