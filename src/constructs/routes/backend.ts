import type { IConstruct } from 'constructs';
import { groupOf } from '../../manifest/manifest';
import { labelProblem } from '../../manifest/names';
import { portProblem, weightProblem } from '../../manifest/numbers';
import type { Known } from '../base/known-options';
import { checkOptions } from '../base/known-options';
import { check, invalid, type Place } from '../base/problems';
import type { BackendSource } from './backend-source';
import { checkedFilters } from './filter-list';
import { findObject } from './find-object';
import { Pods } from './pods';
import type { RouteFilter } from './route-filter';

/** What every backend can say. */
export interface BackendOptions {
  /**
   * Share of the rule's requests, relative to the weights of its other backends: 0 to 1,000,000; 0 takes none.
   *
   * @default 1
   */
  readonly weight?: number;
  /**
   * The pods behind the Service and the port that they listen on. Needed where the grant isolates ingress, so that the
   * gateway's proxies can be let in.
   *
   * @default - read from the Service, where it stands in the app
   */
  readonly pods?: Pods;
  /**
   * What happens to the requests that this backend gets, and to its responses, after the filters of the rule. A redirect
   * belongs to a rule. Of these filters Gateway API v1.6.1 names only changes of request headers as a feature that
   * implementations report on.
   *
   * @default - nothing beside the rule's filters
   */
  readonly filters?: RouteFilter[];
}

/** Options of Backend.service. */
export interface ServiceBackendOptions extends BackendOptions {
  /**
   * Namespace of the Service. In another namespace than the route's its owner has to grant it (`SharedService`).
   *
   * @default - the route's namespace
   */
  readonly namespace?: string;
}

/** Options of Backend.of. */
export interface ConstructBackendOptions extends BackendOptions {
  /**
   * Port of the Service (not of its pods).
   *
   * @default - the only TCP port of the Service
   */
  readonly port?: number;
}

/**
 * A Service that a rule sends requests to.
 *
 * @example
 * Backend.service('product-api-service', 8080, { pods: Pods.labelled({ app: 'product-api' }, 8080) });
 */
export class Backend {
  /**
   * A Service by its name.
   *
   * @param name name of the Service
   * @param port port of the Service, 1 to 65535 (not the pods')
   * @param options namespace, weight, pods
   * @throws for a name, port, namespace or weight that the API does not take
   */
  public static service(name: string, port: number, options: ServiceBackendOptions = {}): Backend {
    const place: Place = { construct: 'Backend.service' };
    check(place, 'name', name, labelProblem(name));
    check(place, 'port', port, portProblem(port));
    const { namespace } = options ?? {};
    if (namespace !== undefined) check(place, 'namespace', namespace, labelProblem(namespace));
    return new Backend({ name, port, ...(namespace !== undefined && { namespace }) }, checkedOptions(place, options, BY_NAME));
  }

  /**
   * A Service of this app: its ApiObject, or any construct that is or holds one, such as a Service of cdk8s-plus, a
   * Deployment that was exposed, or an included file. Name, namespace, port and pods are read from its final JSON
   * when a route is made with it, so complete the Service before; a Service that changes afterwards is found at synth.
   *
   * @param construct the construct, which is or holds exactly one Service
   * @param options port, weight, pods
   * @throws where the construct holds no Service or several
   */
  public static of(construct: IConstruct, options: ConstructBackendOptions = {}): Backend {
    const place: Place = { construct: 'Backend.of' };
    const service = findObject(place, construct, {
      option: 'construct', what: 'a Service', fix: 'pass the Service, or write Backend.service(name, port)',
      fits: (object) => object.kind === 'Service' && groupOf(object.apiVersion) === '',
    });
    const { port } = options ?? {};
    if (port !== undefined) check(place, 'port', port, portProblem(port));
    return new Backend({ service, ...(port !== undefined && { port }) }, checkedOptions(place, options, BY_CONSTRUCT));
  }

  readonly #source: BackendSource;
  readonly #options: BackendOptions;

  private constructor(source: BackendSource, options: BackendOptions) {
    this.#source = source;
    this.#options = options;
  }

  /** @internal */
  public _source(): BackendSource {
    return this.#source;
  }

  /** @internal */
  public _options(): BackendOptions {
    return this.#options;
  }
}

const OPTIONS: Known<BackendOptions> = { weight: true, pods: true, filters: true };
const BY_NAME: Known<ServiceBackendOptions> = { ...OPTIONS, namespace: true };
const BY_CONSTRUCT: Known<ConstructBackendOptions> = { ...OPTIONS, port: true };

function checkedOptions<T extends BackendOptions>(place: Place, options: T | undefined, known: Known<T>): BackendOptions {
  checkOptions(place, 'options', options, known, '{ weight, pods }');
  const { weight, pods, filters } = options ?? {};
  if (weight !== undefined) check(place, 'weight', weight, weightProblem(weight));
  if (pods !== undefined && !(pods instanceof Pods)) {
    throw invalid(place, 'pods', pods, {
      reason: 'it does not say which pods', fix: 'write Pods.labelled({ app: \'product\' }, 8080)',
    });
  }
  return {
    ...(weight !== undefined && { weight }),
    ...(pods !== undefined && { pods }),
    ...(filters !== undefined && { filters: checkedFilters(place, 'filters', filters) }),
  };
}
