import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type Place, refused } from '../base/problems';

/** The namespace that a Gateway stands in: grants, certificates and admission depend on it, so it has to be known. */
export function gatewayNamespaceOf(place: Place, scope: IConstruct, namespace: string | undefined): string {
  const chart = scope.node.scopes.reverse().find((node): node is Chart => Chart.isChart(node));
  const known = namespace ?? chart?.namespace;
  if (known !== undefined) return known;
  throw refused(place, 'the namespace of the Gateway is not known; '
    + 'write it on the chart: new OperatorChart(app, "edge", { namespace: "gateway-system" })');
}
