import { Category, Severity } from '../../../manifest/finding';
import { LABEL_LIMIT } from '../../../manifest/names';
import { show } from '../../../manifest/problem';
import { nameOf } from '../../cluster/cluster-index';
import type { Entry, Rule, RuleResult } from '../../rule';
import { GATEWAY, GATEWAY_CLASS } from '../judged-kinds';

const RFC_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** Names of Gateways and classes become values of labels, and parts of the names of Services. */
export const provisionedName: Rule = {
  code: 'GW140',
  title: 'A name of a Gateway or class that what is made for it cannot carry',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, Gateway and GatewayClass: names should be labels of RFC 1035; GEP-1762',
  kinds: [GATEWAY, GATEWAY_CLASS],
  check({ manifest }: Entry): RuleResult[] {
    const name = nameOf(manifest);
    const problem = name === undefined ? undefined : problemOf(name);
    if (!problem) return [];
    const label = manifest.kind === 'Gateway' ? 'gateway-name' : 'gateway-class-name';
    return [{
      message: `${show(name)} ${problem}; implementations put it into label gateway.networking.k8s.io/${label} and into names of `
        + 'Services and Deployments, which the API server then refuses',
      fix: `write lower case letters, digits and inner "-", a letter first, at most ${LABEL_LIMIT}`, path: 'metadata.name',
    }];
  },
};

function problemOf(name: string): string | undefined {
  if (name.length > LABEL_LIMIT) return `has ${name.length} characters, and labels hold ${LABEL_LIMIT}`;
  return RFC_1035.test(name) ? undefined : 'is no label of RFC 1035';
}
