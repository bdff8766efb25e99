import { Category, Severity } from '../../../manifest/finding';
import { gatewayOf } from '../../cluster/gateway-of';
import { implementationOf } from '../../cluster/implementation-of';
import { conflictsOf } from '../../cluster/listener-conflicts';
import { ownListeners } from '../../cluster/own-listeners';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';
import { clashOf, distinctionOf, isSaidOfRival } from './clash-text';

const FEATURE = 'TLSRouteModeMixed';

/** A port on which TLS ends for some hostnames and passes through for others is a feature that few implementations have. */
export const tlsModes: Rule = {
  code: 'GW102',
  title: 'A port that ends TLS for some hostnames and passes it on for others',
  severity: Severity.WARNING,
  category: Category.PORTABILITY,
  source: 'Gateway API, GEP-2643; feature TLSRouteModeMixed',
  kinds: LISTENER_OWNERS,
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    const conflicts = conflictsOf(entry, index);
    if (conflicts.size === 0) return [];
    return ownListeners(entry).flatMap(({ path }) => {
      const conflict = conflicts.get(path);
      if (conflict?.outcome !== 'unless supported' || isSaidOfRival(conflict)) return [];
      const gateway = gatewayOf(entry, index);
      const facts = gateway && implementationOf(gateway.manifest, index);
      const lacks = facts?.unsupportedFeatures.includes(FEATURE);
      return [{
        message: `${clashOf(conflict)}: ${lacks ? `${facts!.name} lacks` : 'an implementation without'} ${FEATURE}`
          + `${lacks ? ', and' : ''} serves neither of them`,
        fix: distinctionOf(conflict), path: `${path}.port`, ...(lacks && { severity: Severity.ERROR }),
      }];
    });
  },
};
