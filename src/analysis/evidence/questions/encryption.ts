import { GATEWAY_API } from '../../../manifest/kinds';
import { isRecord, listOf, type Manifest } from '../../../manifest/manifest';
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
  question: 'Does every route serve requests over TLS, and clear text with nothing but a redirect to HTTPS?',
  query: 'HTTPRoute, GRPCRoute: the protocols of the listeners that they attach to, and rules[*].filters',
  ask(set: EvidenceSet): Answer {
    const { index } = set;
    const routes = ['HTTPRoute', 'GRPCRoute'].flatMap((kind) => index.ofKind(GATEWAY_API, kind))
      .filter(({ manifest }) => isInScope(namespaceOf(manifest), set));
    const violations = routes.filter((route) => !onlyRedirects(route)).flatMap((route): Violation[] => {
      const clear = attachmentsOf(route, index).flatMap(({ listeners }) => listeners)
        .find(({ listener }) => listener.protocol === 'HTTP');
      return clear ? [{ object: nameObject(route.manifest), reason: `it serves listener "${clear.listener.name}" in clear text` }] : [];
    });
    return { objects: routes.map(({ manifest }) => nameObject(manifest)), violations, ...unanswered(routes, set) };
  },
};

/** Workloads take no connection that is not mutually authenticated. Source: Istio, PeerAuthentication. */
export const meshStrict: Question = {
  question: 'Does the mesh refuse what is not mutually authenticated TLS?',
  query: 'PeerAuthentication: spec.mtls.mode and spec.portLevelMtls',
  ask(set: EvidenceSet): Answer {
    const policies = manifestsOf({ ...set, namespaces: undefined }, ['security.istio.io/PeerAuthentication']);
    const violations = policies.flatMap((policy): Violation[] => {
      const { mtls, portLevelMtls } = isRecord(policy.spec) ? policy.spec : {};
      const all = [mtls, ...Object.values(isRecord(portLevelMtls) ? portLevelMtls : {})].filter(isRecord);
      const weak = all.map(({ mode }) => mode).find((mode) => mode !== 'STRICT' && mode !== 'UNSET' && mode !== undefined);
      return weak === undefined ? [] : [{ object: nameObject(policy), reason: `its mode is ${String(weak)}` }];
    });
    const isStrict = policies.some(({ spec }) => isRecord(spec) && isRecord(spec.mtls) && spec.mtls.mode === 'STRICT');
    const unclear = !isStrict && { unanswered: 'no PeerAuthentication of the files asks for STRICT' };
    return { objects: policies.map(nameObject), violations, ...unclear };
  },
};

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

function unanswered(routes: readonly Entry[], { index }: EvidenceSet): Pick<Answer, 'unanswered'> {
  if (routes.length === 0) return { unanswered: 'no HTTPRoute or GRPCRoute is in the files' };
  const open = routes.find((route) => attachmentsOf(route, index).some(({ status }) => status === 'Unknown'));
  return open ? { unanswered: `it is not known what ${nameObject(open.manifest)} attaches to` } : {};
}

/** The weights of each rule that has several. */
function splitsOf({ spec }: Manifest): number[][] {
  return listOf(isRecord(spec) ? spec.rules : undefined).map(weightsOf).filter((weights) => weights.length > 1);
}

function weightsOf(rule: unknown): number[] {
  const refs = isRecord(rule) ? listOf(rule.backendRefs).filter(isRecord) : [];
  return refs.map(({ weight }) => (typeof weight === 'number' ? weight : 1));
}
