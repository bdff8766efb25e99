import type { GrantData } from '../../manifest/grant-data';
import { wholeHosts } from '../../manifest/guards/host-map';
import { quote } from '../../manifest/quote';
import type { Validation, Variable } from './admission-policy';
import { celMap, celStrings } from './cel';
import { byNamespace, type Held } from './held-grants';

/** Where certificate authorities look for the answer to a challenge. Source: RFC 8555, 8.3. */
const CHALLENGES = '/.well-known/acme-challenge/';

/**
 * Whether an HTTPRoute answers a challenge, and nothing else: cert-manager writes it next to the Certificate, attached to what
 * its issuer says, which may be a listener for HTTP that serves nothing else. It passes for hostnames that were granted as a
 * whole, at every listener of the granted gateways. Source: cert-manager, HTTP-01 with Gateway API.
 */
export function acmeVariables(held: readonly Held[]): Variable[] {
  return [
    { name: 'whole', expression: byNamespace(held, wholeOf) },
    {
      name: 'acme',
      expression: [
        'size(variables.hostnames) > 0',
        'variables.hostnames.all(h, !h.startsWith(\'*\')'
          + ' && (h in variables.whole[\'exact\'] || variables.whole[\'suffixes\'].exists(s, h.endsWith(s))))',
        'variables.parents.all(p, p in variables.granted || variables.whole[\'gateways\'].exists(g, p.startsWith(g)))',
        'has(object.spec.rules) && size(object.spec.rules) > 0'
          + ' && object.spec.rules.all(r, (!has(r.filters) || size(r.filters) == 0) && has(r.matches) && size(r.matches) > 0'
          + ' && r.matches.all(m, has(m.path) && has(m.path.type) && m.path.type == \'Exact\''
          + ` && has(m.path.value) && m.path.value.startsWith(${quote(CHALLENGES)})))`,
      ].join(' && '),
    },
  ];
}

/** What was granted as a whole, and the gateways, as CEL. */
function wholeOf(grants: readonly GrantData[]): string {
  const { exact, suffixes } = wholeHosts(grants);
  const gateways = [...new Set(grants.map(({ gateway }) => `${gateway.namespace}/${gateway.name}/`))];
  return celMap([['exact', celStrings(exact)], ['suffixes', celStrings(suffixes)], ['gateways', celStrings(gateways)]]);
}

/** What is said of routes, but not of those that answer challenges. */
export function exceptAcme({ expression, ...said }: Validation): Validation {
  return { expression: `variables.acme || (${expression})`, ...said };
}
