import { type DelegatedGrant, delegatedPorts, isDelegated } from '../../../manifest/delegation';
import { Category, Severity } from '../../../manifest/finding';
import { covers } from '../../../manifest/hostname';
import { GATEWAY_API } from '../../../manifest/kinds';
import { groupOf, isRecord, listOf, type Manifest } from '../../../manifest/manifest';
import { NAME_LABEL } from '../../../manifest/names';
import { objectText } from '../../../manifest/object-text';
import { show } from '../../../manifest/problem';
import { enumerate, quoted } from '../../../manifest/text';
import { namespaceOf } from '../../cluster/cluster-index';
import { gatewayRefOf, parentOfSet } from '../../cluster/gateway-of';
import { certificateRefsOf, specOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { grantsFor, isTeam } from './team-scope';

type Listener = Record<string, unknown>;

/** A team's ListenerSet adds to the granted gateway what was delegated, and nothing else. */
export const teamListenerSet: Rule = {
  code: 'GW018',
  title: 'A team\'s ListenerSet that adds what was not delegated',
  severity: Severity.ERROR,
  category: Category.SECURITY,
  source: 'Gateway API, ListenerSetSpec and its security page on hostname hijacking',
  check({ manifest, role }: Entry): RuleResult[] {
    if (!isTeam(role) || manifest.kind !== 'ListenerSet' || groupOf(manifest.apiVersion) !== GATEWAY_API) return [];
    const delegated = grantsFor(role, manifest).filter(isDelegated);
    if (delegated.length === 0) {
      return [{
        message: 'no listeners are delegated to the team in this namespace',
        fix: 'attach routes to granted listeners of the gateway, or have the operator delegate some with SharedGateway.delegate',
      }];
    }
    const here = delegated.filter((grant) => namesGateway(manifest, grant));
    if (here.length === 0) return [strangeParent(manifest, delegated)];
    return [
      ...listOf(specOf(manifest).listeners).flatMap((listener, i) =>
        (isRecord(listener) ? judge(listener, `spec.listeners[${i}]`, here) : [])),
      ...foreignCertificates(manifest),
    ];
  },
};

function namesGateway(manifest: Manifest, { gateway }: DelegatedGrant): boolean {
  const ref = gatewayRefOf(manifest);
  return ref?.namespace === gateway.namespace && ref.name === gateway.name;
}

function strangeParent(manifest: Manifest, delegated: readonly DelegatedGrant[]): RuleResult {
  const ref = parentOfSet(manifest);
  const gateways = delegated.map(({ gateway }) => `${gateway.namespace}/${gateway.name}`);
  return {
    message: ref === undefined
      ? 'it names no gateway'
      : `listeners of ${objectText(ref)} are not delegated to the team in this namespace`,
    fix: `name the gateway ${enumerate([...new Set(gateways)], 'or')}`,
    path: 'spec.parentRef',
  };
}

/** A listener lies within one of the grants: hostnames, ports and protocols of several do not add up. */
function judge(listener: Listener, path: string, grants: readonly DelegatedGrant[]): RuleResult[] {
  const results = grants.map((grant) => problemsIn(listener, path, grant));
  const [least] = results.sort((a, b) => a.length - b.length);
  return least;
}

function problemsIn(listener: Listener, path: string, grant: DelegatedGrant): RuleResult[] {
  const { hostname, port, protocol } = listener;
  const granted = grant.hostnames.map((one) => one.hostname);
  const results: RuleResult[] = [];
  if (typeof hostname !== 'string' || hostname === '') {
    const message = 'the listener names no hostname, so it claims every one of the gateway';
    results.push({ message, fix: `write one of ${quoted(granted)}`, path: `${path}.hostname` });
  } else if (!granted.some((one) => covers(one, hostname))) {
    results.push({
      message: `hostname "${hostname}" is not delegated to the team`, fix: `write one of ${quoted(granted)}`, path: `${path}.hostname`,
    });
  }
  return [...results, ...strayPlace(protocol, port, path, grant), ...strangers(listener, path, grant)];
}

/** A protocol that was not delegated, or a port that was not delegated for it. */
function strayPlace(protocol: unknown, port: unknown, path: string, grant: DelegatedGrant): RuleResult[] {
  const delegated = delegatedPorts(grant);
  const ports = delegated.get(String(protocol));
  if (ports === undefined) {
    return [{
      message: `protocol ${show(protocol)} is not delegated to the team`, fix: `write ${enumerate([...delegated.keys()], 'or')}`, path: `${path}.protocol`,
    }];
  }
  if (ports.some((one) => one === port)) return [];
  return [{
    message: `port ${show(port)} is not delegated to the team for ${String(protocol)}`, fix: `write ${enumerate(ports.map(String), 'or')}`, path: `${path}.port`,
  }];
}

/** Routes of the team's own namespaces alone attach, named by the label that no tenant can set. */
function strangers({ allowedRoutes }: Listener, path: string, { namespaces: own }: DelegatedGrant): RuleResult[] {
  const rule = isRecord(allowedRoutes) && isRecord(allowedRoutes.namespaces) ? allowedRoutes.namespaces : {};
  const { from = 'Same', selector } = rule;
  if (from === 'Same' || (from === 'Selector' && selectsOnly(selector, own))) return [];
  return [{
    message: from === 'Selector'
      ? 'the listener admits routes of namespaces that are not named one by one, or not the team\'s'
      : `the listener admits routes from ${show(from)}, other teams' included`,
    fix: `leave it out for the ListenerSet's own namespace, or select by matchExpressions ${NAME_LABEL} In [${quoted(own)}]`,
    path: `${path}.allowedRoutes.namespaces`,
  }];
}

/** Whether a selector is one expression on the names of namespaces, all of them the team's. */
function selectsOnly(selector: unknown, own: readonly string[]): boolean {
  if (!isRecord(selector) || Object.keys(selector).some((key) => key !== 'matchExpressions')) return false;
  const [expression, second] = listOf(selector.matchExpressions);
  if (second !== undefined || !isRecord(expression)) return false;
  if (expression.key !== NAME_LABEL || expression.operator !== 'In') return false;
  const values = listOf(expression.values);
  return values.length > 0 && values.every((value) => own.some((one) => one === value));
}

/** Secrets of other namespaces are not the team's to show, even where a ReferenceGrant opens them. */
function foreignCertificates(manifest: Manifest): RuleResult[] {
  const home = namespaceOf(manifest);
  return certificateRefsOf(manifest).filter(({ namespace }) => namespace !== home).map(({ namespace, path }) => ({
    message: `the certificate is of namespace "${namespace ?? ''}", and a team's listeners show those of their own`,
    fix: 'keep the Secret in the ListenerSet\'s namespace, and leave the reference\'s out',
    path: `${path}.namespace`,
  }));
}
