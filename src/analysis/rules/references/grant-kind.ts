import { Category, Severity } from '../../../manifest/finding';
import { GATEWAY_API, GATEWAY_API_EXPERIMENTAL, ROUTE_KINDS } from '../../../manifest/kinds';
import { isRecord, listOf } from '../../../manifest/manifest';
import { nearest } from '../../../manifest/nearest';
import { enumerate } from '../../../manifest/text';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { REFERENCE_GRANT } from '../judged-kinds';

/** Kinds of Gateway API that refer to other namespaces, and kinds that they refer to. */
const REFERRERS = [...ROUTE_KINDS, 'Gateway', 'ListenerSet'];
const TARGETS = ['Service', 'Secret', 'ConfigMap'];
/** What Kubernetes lets refer by grants of Gateway API: a claim to the snapshot or claim that its volume begins with. */
const CLAIM = 'PersistentVolumeClaim';

/** A grant names kinds that refer, and kinds that are referred to. */
export const grantKind: Rule = {
  code: 'GW307',
  title: 'A ReferenceGrant for a kind that it does nothing for',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, ReferenceGrantFrom and ReferenceGrantTo: the kinds that refer across namespaces; '
    + 'Kubernetes, CrossNamespaceVolumeDataSource',
  kinds: [REFERENCE_GRANT],
  check({ manifest }: Entry): RuleResult[] {
    const { from, to } = specOf(manifest);
    const ofClaims = listOf(from).some((peer) => isRecord(peer) && isClaim(peer));
    return [
      ...listOf(from).filter(isRecord).flatMap((peer, i) => ofReferrer(peer, `spec.from[${i}]`)),
      ...listOf(to).filter(isRecord).flatMap((target, i) => (ofClaims && isClaim(target) ? [] : ofTarget(target, `spec.to[${i}]`))),
    ];
  },
};

type Data = Record<string, unknown>;

function isClaim({ group, kind }: Data): boolean {
  return group === '' && kind === CLAIM;
}

function ofReferrer(peer: Data, path: string): RuleResult[] {
  const { group, kind } = peer;
  if (typeof kind !== 'string' || (group !== '' && group !== GATEWAY_API) || isClaim(peer)) return [];
  if (group === '') return [result(`no ${kind} refers to objects of other namespaces by a grant`, groupFix(kind), path)];
  if (REFERRERS.includes(kind)) return [];
  const why = kind === 'BackendTLSPolicy' ? 'a BackendTLSPolicy refers to its own namespace alone, and no grant changes that'
    : `Gateway API has no kind ${kind} that refers to objects of other namespaces`;
  return [result(why, `write ${nearest(kind, REFERRERS) ?? `one of ${enumerate(REFERRERS, 'or')}`}`, `${path}.kind`)];
}

function groupFix(kind: string): string {
  return REFERRERS.includes(kind) ? `write group ${GATEWAY_API}` : `write group ${GATEWAY_API} and one of its kinds that refer`;
}

/** Attachment to Gateways is decided by their listeners; kinds of implementations are their own matter. */
function ofTarget({ group, kind }: Data, path: string): RuleResult[] {
  if (typeof kind !== 'string') return [];
  if (group === GATEWAY_API) {
    return [result(
      `a grant opens no ${kind}: who attaches to a Gateway is decided by its listeners' allowedRoutes`,
      'leave the entry out', path,
    )];
  }
  if (group === GATEWAY_API_EXPERIMENTAL && kind === 'XBackend') {
    return [result('an XBackend is used from its own namespace alone, and no grant changes that', 'leave the entry out', path)];
  }
  if (group !== '' || TARGETS.includes(kind)) return [];
  return [result(
    `nothing of Gateway API refers to kind ${kind} of the core group`, `write ${nearest(kind, TARGETS) ?? enumerate(TARGETS, 'or')}`, `${path}.kind`,
  )];
}

function result(message: string, fix: string, path: string): RuleResult {
  return { message: `${message}, so the entry does nothing`, fix, path };
}
