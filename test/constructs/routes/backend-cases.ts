import { ApiObject, type Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Backend, Findings, Pods, RouteMatch, type TeamChart, TeamRoute } from '../../../src';
import { testGrant } from '../../util/grants';
import type { Json } from './shop';

export const isolated = testGrant({ isolation: { ingress: true, egress: false } });
export const PROXIES = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'envoy-gateway-system' } },
  podSelector: {
    matchLabels: {
      'gateway.envoyproxy.io/owning-gateway-name': 'company-gateway',
      'gateway.envoyproxy.io/owning-gateway-namespace': 'gateway-system',
    },
  },
};

/** The one network policy spec that a team writes. */
export const letsIn = (matchLabels: Json, port: number | string, from: object[] = [PROXIES]): object =>
  ({ podSelector: { matchLabels }, policyTypes: ['Ingress'], ingress: [{ from, ports: [{ protocol: 'TCP', port }] }] });

export const policiesOf = (scope: Chart): Json[] => Testing.synth(scope).filter(({ kind }) => /NetworkPolicy$/.test(kind as string));
export const specsOf = (scope: Chart): unknown[] => policiesOf(scope).map(({ spec }) => spec);
export const product = (): Pods => Pods.labelled({ app: 'product' }, 8080);
export const codes = (construct: Construct): string[] => Findings.of(construct).map(({ code }) => code);

export function rawService(scope: Construct, id: string, spec: object, metadata: object = {}): ApiObject {
  return new ApiObject(scope, `${id}-object`, { apiVersion: 'v1', kind: 'Service', metadata: { name: id, ...metadata }, spec });
}

export function routeTo(chart: TeamChart, id: string, ...backends: Backend[]): TeamRoute {
  return new TeamRoute(chart, id, { rules: [{ matches: [RouteMatch.pathPrefix(`/${id}`)], backends }] });
}
