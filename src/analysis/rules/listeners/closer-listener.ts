import { Category, Severity } from '../../../manifest/finding';
import { GATEWAY_API } from '../../../manifest/kinds';
import { commonHostname, isAttached } from '../../cluster/attached-routes';
import { attachedListeners, knownParent } from '../../cluster/attachment';
import { closestListener, gatewayOf, listenersByPort } from '../../cluster/closest-listener';
import { nameOf, namespaceOf } from '../../cluster/cluster-index';
import { hostnamesOf, type Reference } from '../../cluster/references';
import { parentsOf } from '../../cluster/route-references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';

/** A request is for one listener of its port: the most specific one, and its routes alone. */
export const closerListener: Rule = {
  code: 'GW142',
  title: 'A hostname of a route that another listener of the port takes',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, Gateway.spec.listeners: listener isolation',
  kinds: ['HTTPRoute', 'GRPCRoute', 'TLSRoute'].map((kind) => `${GATEWAY_API}/${kind}`),
  check: (entry: Entry, context: RuleContext): RuleResult[] => (hostnamesOf(entry.manifest).length === 0
    ? []
    : parentsOf(entry, context).flatMap((ref) => ofParent(entry, ref, context))),
};

function ofParent(entry: Entry, ref: Reference, { index }: RuleContext): RuleResult[] {
  const parent = knownParent(ref, index);
  const owner = parent && index.find(ref.group, ref.kind, ref.namespace, ref.name)[0];
  const gateway = owner && gatewayOf(owner, index);
  if (!parent || !gateway) return [];
  const ports = listenersByPort(gateway, index);
  const lost = new Map<string, RuleResult>();
  for (const listener of attachedListeners(entry.manifest, ref, parent, index)) {
    const own = typeof listener.hostname === 'string' && listener.hostname !== '' ? listener.hostname : undefined;
    const beside = ports.get(Number(listener.port));
    for (const [i, hostname] of beside ? hostnamesOf(entry.manifest).entries() : []) {
      const common = commonHostname(own, hostname);
      const closest = common === undefined ? undefined : closestListener(beside!, common);
      if (!closest || closest.hostname === own || isAttached(entry, closest, index)) continue;
      const holder = closest.owner.manifest;
      lost.set(`${common} ${closest.name}`, {
        message: `requests for "${common}" on port ${closest.port} are for listener "${closest.name}" (${closest.hostname}) of `
          + `${holder.kind} ${namespaceOf(holder) ?? ''}/${nameOf(holder) ?? ''}, which is closer than "${String(listener.name)}" `
          + `(${own ?? 'every hostname'}); the route does not attach to it, and does not get them`,
        fix: `attach the route to "${closest.name}" too, or leave the hostname out`, path: `spec.hostnames[${i}]`,
      });
    }
  }
  return [...lost.values()];
}
