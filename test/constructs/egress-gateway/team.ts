import { App, Testing } from 'cdk8s';
import {
  ClusterProfile, EgressGateway, type EgressGatewayProps, EgressHost, Findings, GatewayApiChannel, GatewayInfrastructure, type Implementation,
  OperatorChart, PlatformChart, Team, TeamIsolation, TeamNamespaces,
} from '../../../src';
import type { Emitted } from '../gateway/edge';

export const reason = 'card payments';
export const STRIPE = EgressHost.https('api.stripe.com', { reason });

/** An egress gateway of team shop, in an app of its own. */
export class Way {
  public readonly app = new App();
  public readonly infrastructure: GatewayInfrastructure;
  public readonly chart: OperatorChart;
  public readonly cluster: ClusterProfile;
  public readonly clients: TeamNamespaces;

  public constructor(implementation: Implementation, experimental = false) {
    this.cluster = ClusterProfile.eks({
      networkPlugin: 'aws-vpc-cni', gatewayApiVersion: '1.6', ...(experimental && { gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL }),
    });
    const platform = new PlatformChart(this.app, 'platform', { cluster: this.cluster });
    this.infrastructure = new GatewayInfrastructure(platform, 'istio', { implementation });
    this.chart = new OperatorChart(this.app, 'edge', { namespace: 'egress' });
    this.clients = this.team('shop');
  }

  public team(name: string, ...namespaces: string[]): TeamNamespaces {
    return TeamNamespaces.named(new Team(name), namespaces.length > 0 ? namespaces : [`${name}-prod`], this.cluster);
  }

  public gateway(props: Partial<EgressGatewayProps> = {}, id = 'out'): EgressGateway {
    return new EgressGateway(this.chart, id, {
      infrastructure: this.infrastructure, clients: [this.clients], destinations: [STRIPE], ...props,
    });
  }

  public isolate(): void {
    new TeamIsolation(this.chart, 'isolation', { team: this.clients });
  }

  public emitted(kind?: string): Emitted[] {
    return (Testing.synth(this.chart) as Emitted[]).filter((manifest) => kind === undefined || manifest.kind === kind);
  }

  public specs(kind: string): Record<string, unknown>[] {
    return this.emitted(kind).map(({ spec }) => spec);
  }

  public findings(): { code: string; message: string }[] {
    return Findings.of(this.app).map(({ code, message }) => ({ code, message }));
  }
}
