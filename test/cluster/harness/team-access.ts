import { App, Testing } from 'cdk8s';
import { GuardMode, OperatorChart, TeamAccess, type TeamGrant } from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import { testGrant } from '../../util/grants';
import type { Cluster } from './cluster';
import { type KubernetesObject, type Manifest, manifestOf } from './manifests';
import { policiesInForce } from './policies';

export const GATEWAY_API = 'gateway.networking.k8s.io';
export const ALL_KINDS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

/** A grant of one team, in namespaces that no other test uses. */
export const grant = (overrides: Partial<GrantData>): TeamGrant => testGrant({
  team: { name: 'guarded', subjects: [{ kind: 'Group', name: 'team-guarded' }, { kind: 'ServiceAccount', name: 'ci', namespace: 'guarded-ci' }] },
  namespaces: ['guarded-prod'],
  ...overrides,
});

/** A listener that a grant may use. */
export const section = (name: string, hostname?: string, protocol = 'HTTPS'): GrantData['sections'][number] =>
  ({ name, port: 443, protocol, ...(hostname === undefined ? {} : { hostname }) });

/** What TeamAccess emits for the grants of one team. */
export function access(...grants: TeamGrant[]): Manifest[] {
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'guarded-gateways' });
  new TeamAccess(chart, 'access', { grants, mode: GuardMode.ENFORCE });
  return (Testing.synth(chart) as KubernetesObject[]).map(manifestOf);
}

/** Stores manifests, with the namespaces that they need, and waits until the policies among them hold. */
export async function inForce(cluster: Cluster, manifests: Manifest[], namespaces: string[]): Promise<void> {
  await cluster.createNamespaces(['guarded-ci', ...namespaces]);
  await cluster.install(manifests);
  await policiesInForce(cluster);
}
