import { App, Testing } from 'cdk8s';
import { Destination, type EgressBackend, EgressLockdown, type EgressLockdownProps, OperatorChart } from '../../../../src';
import type { ClusterData, EgressBackendName } from '../../../../src/manifest/grant-data';
import { grantData, testGrant } from '../../../util/grants';

/** A manifest of a lockdown. */
export interface Emitted {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly annotations?: Record<string, string> };
  readonly spec: Record<string, unknown>;
  readonly data?: Record<string, string>;
}

export const REASON = 'payments';
export const STRIPE = Destination.host('api.stripe.com', 443, { reason: REASON });
export const ONE_LABEL = Destination.oneLabelUnder('x.io', 443, { reason: REASON });
export const ANY_DEPTH = Destination.anyDepthUnder('x.io', 443, { reason: REASON });
export const LEDGER = Destination.namespace('ledger', 5432, { reason: 'bookings' });
export const BLOCK = Destination.cidr('203.0.113.0/24', 443, { reason: 'bank' });
export const API_SERVER = [{ cidr: '10.0.0.10/32', ports: [6443] }];

/** Clusters that have a back end, where not every one has it. */
const HOMES: Partial<Record<EgressBackendName, Partial<ClusterData>>> = {
  cilium: { networkPlugin: 'cilium' }, calico: { networkPlugin: 'calico' }, clusterNetworkPolicy: { networkPlugin: 'calico' },
  ovnEgressFirewall: { networkPlugin: 'ovn-kubernetes' }, gkeFqdn: { name: 'gke', networkPlugin: 'dataplane-v2' }, eksAuto: { name: 'eks-auto' },
};

/** A cluster that has the back end. */
export function clusterFor(backend: EgressBackend | undefined): ClusterData {
  const name = backend?._data?.().name;
  return { ...grantData().cluster, ...(name && HOMES[name]) };
}

/** A chart with a lockdown of namespace ecommerce-prod on a cluster that has the back end, with these differences. */
export function lockedChart(props: Omit<EgressLockdownProps, 'grant'>, cluster: Partial<ClusterData> = {}): OperatorChart {
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
  const grant = testGrant({ isolation: { ingress: true, egress: true }, cluster: { ...clusterFor(props.backend), ...cluster } });
  new EgressLockdown(chart, 'egress', { grant, ...props });
  return chart;
}

/** The manifests of such a lockdown. */
export function emitted(props: Omit<EgressLockdownProps, 'grant'>, cluster: Partial<ClusterData> = {}): Emitted[] {
  return Testing.synth(lockedChart(props, cluster)) as Emitted[];
}

/** Those of one kind. */
export const ofKind = (manifests: readonly Emitted[], kind: string): Emitted[] => manifests.filter((manifest) => manifest.kind === kind);
