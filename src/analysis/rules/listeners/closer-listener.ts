import { Category, Severity } from '../../../manifest/finding';
import { covers } from '../../../manifest/hostname';
import { placeText } from '../../../manifest/object-text';
import { type Attachment, attachmentsOf } from '../../cluster/attachment';
import { closestListener, listenersByPort } from '../../cluster/closest-listener';
import { type ClusterIndex, nameOf, namespaceOf } from '../../cluster/cluster-index';
import type { EffectiveListener } from '../../cluster/effective-listeners';
import { gatewayOf } from '../../cluster/gateway-of';
import { ListenerMap } from '../../cluster/listener-map';
import type { OwnListener } from '../../cluster/own-listeners';
import { hostnamesOf } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { HOSTNAME_KINDS } from '../judged-kinds';

/** A request is for one listener of its port: the most specific one, and its routes alone. */
export const closerListener: Rule = {
  code: 'GW142',
  title: 'A hostname of a route that another listener of the port takes',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, Gateway.spec.listeners: listener isolation',
  kinds: HOSTNAME_KINDS,
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    const claimed = hostnamesOf(entry.manifest);
    if (claimed.length === 0) return [];
    const attachments = attachmentsOf(entry, index);
    const attached = new ListenerMap<true>();
    for (const { listener } of attachments.flatMap(({ listeners }) => listeners)) attached.set(listener, true);
    const lost = attachments.flatMap((attachment) => lostOf(attachment, attached, index));
    // A hostname that several listeners of the port lose is said once.
    const first = new Map(lost.reverse().map((one) => [`${one.hostname} ${one.closest.path}`, one]));
    return [...first.values()].reverse().map((one) => resultOf(one, claimed));
  },
};

interface Lost {
  readonly hostname: string;
  readonly listener: OwnListener;
  readonly closest: EffectiveListener;
}

function lostOf({ parent, listeners }: Attachment, attached: ListenerMap<true>, index: ClusterIndex): Lost[] {
  const gateway = parent && gatewayOf(parent, index);
  const ports = gateway && listenersByPort(gateway, index);
  return !ports ? [] : listeners.flatMap(({ listener, hostnames }) => {
    const beside = ports.get(listener.port ?? 0);
    return !beside ? [] : hostnames.flatMap((hostname) => {
      const closest = closestListener(beside, hostname);
      const isLost = closest !== undefined && closest.hostname !== listener.hostname && !attached.get(closest);
      return isLost ? [{ hostname, listener, closest }] : [];
    });
  });
}

function resultOf({ hostname, listener, closest }: Lost, claimed: readonly string[]): RuleResult {
  const { manifest } = closest.owner;
  return {
    message: `requests for "${hostname}" on port ${closest.port} are for listener "${closest.name}" (${closest.hostname}) of `
      + `${manifest.kind} ${placeText(namespaceOf(manifest), nameOf(manifest))}, which is closer than "${listener.name}" `
      + `(${listener.hostname ?? 'every hostname'}); the route does not attach to it, and does not get them`,
    fix: `attach the route to "${closest.name}" too, or leave the hostname out`,
    path: `spec.hostnames[${claimed.findIndex((one) => covers(one, hostname))}]`,
  };
}
