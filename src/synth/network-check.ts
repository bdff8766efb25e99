import type { Entry } from '../analysis/rule';
import { checkOptions } from '../constructs/base/known-options';
import { check, invalid, type Place, refused } from '../constructs/base/problems';
import { NetworkPolicyProtocol } from '../constructs/kinds/network-policy-rules';
import type { PlatformClass } from '../manifest/contract-format';
import { portProblem } from '../manifest/numbers';
import type { Problem } from '../manifest/problem';
import { lazyNetwork } from './lazy-network';
import type { ConnectionOptions, NetworkCheckOptions } from './network-check-options';
import type * as network from './network-questions';

/**
 * Expectations on what can reach what, over the pods, policies, Services and Gateways of one check. An expectation that does not
 * hold, or of which the manifests do not decide whether it does, fails with the policies and the rules that say so.
 *
 * Ends are texts: a workload (`shop/web`, or `shop/web[Deployment]` where several kinds share the name), an address, a CIDR,
 * `outside` (every address outside of the cluster), `service/shop/web` for the pods behind a Service, `gateway/infra/edge` for a
 * Gateway's proxies.
 *
 * @example
 * const pod = '{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop } }';
 * const network = TrafficCheck.ofYaml(pod).network({ networkPlugin: 'cilium' });
 * network.canReach('shop/web', 'outside', 443);
 */
export class NetworkCheck {
  /** What an app says of its classes decides where the proxies of their Gateways run. @internal */
  public static _of(entries: readonly Entry[], options: NetworkCheckOptions, classes: readonly PlatformClass[]): NetworkCheck {
    const place = placeOf('network');
    checkOptions(place, 'options', options, { networkPlugin: true }, '{ networkPlugin: "cilium" }');
    const { networkPlugin } = options;
    if (networkPlugin !== undefined && (typeof networkPlugin !== 'string' || networkPlugin === '')) {
      throw invalid(place, 'networkPlugin', networkPlugin, NO_PLUGIN);
    }
    return new NetworkCheck(new (lazyNetwork().NetworkQuestions)(entries, networkPlugin, classes));
  }

  private constructor(private readonly questions: network.NetworkQuestions) {}

  /**
   * Expects that all of one end can connect to all of another.
   *
   * @param source where connections start
   * @param destination where they lead
   * @param port the port there, 1 to 65535; that of the Service for `service/…`
   * @param options protocol
   * @throws where it cannot, or it is not known, with the policies and rules; for an end that does not exist
   */
  public canReach(source: string, destination: string, port: number, options: ConnectionOptions = {}): void {
    this.expectReach('canReach', 'yes', { source, destination, port }, options);
  }

  /**
   * Expects that nothing of one end can connect to anything of another.
   *
   * @param source where connections start
   * @param destination where they lead
   * @param port the port there, 1 to 65535; that of the Service for `service/…`
   * @param options protocol
   * @throws where it can, or it is not known, with the policies and rules; for an end that does not exist
   */
  public cannotReach(source: string, destination: string, port: number, options: ConnectionOptions = {}): void {
    this.expectReach('cannotReach', 'no', { source, destination, port }, options);
  }

  /**
   * Expects that a workload gets out of the cluster through one workload or Gateway alone: neither by itself nor through others.
   * What policies cannot close (names asked of a resolver, the node, the API server's proxy) does not count.
   *
   * @param workload where connections start
   * @param gateway the workload (`egress/proxy`) or Gateway (`gateway/egress/out`) that they are meant to pass
   * @throws where there is another way, with the workloads on it, or it is not known; for an end that does not exist
   */
  public onlyEgressThrough(workload: string, gateway: string): void {
    const place = placeOf('onlyEgressThrough');
    const [who, through] = [textOf(place, 'workload', workload), textOf(place, 'gateway', gateway)];
    this.expect(place, this.questions.onlyEgressThrough(who, through));
  }

  /**
   * Expects that a workload cannot connect to the instance metadata service of any cloud, which hands out the credentials of its
   * node.
   *
   * @param workload where connections start
   * @throws where it can, with the policies and rules that open it, or it is not known; for a workload that does not exist
   */
  public metadataClosed(workload: string): void {
    const place = placeOf('metadataClosed');
    this.expect(place, this.questions.metadataClosed(textOf(place, 'workload', workload)));
  }

  private expectReach(
    method: string, expected: 'yes' | 'no', { source, destination, port }: network.Asked, options: ConnectionOptions,
  ): void {
    const place = placeOf(method);
    checkOptions(place, 'options', options, { protocol: true }, '{ protocol: NetworkPolicyProtocol.UDP }');
    check(place, 'port', port, portProblem(port));
    const { protocol = NetworkPolicyProtocol.TCP } = options;
    if (!Object.values(NetworkPolicyProtocol).includes(protocol)) {
      throw invalid(place, 'protocol', protocol, { reason: 'it is no protocol', fix: 'write one of NetworkPolicyProtocol' });
    }
    const asked = { source: textOf(place, 'source', source), destination: textOf(place, 'destination', destination), port };
    this.expect(place, this.questions.reach(asked, protocol, expected));
  }

  private expect(place: Place, { mistake, failure }: network.Outcome): void {
    if (mistake !== undefined) throw refused(place, mistake);
    if (failure !== undefined) throw new Error(`NetworkCheck: ${failure}`);
  }
}

const NO_PLUGIN: Problem = { reason: 'it is no name', fix: 'write one such as "cilium", or leave it out' };
const NO_END: Problem = { reason: 'it names nothing', fix: 'write a workload such as "shop/web", an address or "outside"' };
const placeOf = (method: string): Place => ({ construct: `NetworkCheck.${method}` });

function textOf(place: Place, option: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw invalid(place, option, value, NO_END);
}
