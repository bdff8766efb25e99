import { covers } from '../../../manifest/hostname';
import { GATEWAY_API, NETWORKING, ROUTE_KINDS } from '../../../manifest/kinds';
import { isRecord, listOf, type Manifest } from '../../../manifest/manifest';
import { wordOf } from '../../../manifest/problem';
import { isHttpsRedirect } from '../../../manifest/redirects';
import { attachmentsOf } from '../../cluster/attachment';
import { namespaceOf } from '../../cluster/cluster-index';
import { specOf } from '../../cluster/references';
import type { Entry } from '../../rule';
import type { Violation } from '../evidence';
import type { Answer, EvidenceSet, Question } from '../question';
import { isInScope, manifestsOf, nameObject } from '../subjects';

/** What a listener of port 80 does with a request is redirect it. */
export const routesEncrypted: Question = {
  question: 'Does every way in serve requests over TLS, and clear text with nothing but a redirect to HTTPS?',
  query: 'routes: the protocols of the listeners that they attach to, and rules[*].filters; Ingress: spec.tls',
  ask(set: EvidenceSet): Answer {
    const inScope = (entries: readonly Entry[]): Entry[] =>
      entries.filter(({ manifest }) => isInScope(namespaceOf(manifest), set));
    const routes = inScope(ROUTE_KINDS.flatMap((kind) => set.index.ofKind(GATEWAY_API, kind)));
    const ingresses = inScope(set.index.ofKind(NETWORKING, 'Ingress'));
    const violations = [
      ...routes.filter((route) => !onlyRedirects(route)).flatMap((route): Violation[] => {
        const clear = listenerOf(route, set, ['HTTP']);
        const reason = `it serves listener "${clear}" in clear text`;
        return clear === undefined ? [] : [{ object: nameObject(route.manifest), reason }];
      }),
      ...ingresses.flatMap(({ manifest }) => clearIngress(manifest)),
    ];
    const objects = [...routes, ...ingresses].map(({ manifest }) => nameObject(manifest));
    return { objects, violations, ...unanswered(routes, objects.length, set) };
  },
};

function listenerOf(route: Entry, { index }: EvidenceSet, protocols: readonly unknown[]): string | undefined {
  return attachmentsOf(route, index).flatMap(({ listeners }) => listeners)
    .find(({ listener }) => protocols.includes(listener.protocol))?.listener.name;
}

/** A host that no certificate is named for is served in clear text; a certificate without hosts is for all. */
function clearIngress(manifest: Manifest): Violation[] {
  const { tls, rules } = specOf(manifest);
  const secured = listOf(tls).filter(isRecord).map(({ hosts }) => listOf(hosts));
  if (secured.some((hosts) => hosts.length === 0)) return [];
  if (secured.length === 0) return [{ object: nameObject(manifest), reason: 'it has no tls, so it serves clear text' }];
  const isSecured = (host: unknown): boolean =>
    typeof host === 'string' && secured.flat().some((one) => typeof one === 'string' && covers(one, host));
  const clear = listOf(rules).filter(isRecord).find(({ host }) => !isSecured(host));
  if (!clear) return [];
  const what = clear.host === undefined ? 'hosts without a certificate' : wordOf(clear.host);
  return [{ object: nameObject(manifest), reason: `it serves ${what} in clear text` }];
}

/** A new version gets a share, and the one that is known to work keeps one. */
export const releasesGradual: Question = {
  question: 'Do rules that split requests by weight send a share of them to each version?',
  query: 'HTTPRoute, GRPCRoute: spec.rules[*].backendRefs[*].weight',
  ask(set: EvidenceSet): Answer {
    const routes = manifestsOf(set, [`${GATEWAY_API}/HTTPRoute`, `${GATEWAY_API}/GRPCRoute`])
      .map((route) => ({ route, splits: splitsOf(route) }))
      .filter(({ splits }) => splits.length > 0);
    const violations = routes.filter(({ splits }) => splits.some((weights) => weights.every((weight) => weight === 0)))
      .map(({ route }) => ({ object: nameObject(route), reason: 'all weights of a rule are 0' }));
    return {
      objects: routes.map(({ route }) => nameObject(route)), violations,
      ...(routes.length === 0 && { unanswered: 'no route of the files splits requests by weight' }),
    };
  },
};

function onlyRedirects({ manifest }: Entry): boolean {
  const rules = listOf(specOf(manifest).rules);
  return rules.length > 0 && rules.every((rule) => isRecord(rule) && listOf(rule.filters).some(isHttpsRedirect));
}

function unanswered(routes: readonly Entry[], found: number, set: EvidenceSet): Pick<Answer, 'unanswered'> {
  if (found === 0) return { unanswered: 'no route and no Ingress is in the files' };
  const open = routes.find((route) => attachmentsOf(route, set.index).some(({ status }) => status === 'Unknown'));
  if (open) return { unanswered: `it is not known what ${nameObject(open.manifest)} attaches to` };
  const opaque = routes.find((route) => listenerOf(route, set, ['TCP', 'UDP']) !== undefined);
  return opaque ? { unanswered: `${nameObject(opaque.manifest)} passes bytes on as they come: whether they are encrypted is not shown` } : {};
}

/** The weights of each rule that has several. */
function splitsOf({ spec }: Manifest): number[][] {
  return listOf(isRecord(spec) ? spec.rules : undefined).map(weightsOf).filter((weights) => weights.length > 1);
}

function weightsOf(rule: unknown): number[] {
  const refs = isRecord(rule) ? listOf(rule.backendRefs).filter(isRecord) : [];
  return refs.map(({ weight }) => (typeof weight === 'number' ? weight : 1));
}
