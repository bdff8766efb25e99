import { Category, Severity } from '../../../manifest/finding';
import { attachmentsOf } from '../../cluster/attachment';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { GRPC_ROUTE } from '../judged-kinds';

/** Calls need HTTP/2, which a listener without TLS speaks only where its implementation takes it without an upgrade. */
export const callsInClearText: Rule = {
  code: 'GW178',
  title: 'A GRPCRoute at listeners for clear text alone',
  severity: Severity.UNKNOWN,
  category: Category.PORTABILITY,
  source: 'Gateway API, GRPCRoute: HTTP/2 over clear text by prior knowledge',
  kinds: [GRPC_ROUTE],
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    const attached = attachmentsOf(entry, index)
      .flatMap(({ ref, listeners }) => listeners.map(({ listener }) => ({ ref, listener })));
    if (attached.length === 0 || attached.some(({ listener }) => listener.protocol !== 'HTTP')) return [];
    const [{ ref, listener }] = attached;
    return [{
      message: `listener "${listener.name}" is for HTTP, where calls need HTTP/2 without an upgrade: implementations that lack it do not `
        + 'accept the listener, and clients have to ask for it (plaintext)',
      fix: 'attach to a listener for HTTPS, or see that the implementation supports GRPCRoute over clear text', path: ref.path,
    }];
  },
};
