import { Category, Severity } from '../../../manifest/finding';
import type { GrantData, ProxyPeers } from '../../../manifest/grant-data';
import { jsonText } from '../../../manifest/json-text';
import { CILIUM, NETWORKING } from '../../../manifest/kinds';
import { groupOf, isRecord, listOf, type Manifest } from '../../../manifest/manifest';
import { entitiesOf, peersOf, policyKindOf } from '../../../manifest/proxy-peers';
import { sameJson } from '../../../manifest/same-json';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
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
  return holdsOnly(spec, 'podSelector', 'policyTypes', 'ingress')
    && jsonText(spec.policyTypes) === '["Ingress"]' && selectsByLabel(spec.podSelector)
    && everyOf(spec.ingress, (rule) => holdsOnly(rule, 'from', 'ports') && everyOf(rule.ports, isSinglePort)
      && everyOf(rule.from, (peer) => peersOf(proxies).some((proxy) => sameJson(peer, proxy))));
}

function isCiliumShape(spec: Record<string, unknown>, proxies: ProxyPeers): boolean {
  return holdsOnly(spec, 'endpointSelector', 'ingress', 'description') && selectsByLabel(spec.endpointSelector)
    && everyOf(spec.ingress, (rule) => holdsOnly(rule, 'fromEntities', 'toPorts')
      && sameJson(rule.fromEntities, entitiesOf(proxies))
      && everyOf(rule.toPorts, (to) => holdsOnly(to, 'ports') && everyOf(to.ports, isSinglePort)));
}

/** Without a number or a name it would be every port, a range may be nearly that, and Cilium takes 0 for every port. */
function isSinglePort({ port, endPort }: Record<string, unknown>): boolean {
  return (typeof port === 'number' || typeof port === 'string') && !/^0*$/.test(String(port)) && endPort === undefined;
}

function selectsByLabel(selector: unknown): boolean {
  return isRecord(selector) && holdsOnly(selector, 'matchLabels')
    && isRecord(selector.matchLabels) && Object.keys(selector.matchLabels).length > 0;
}

/** Whether a value is a list of objects, at least one, and all of a kind. */
function everyOf(value: unknown, is: (item: Record<string, unknown>) => boolean): boolean {
  return listOf(value).length > 0 && listOf(value).every((item) => isRecord(item) && is(item));
}

/** A field that nobody thought of may open something. */
function holdsOnly(record: Record<string, unknown>, ...keys: string[]): boolean {
  return Object.keys(record).every((key) => keys.includes(key));
}
