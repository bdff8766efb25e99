import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** The chart that a construct stands in, if any: the nearest at or above it. */
export function chartOf(construct: IConstruct): Chart | undefined {
  return construct.node.scopes.reverse().find((node): node is Chart => Chart.isChart(node));
}
