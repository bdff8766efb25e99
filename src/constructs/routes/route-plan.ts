import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { RuleJson } from '../../manifest/cut-rule';
import type { GrantData } from '../../manifest/grant-data';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { isPlain, isRecord } from '../../manifest/manifest';
import { Persona } from '../../manifest/persona';
import { transportOf } from '../../manifest/route-protocols';
import { checkObject } from '../base/check-object';
import { checkKnown, type Known } from '../base/known-options';
import { PlainObject } from '../base/plain-object';
import { type Place, placeOf } from '../base/problems';
import { checkIsFree, settle, type TypedObjectParts } from '../base/typed-object';
import { deferCheck } from '../base/validation-hook';
import { requireRole } from '../roles/require-role';
import type { Attach, Attachment } from './attachment';
import { ingressFindings, type IngressPlan, makeIngress, planIngress } from './backend-access';
import { gatewayAttachment, type GatewayOptions } from './gateway-attachment';
import type { ResolvedBackend } from './resolve-backend';
import type { RouteData } from './route-data';
import type { RouteForm } from './route-form';
import { cutRoute, type RouteParts, type UncutRoute } from './route-parts';
import { namesOf, type WrittenRule } from './rule-names';

/** A team's route, checked and ready to be made. */
export interface RoutePlan<Rule> extends UncutRoute<Rule> {
  /** The rules as they are written: a canary's may be two. */
  readonly written: WrittenRule<Rule>[];
  readonly metadata?: ApiObjectMetadata;
  /** The rules as the API has them, before the route is cut into parts. */
  readonly rules: RuleJson[];
  readonly parts: Map<string, RouteData>;
  /** Every backend of its own namespace, mirrors included. */
  readonly backends: ResolvedBackend[];
  readonly policies: IngressPlan[];
}

/** A route that is asked for, in which form. */
interface RouteRequest<Rule, Options> {
  readonly form: RouteForm<Rule>;
  /** The construct that makes it, where that is not the form's own. */
  readonly construct?: string;
  readonly options: Options & GatewayOptions;
  /** Where it attaches; to a granted gateway where nothing else is said. */
  readonly attachTo?: Attach;
  readonly known: Known<Options>;
  /** Its rules, once options that are none were refused. */
  rulesIn(place: Place): WrittenRule<Rule>[];
}

/**
 * Everything that can be said of a route before it stands.
 *
 * @throws for the first thing that is wrong with it
 */
export function planRoute<Rule, Options>(scope: Construct, id: string, request: RouteRequest<Rule, Options>): RoutePlan<Rule> {
  const { form, construct = form.construct, options } = request;
  const place = placeOf(scope, id, construct);
  const role = requireRole(place, scope, Persona.APPLICATION_TEAM);
  checkObject(place, 'props', options, 'write the options of the route');
  const { metadata } = options;
  const attachment = request.attachTo === undefined
    ? gatewayAttachment(place, scope, role, form, options)
    : request.attachTo(place, scope, role, form);
  const name = isRecord(metadata) && typeof metadata.name === 'string' ? metadata.name : undefined;
  checkKnown(place, '', options, request.known);
  const nothing = { written: [], rules: [], parts: new Map(), backends: [], policies: [] };
  const empty: RoutePlan<Rule> = { form, place, attachment, name, metadata, ...nothing };
  const grown = withRules(empty, request.rulesIn(place));
  return { ...empty, ...grown, parts: new Map(grown.parts) };
}

/** What the route's ApiObject is made of: its first part. */
export function partsOf<Rule>({ form, place, attachment, metadata, parts }: RoutePlan<Rule>): TypedObjectParts {
  return {
    construct: place.construct,
    kind: knownKind(GATEWAY_API, form.kind),
    // Metadata of another form goes on as it is, to be refused by typedProps.
    metadata: metadata === undefined || isPlain(metadata) ? { ...metadata, namespace: attachment.namespace } : metadata,
    body: { spec: parts.get('') },
  };
}

