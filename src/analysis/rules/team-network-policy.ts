import { Category, Severity } from '../../manifest/finding';
import type { GrantData, ProxyPeers } from '../../manifest/grant-data';
import { CILIUM, NETWORKING } from '../../manifest/kinds';
import { groupOf, isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { entitiesOf, peersOf, policyKindOf } from '../../manifest/proxy-peers';
import { sameJson } from '../../manifest/same-json';
import { specOf } from '../cluster/references';
import type { Entry, Rule, RuleResult } from '../rule';
import { grantsFor, isTeam } from './team-scope';

/** The one network policy that a team may have: its granted gateway's proxies may reach its own backends. */
export const teamNetworkPolicy: Rule = {
  code: 'GW017',
  title: 'A team\'s network policy that opens more than its gateway\'s way to its backends',
  severity: Severity.ERROR,
  category: Category.SECURITY,
  source: 'Kubernetes, NetworkPolicy: policies add up, so one more policy can undo any default deny',
  check({ manifest, role }: Entry): RuleResult[] {
    if (!isTeam(role) || !isNetworkPolicy(manifest)) return [];
    const grants = grantsFor(role, manifest).filter((grant) => grant.isolation.ingress);
    if (grants.some((grant) => admitsOnlyProxies(manifest, grant))) return [];
    return [{
      message: 'a team may not write network policies: they add up, and one can undo the isolation around the team',
      fix: 'remove it: routes emit the policy that lets the gateway reach their backends, '
        + 'and the operator opens the rest with EgressLockdown',
    }];
  },
};

function isNetworkPolicy({ apiVersion, kind }: Manifest): boolean {
  const group = groupOf(apiVersion);
  return (group === NETWORKING && kind === 'NetworkPolicy') || (group === CILIUM && kind === 'CiliumNetworkPolicy');
}

function admitsOnlyProxies(manifest: Manifest, grant: GrantData): boolean {
  const spec = specOf(manifest);
  const cilium = manifest.kind === 'CiliumNetworkPolicy';
  // CiliumNetworkPolicy may hold a list of further rule sets beside spec.
  if (policyKindOf(grant.proxies) !== manifest.kind || (cilium && manifest.specs !== undefined)) return false;
  return cilium ? isCiliumShape(spec, grant.proxies) : isPolicyShape(spec, grant.proxies);
}

function isPolicyShape(spec: Record<string, unknown>, proxies: ProxyPeers): boolean {
  return JSON.stringify(spec.policyTypes) === '["Ingress"]' && spec.egress === undefined && selectsByLabel(spec.podSelector)
    && listOf(spec.ingress).length > 0
    && listOf(spec.ingress).every((rule) => isRecord(rule) && namesPorts(rule.ports)
      && listOf(rule.from).length > 0
      && listOf(rule.from).every((peer) => peersOf(proxies).some((proxy) => sameJson(peer, proxy))));
}

/** Each one port: without a number or a name it would be every port, and a range may be nearly that. */
function namesPorts(ports: unknown): boolean {
  return listOf(ports).length > 0 && listOf(ports).every((port) => isRecord(port) && port.endPort === undefined
    && (typeof port.port === 'number' || typeof port.port === 'string') && String(port.port) !== '0');
}

function selectsByLabel(selector: unknown): boolean {
  return isRecord(selector) && Object.keys(selector).join() === 'matchLabels'
    && isRecord(selector.matchLabels) && Object.keys(selector.matchLabels).length > 0;
}

function isCiliumShape(spec: Record<string, unknown>, proxies: ProxyPeers): boolean {
  const allowed = new Set(['endpointSelector', 'ingress', 'description']);
  return Object.keys(spec).every((key) => allowed.has(key)) && selectsByLabel(spec.endpointSelector)
    && listOf(spec.ingress).length > 0
    && listOf(spec.ingress).every((rule) => isRecord(rule) && listOf(rule.toPorts).length > 0
      && listOf(rule.toPorts).every((to) => isRecord(to) && Object.keys(to).join() === 'ports' && namesPorts(to.ports))
      && Object.keys(rule).every((key) => key === 'fromEntities' || key === 'toPorts')
      && sameJson(rule.fromEntities, entitiesOf(proxies)));
}
