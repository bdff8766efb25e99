import { Category, Severity } from '../../../manifest/finding';
import { admitsSets, portsWithoutListener } from '../../../manifest/gateway-traps';
import { push } from '../../../manifest/group-by';
import { wordOf } from '../../../manifest/problem';
import { effectiveListeners } from '../../cluster/effective-listeners';
import { type FrontendTls, frontendTlsOf } from '../../cluster/frontend-tls';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { GATEWAY } from '../judged-kinds';
import { trapResult } from '../trap-result';

const EFFECT = 'no client is asked for a certificate by it';

/** Certificates of clients are asked for on HTTPS listeners. */
export const frontendPort: Rule = {
  code: 'GW132',
  title: 'Client certificates on a port without an HTTPS listener',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, FrontendTLSConfig: it is for HTTPS listeners alone',
  kinds: [GATEWAY],
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    const validations = frontendTlsOf(entry.manifest);
    const spec = specOf(entry.manifest);
    // In an app the listeners of a port may come with the teams that are admitted.
    const severity = entry.construct === undefined ? Severity.ERROR : Severity.WARNING;
    const traps = portsWithoutListener(spec).map((trap) => ({ ...trapResult(trap, EFFECT), severity }));
    if (validations.length === 0) return traps;
    const protocols = new Map<unknown, string[]>();
    for (const { port, protocol } of effectiveListeners(entry, index)) push(protocols, port, protocol);
    const isOpen = admitsSets(spec.allowedListeners);
    return [...traps, ...validations.flatMap((validation) => judge(validation, protocols, isOpen))];
  },
};

function judge({ port, where, path }: FrontendTls, protocols: ReadonlyMap<unknown, string[]>, isOpen: boolean): RuleResult[] {
  const there = port === undefined ? [...protocols.values()].flat() : protocols.get(port);
  if (there === undefined) return isOpen ? [unknownPort(port, path)] : [];
  if (there.includes('HTTPS') || (port === undefined && isOpen)) return [];
  const what = port === undefined ? 'no listener of the Gateway is for HTTPS' : `the listener on ${where} is for ${there[0]}`;
  return [{
    message: `${what}, and clients show certificates to HTTPS listeners alone; ${EFFECT}`,
    fix: 'write protocol HTTPS, or leave the entry out', path, severity: Severity.WARNING,
  }];
}

/** A ListenerSet that is not here may bring the port. */
function unknownPort(port: unknown, path: string): RuleResult {
  return {
    message: `no listener here has port ${wordOf(port)}; unless a ListenerSet brings one for HTTPS, ${EFFECT}`,
    fix: 'write the port of an HTTPS listener, or leave the entry out', path, severity: Severity.UNKNOWN, missing: true,
  };
}
