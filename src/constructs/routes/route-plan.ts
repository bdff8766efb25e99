import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { RuleJson } from '../../manifest/cut-rule';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { isRecord } from '../../manifest/manifest';
import { Persona } from '../../manifest/persona';
import { transportOf } from '../../manifest/route-protocols';
import { PlainObject } from '../base/plain-object';
import { type Place, placeOf } from '../base/problems';
import { checkIsFree, type TypedObjectParts } from '../base/typed-object';
import { deferCheck } from '../base/validation-hook';
import { requireRole } from '../roles/require-role';
import { attachmentOf, type AttachmentOptions } from './attachment';
import { ingressFindings, type IngressPlan, makeIngress, planIngress } from './backend-access';
import { checkObject } from './check-object';
import type { ResolvedBackend } from './resolve-backend';
import type { RouteData } from './route-data';
import type { RouteForm } from './route-form';
import { cutRoute, type RouteParts, type UncutRoute } from './route-parts';
import type { WrittenRule } from './rule-names';

/** A team's route, checked and ready to be made. */
export interface RoutePlan<Rule> extends UncutRoute<Rule> {
  readonly metadata?: ApiObjectMetadata;
  /** Every rule, before the route is cut into parts. */
  readonly rules: RuleJson[];
  readonly parts: Map<string, RouteData>;
  /** Every backend of its own namespace, mirrors included. */
  readonly backends: ResolvedBackend[];
  readonly policies: IngressPlan[];
}

/** A route that is asked for: in which form, by which construct. */
export interface RouteRequest<Rule> {
  readonly form: RouteForm<Rule>;
  readonly construct: string;
  readonly options: AttachmentOptions;
  /** Its rules, once options that are none were refused. */
  rulesIn(place: Place): WrittenRule<Rule>[];
}

/**
 * Everything that can be said of a route before it stands.
 *
 * @throws for the first thing that is wrong with it
 */
export function planRoute<Rule>(scope: Construct, id: string, request: RouteRequest<Rule>): RoutePlan<Rule> {
  const { form, construct, options } = request;
  const place = placeOf(scope, id, construct);
  const role = requireRole(place, scope, Persona.APPLICATION_TEAM);
  checkObject(place, 'props', options, 'write the options of the route');
  const { metadata } = options;
  const attachment = attachmentOf(place, scope, role, form, options);
  const name = isRecord(metadata) && typeof metadata.name === 'string' ? metadata.name : undefined;
  const empty: RoutePlan<Rule> = { form, place, attachment, name, metadata, rules: [], parts: new Map(), backends: [], policies: [] };
  const grown = withRules(empty, request.rulesIn(place));
  return { ...empty, ...grown, parts: new Map(grown.parts) };
}

/** What the route's ApiObject is made of: its first part. */
export function partsOf<Rule>({ form, place, attachment, metadata, parts }: RoutePlan<Rule>): TypedObjectParts {
  return {
    construct: place.construct,
    kind: knownKind(GATEWAY_API, form.kind),
    // Metadata of another form goes on as it is, to be refused by typedProps.
    metadata: metadata === undefined || isRecord(metadata) ? { ...metadata, namespace: attachment.namespace } : metadata,
    body: { spec: parts.get('') },
  };
}

/** Makes the further parts and the policies of a route that stands, and has it checked at synth. */
export function attach<Rule>(route: ApiObject, plan: RoutePlan<Rule>): void {
  for (const suffix of plan.parts.keys()) makePart(route, plan, suffix);
  const { grant: { isolation, proxies }, namespace } = plan.attachment;
  if (!isolation.ingress) return;
  makeIngress(route, namespace, proxies, plan.policies);
  deferCheck(route, () => ingressFindings(route, proxies, plan.backends, plan.policies));
}

/**
 * Adds a rule to a route that stands, with the parts and policies that it needs.
 *
 * @throws for the first thing that is wrong with it, before anything changes
 */
export function addRule<Rule>(route: ApiObject, plan: RoutePlan<Rule>, written: WrittenRule<Rule>): void {
  const { rules, parts, backends, policies } = withRules(plan, [written]);
  for (const suffix of parts.keys()) if (!plan.parts.has(suffix)) checkIsFree(plan.place, route, idOf(suffix));
  plan.rules.splice(0, plan.rules.length, ...rules);
  plan.backends.splice(0, plan.backends.length, ...backends);
  plan.policies.splice(0, plan.policies.length, ...policies);
  follow(route, plan, parts);
  const { grant, namespace } = plan.attachment;
  if (grant.isolation.ingress) makeIngress(route, namespace, grant.proxies, policies);
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
    standing?.rules.splice(0, standing.rules.length, ...spec.rules);
    if (standing) continue;
    plan.parts.set(suffix, spec);
    makePart(route, plan, suffix);
  }
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

interface Grown {
  readonly rules: RuleJson[];
  readonly parts: RouteParts;
  readonly backends: ResolvedBackend[];
  readonly policies: IngressPlan[];
}

/** A plan's rules, parts, backends and policies with some rules more. */
function withRules<Rule>(plan: RoutePlan<Rule>, written: readonly WrittenRule<Rule>[]): Grown {
  const { form, place, attachment } = plan;
  const { grant, namespace } = attachment;
  const named: ResolvedBackend[] = [];
  const context = { place, attachment, transport: transportOf(form.kind), backends: named };
  const rules = [...plan.rules, ...written.flatMap((one) => form.rulesOf(context, one))];
  const parts = cutRoute(plan, rules);
  const backends = [...plan.backends, ...named.filter((backend) => (backend.namespace ?? namespace) === namespace)];
  return { rules, parts, backends, policies: grant.isolation.ingress ? planIngress(place, grant.proxies, backends) : [] };
}
