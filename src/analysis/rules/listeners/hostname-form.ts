import { Category, Severity } from '../../../manifest/finding';
import { ipAddressProblem } from '../../../manifest/hostname';
import { noHostnameTrap } from '../../../manifest/hostname-traps';
import { GATEWAY_API } from '../../../manifest/kinds';
import { listOf } from '../../../manifest/manifest';
import { ownListeners } from '../../cluster/own-listeners';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { trapResult } from '../trap-result';
import { LISTENER_OWNERS } from './listener-owners';

const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute'];

/** What the pattern of hostnames takes and no request carries. */
export const hostnameForm: Rule = {
  code: 'GW121',
  title: 'A hostname that no request can carry',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, Hostname; RFC 1035 on labels, RFC 6066 on server names',
  kinds: [...LISTENER_OWNERS, ...ROUTES.map((kind) => `${GATEWAY_API}/${kind}`)],
  check: (entry: Entry): RuleResult[] => placesOf(entry)
    .flatMap(({ value, path }) => noHostnameTrap(value, path)).map((trap) => trapResult(trap, 'nothing arrives for it')),
};

interface Place {
  readonly value: unknown;
  readonly path: string;
}

function placesOf(entry: Entry): Place[] {
  const { manifest } = entry;
  if (!ROUTES.includes(manifest.kind)) {
    return ownListeners(entry).flatMap(({ hostname, path }) => (hostname === undefined ? [] : [{ value: hostname, path: `${path}.hostname` }]));
  }
  const hostnames = listOf(specOf(manifest).hostnames).map((value, i) => ({ value, path: `spec.hostnames[${i}]` }));
  // The API server refuses addresses in TLSRoutes itself.
  return manifest.kind === 'TLSRoute' ? hostnames.filter(({ value }) => ipAddressProblem(value) === undefined) : hostnames;
}
