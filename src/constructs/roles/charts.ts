import { Chart, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { labelProblem } from '../../manifest/names';
import { checkOptions, type Known } from '../base/known-options';
import { check, invalid, type Place, placeOf } from '../base/problems';
import type { ClusterProfile } from '../platform/cluster-profile';
import { checkGrants } from './grants-option';
import { RoleScope } from './role-scope';
import type { TeamGrant } from './team-grant';

/** Options of a PlatformChart. */
export interface PlatformChartProps extends ChartProps {
  /**
   * The cluster that the infrastructure stands in.
   *
   * @default - a generic cluster; what depends on the platform asks for it
   */
  readonly cluster?: ClusterProfile;
}

/**
 * A chart of the infrastructure provider.
 *
 * @example
 * const platform = new PlatformChart(app, 'platform', { cluster: ClusterProfile.gke() });
 */
export class PlatformChart extends Chart {
  /**
   * @param scope the app
   * @param id name of the chart, and of its file
   * @param props options
   */
  public constructor(scope: Construct, id: string, props: PlatformChartProps = {}) {
    checkProps(placeOf(scope, id, 'PlatformChart'), props, PLATFORM, '{ cluster: ClusterProfile.kubeadm() }, or leave it out');
    super(scope, id, props);
    RoleScope.platform(this, props.cluster);
  }
}

/** Options of an OperatorChart: those of a Chart. A struct of its own, because Java makes its Builder from it. */
export interface OperatorChartProps extends ChartProps {}

/**
 * A chart of the cluster operators.
 *
 * @example
 * const edge = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
 */
export class OperatorChart extends Chart {
  /**
   * @param scope the app
   * @param id name of the chart, and of its file
   * @param props options; `namespace` is where the gateways stand
   */
  public constructor(scope: Construct, id: string, props: OperatorChartProps = {}) {
    checkProps(placeOf(scope, id, 'OperatorChart'), props, OPERATOR, '{ namespace: "gateway-system" }');
    super(scope, id, props);
    RoleScope.operator(this);
  }
}

/** Options of a TeamChart. */
export interface TeamChartProps extends ChartProps {
  /** What the team was granted: one or more grants, all of one team. */
  readonly grants: TeamGrant[];
}

/**
 * A chart of an application team.
 *
 * @example
 * const shop = new TeamChart(app, 'shop', { grants: TeamGrant.fromContract('contracts/ecommerce.json') });
 */
export class TeamChart extends Chart {
  /**
   * @param scope the app
   * @param id name of the chart, and of its file
   * @param props options; `namespace` defaults to the granted namespace where there is only one
   */
  public constructor(scope: Construct, id: string, props: TeamChartProps) {
    const place = placeOf(scope, id, 'TeamChart');
    checkProps(place, props, TEAM, '{ grants: [grant] }');
    checkGrants(place, props?.grants);
    const granted = [...new Set(props.grants.flatMap((grant) => grant.namespaces))];
    if (props.namespace !== undefined && !granted.includes(props.namespace)) {
      throw invalid(place, 'namespace', props.namespace, { reason: 'it is not granted to the team', fix: `write one of ${granted.join(', ')}` });
    }
    super(scope, id, { ...props, namespace: props.namespace ?? (granted.length === 1 ? granted[0] : undefined) });
    RoleScope.team(this, props.grants);
  }
}

const OPERATOR: Known<OperatorChartProps> = { namespace: true, labels: true, disableResourceNameHashes: true };
const PLATFORM: Known<PlatformChartProps> = { ...OPERATOR, cluster: true };
const TEAM: Known<TeamChartProps> = { ...OPERATOR, grants: true };

function checkProps<T extends ChartProps>(place: Place, props: T | undefined, known: Known<T>, example: string): void {
  checkOptions(place, 'props', props, known, example);
  if (props?.namespace !== undefined) check(place, 'namespace', props.namespace, labelProblem(props.namespace));
}
