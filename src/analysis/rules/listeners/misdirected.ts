import { implementationsThatDetect } from '../../../manifest/implementation-table';
import { enumerate } from '../../../manifest/text';
import { nameOf } from '../../cluster/cluster-index';
import { gatewayOf } from '../../cluster/gateway-of';
import { implementationOf } from '../../cluster/implementation-of';
import type { OwnListener } from '../../cluster/own-listeners';
import type { Entry, RuleContext } from '../../rule';

/** Who answers 421 to a request on another listener's connection: the end of a sentence, or undefined where the gateway does. */
export function detection(owner: Entry, index: RuleContext['index']): string | undefined {
  const gateway = gatewayOf(owner, index);
  const facts = gateway && implementationOf(gateway.manifest, index);
  if (facts?.detectsMisdirectedRequests) return undefined;
  const able = enumerate(implementationsThatDetect(), 'and');
  return facts ? `${facts.name} does not answer them with 421 (${able} does)` : `only an implementation that answers them with 421 prevents it (${able} does)`;
}

/** `listener "web" (*.a.com)`, with its object where that is another one. */
export function describeListener({ name, hostname, owner }: OwnListener, beside: Entry): string {
  const holder = owner === beside ? '' : ` of ${owner.manifest.kind} ${nameOf(owner.manifest) ?? ''}`;
  return `listener "${name}"${holder} (${hostname ?? 'every hostname'})`;
}