/** Makes the further parts and the policies of a route that stands, and has it checked at synth. */
export function attach<Rule>(route: ApiObject, plan: RoutePlan<Rule>): void {
  settle(route);
  for (const suffix of plan.parts.keys()) makePart(route, plan, suffix);
  const grant = isolatingGrant(plan.attachment);
  if (grant === undefined) return;
  makeIngress(route, plan.attachment.namespace, grant, plan.policies);
  deferCheck(route, () => ingressFindings(route, grant.proxies, plan.backends, plan.policies));
}

/**
 * Adds a rule to a route that stands, with the parts and policies that it needs.
 *
 * @throws for the first thing that is wrong with it, before anything changes
 */
export function addRule<Rule>(route: ApiObject, plan: RoutePlan<Rule>, rule: Rule): void {
  const { written, rules, parts, backends, policies } = withRules(plan, [{ names: namesOf(plan.written.length), rule }]);
  for (const suffix of parts.keys()) if (!plan.parts.has(suffix)) checkIsFree(plan.place, route, idOf(suffix));
  become(plan.written, written);
  become(plan.rules, rules);
  become(plan.backends, backends);
  become(plan.policies, policies);
  follow(route, plan, parts);
  const grant = isolatingGrant(plan.attachment);
  if (grant !== undefined) makeIngress(route, plan.attachment.namespace, grant, policies);
}

/** The grant whose proxies have to be let in to the backends; none without a gateway, and where ingress is open. */
function isolatingGrant({ grant }: Attachment): GrantData | undefined {
  return grant?.isolation.ingress ? grant : undefined;
}

/** Brings the parts that stand in line with others: which hostnames each has never changes, nor does the first one go. */
function follow<Rule>(route: ApiObject, plan: RoutePlan<Rule>, parts: RouteParts): void {
  for (const suffix of [...plan.parts.keys()]) {
    if (parts.has(suffix)) continue;
    // Its rules moved into another part.
    plan.parts.delete(suffix);
    route.node.tryRemoveChild(idOf(suffix));
  }
  for (const [suffix, spec] of parts) {
    const standing = plan.parts.get(suffix);
    if (standing) {
      become(standing.rules, spec.rules);
      continue;
    }
    plan.parts.set(suffix, spec);
    makePart(route, plan, suffix);
  }
}

/** Others hold the list, such as the manifest that is emitted, so it stays the same one. */
function become<T>(list: T[], items: readonly T[]): void {
  list.length = 0;
  for (const item of items) list.push(item);
}

/** A part beyond the first, which is the route itself. */
function makePart<Rule>(route: ApiObject, plan: RoutePlan<Rule>, suffix: string): void {
  if (suffix === '') return;
  const { kind, metadata } = partsOf(plan);
  const named = { ...metadata, ...(plan.name !== undefined && { name: `${plan.name}${suffix}` }) };
  new PlainObject(route, idOf(suffix), kind, named, { spec: plan.parts.get(suffix) });
}

/** `-rules-2` → `rules-2` */
function idOf(suffix: string): string {
  return suffix.slice(1);
}

interface Grown<Rule> {
  readonly written: WrittenRule<Rule>[];
  readonly rules: RuleJson[];
  readonly parts: RouteParts;
  readonly backends: ResolvedBackend[];
  readonly policies: IngressPlan[];
}

/** A plan's rules, parts, backends and policies with some rules more. */
function withRules<Rule>(plan: RoutePlan<Rule>, more: readonly WrittenRule<Rule>[]): Grown<Rule> {
  const { form, place, attachment } = plan;
  const { namespace } = attachment;
  const grant = isolatingGrant(attachment);
  const named: ResolvedBackend[] = [];
  const context = { place, attachment, transport: transportOf(form.kind), backends: named };
  const rules = [...plan.rules, ...more.flatMap((one) => form.rulesOf(context, one))];
  const parts = cutRoute(plan, rules);
  const backends = [...plan.backends, ...named.filter((backend) => (backend.namespace ?? namespace) === namespace)];
  const policies = grant === undefined ? [] : planIngress(place, grant.proxies, backends);
  return { written: [...plan.written, ...more], rules, parts, backends, policies };
}
