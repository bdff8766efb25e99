import { nameOf, namespaceOf } from '../../src/analysis/cluster/cluster-index';
import type { Reference } from '../../src/analysis/cluster/references';
import type { Condition } from '../../src/analysis/cluster/status/condition';
import { gatewayStatus } from '../../src/analysis/cluster/status/gateway-status';
import { listenerSetStatus } from '../../src/analysis/cluster/status/listener-set-status';
import type { ListenerStatus } from '../../src/analysis/cluster/status/listener-status';
import { policyStatus } from '../../src/analysis/cluster/status/policy-status';
import { routeStatus } from '../../src/analysis/cluster/status/route-status';
import type { Entry, RuleContext } from '../../src/analysis/rule';
import { GATEWAY_API, isRoute } from '../../src/manifest/kinds';
import { groupOf } from '../../src/manifest/manifest';

/** What is said of an object: `where condition` or `where attachedRoutes` to what is said there. */
export type Said = Map<string, string>;

interface TheirCondition { readonly type: string; readonly status: string; readonly reason: string }
interface TheirListener { readonly name: string; readonly attachedRoutes: number; readonly conditions: TheirCondition[] }
export interface TheirStatus {
  readonly conditions?: TheirCondition[];
  readonly listeners?: TheirListener[];
  readonly ancestors?: Array<{ readonly conditions: TheirCondition[] }>;
  readonly parents?: Array<{ readonly parentRef: Partial<Reference>; readonly conditions: TheirCondition[] }>;
}

/** What Envoy Gateway says, in our words: a condition that it leaves out where nothing is wrong is not among them. */
export function theirs({ conditions = [], listeners = [], parents = [], ancestors = [] }: TheirStatus, namespace: string): Said {
  return new Map([
    ...[...conditions, ...ancestors.flatMap((ancestor) => ancestor.conditions)].map(said('')),
    ...listeners.flatMap(({ name, attachedRoutes, conditions: own }): Array<[string, string]> => [
      [`${name} attachedRoutes`, String(attachedRoutes)], ...own.map(said(name)),
    ]),
    ...parents.flatMap(({ parentRef, conditions: own }) => own.map(said(place({ namespace, ...parentRef })))),
  ]);
}

/** What we say of the same. */
export function ours(entry: Entry, context: RuleContext): Said {
  const { manifest } = entry;
  if (isRoute(manifest)) {
    return new Map(routeStatus(entry, context).flatMap(({ attachment, conditions }) => conditions.map(said(place(attachment.ref)))));
  }
  if (manifest.kind === 'BackendTLSPolicy') return new Map(policyStatus(entry, context).map(said('')));
  const { conditions, listeners } = manifest.kind === 'Gateway' ? gatewayStatus(entry, context) : listenerSetStatus(entry, context);
  return new Map([...conditions.map(said('')), ...listeners.flatMap(ofListener)]);
}

function ofListener({ name, attachedRoutes, conditions }: ListenerStatus): Array<[string, string]> {
  return [[`${name} attachedRoutes`, String(attachedRoutes)], ...conditions.map(said(name))];
}

function said(where: string): (condition: TheirCondition | Condition) => [string, string] {
  return ({ type, status, reason }) => [`${where} ${type}`.trim(), `${status} ${reason}`];
}

function place({ kind = 'Gateway', namespace, name, sectionName, port }: Partial<Reference>): string {
  return [kind, `${namespace}/${name}`, sectionName, port].filter((part) => part !== undefined).join(' ');
}

/** `Kind/namespace/name`, as statuses are keyed. */
export function keyOf({ manifest }: Entry): string {
  return `${manifest.kind}/${namespaceOf(manifest)}/${nameOf(manifest)}`;
}

const OWNERS = ['Gateway', 'ListenerSet', 'BackendTLSPolicy'];

/** Kinds whose statuses are compared. */
export function isJudged({ manifest }: Entry): boolean {
  return groupOf(manifest.apiVersion) === GATEWAY_API && (isRoute(manifest) || OWNERS.includes(manifest.kind));
}

/** One thing that either of both speaks of. */
export interface Pair { readonly where: string; readonly their: string | undefined; readonly own: string | undefined }

/** What is compared; conditions that are Envoy Gateway's own are not. */
const COMPARED = /(Accepted|ResolvedRefs|Conflicted|Programmed|attachedRoutes)$/;

/** What we say where nothing is wrong, or nothing is known: the other need not speak of it. */
const SILENT = [/Conflicted: False NoConflicts$/, /^(ResolvedRefs): True ResolvedRefs$/, /Programmed: Unknown Pending$/];

/** Everything that either speaks of, but what we alone say of nothing being wrong. */
export function placesOf(their: Said, own: Said): string[] {
  const alone = [...own].filter(([where, what]) => !SILENT.some((silent) => silent.test(`${where}: ${what}`)));
  return [...new Set([...their.keys(), ...alone.map(([where]) => where)])].filter((where) => COMPARED.test(where)).sort();
}

/** That something is programmed only a data plane knows. */
export function isSame({ where, their, own }: Pair): boolean {
  return own === their || (where.endsWith('Programmed') && own === 'Unknown Pending' && their === 'True Programmed');
}
