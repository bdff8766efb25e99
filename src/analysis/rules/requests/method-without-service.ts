import { Category, Severity } from '../../../manifest/finding';
import { noService } from '../../../manifest/grpc-route-traps';
import { recordAt } from '../../../manifest/trap-parts';
import type { Rule } from '../../rule';
import { GRPC_ROUTE } from '../judged-kinds';
import { ofEach } from './request-parts';

/** Which calls a method alone takes is left to the implementation. */
export const methodWithoutService: Rule = {
  code: 'GW210',
  title: 'A gRPC match without a service',
  severity: Severity.WARNING,
  category: Category.PORTABILITY,
  source: 'Gateway API, GRPCMethodMatch',
  kinds: [GRPC_ROUTE],
  check: ofEach('matches', (match) => recordAt(match, 'method').flatMap(noService)),
};
