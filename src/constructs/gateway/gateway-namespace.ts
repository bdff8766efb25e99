import type { IConstruct } from 'constructs';
import { chartOf } from '../base/chart-of';
import { type Place, refused } from '../base/problems';

/** The namespace that a Gateway stands in: grants, certificates and admission depend on it, so it has to be known. */
export function gatewayNamespaceOf(place: Place, scope: IConstruct, namespace: string | undefined): string {
  const known = namespace ?? chartOf(scope)?.namespace;
  if (known !== undefined) return known;
  throw refused(place, 'the namespace of the Gateway is not known; '
    + 'write it on the chart: new OperatorChart(app, "edge", { namespace: "gateway-system" })');
}
