import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ProxyPeers } from '../../manifest/grant-data';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { isRecord } from '../../manifest/manifest';
import { Persona } from '../../manifest/persona';
import { transportOf } from '../../manifest/route-protocols';
import { type Place, placeOf, refused } from '../base/problems';
import type { TypedObjectParts } from '../base/typed-object';
import { deferCheck } from '../base/validation-hook';
import { checkFields, problemsAndTraps } from '../kinds/parts';
import { requireRole } from '../roles/require-role';
import type { Attach, Attachment } from './attachment';
import { ingressFindings, type IngressPlan, makeIngress, planIngress } from './backend-access';
import { checkObject } from './check-object';
import { gatewayAttachment, type GatewayOptions } from './gateway-attachment';
import type { ResolvedBackend } from './resolve-backend';
import type { RouteData } from './route-data';
import type { RouteForm } from './route-form';
import type { WrittenRule } from './rule-names';

/** A team's route, checked and ready to be made. */
export interface RoutePlan<Rule> {
  readonly form: RouteForm<Rule>;
  readonly place: Place;
  readonly attachment: Attachment;
  readonly spec: RouteData;
  /** Every backend of its own namespace, mirrors included. */
  readonly backends: ResolvedBackend[];
  readonly policies: IngressPlan[];
}

/** A route that is asked for: in which form, by which construct. */
export interface RouteRequest<Rule> {
  readonly form: RouteForm<Rule>;
  readonly construct: string;
  readonly options: GatewayOptions;
  /** Where it attaches; to a granted gateway where nothing else is said. */
  readonly attachTo?: Attach;
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
  const attachment = request.attachTo === undefined
    ? gatewayAttachment(place, scope, role, form, options)
    : request.attachTo(place, scope, role, form);
  const { parentRefs, hostnames } = attachment;
  const spec = { parentRefs, ...(hostnames.length > 0 && { hostnames }), rules: [] };
  const empty: RoutePlan<Rule> = { form, place, attachment, spec, backends: [], policies: [] };
  const grown = withRules(empty, request.rulesIn(place));
  return { ...empty, ...grown, spec: { ...spec, rules: grown.rules } };
}

/** What the route's ApiObject is made of. */
export function partsOf<Rule>(
  { form, place, attachment, spec }: RoutePlan<Rule>, { metadata }: { readonly metadata?: ApiObjectMetadata },
): TypedObjectParts {
  return {
    construct: place.construct,
    kind: knownKind(GATEWAY_API, form.kind),
    // Metadata of another form goes on as it is, to be refused by typedProps.
    metadata: metadata === undefined || isRecord(metadata) ? { ...metadata, namespace: attachment.namespace } : metadata,
    body: { spec },
  };
}

/** Makes the policies of a route that stands, and has it checked at synth. */
export function attach<Rule>(route: ApiObject, plan: RoutePlan<Rule>): void {
  const { namespace } = plan.attachment;
  const proxies = proxiesToAdmit(plan.attachment);
  if (proxies === undefined) return;
  makeIngress(route, namespace, proxies, plan.policies);
  deferCheck(route, () => ingressFindings(route, proxies, plan.backends, plan.policies));
}

/**
 * Adds a rule to a route that stands, with the policies that its backends need.
 *
 * @throws for the first thing that is wrong with it, before anything changes
 */
export function addRule<Rule>(route: ApiObject, plan: RoutePlan<Rule>, written: WrittenRule<Rule>): void {
  const { rules, backends, policies } = withRules(plan, [written]);
  plan.spec.rules.splice(0, plan.spec.rules.length, ...rules);
  plan.backends.splice(0, plan.backends.length, ...backends);
  plan.policies.splice(0, plan.policies.length, ...policies);
  const proxies = proxiesToAdmit(plan.attachment);
  if (proxies !== undefined) makeIngress(route, plan.attachment.namespace, proxies, policies);
}

/** The proxies that have to be let in to the backends; none without a gateway, and where ingress is open. */
function proxiesToAdmit({ grant }: Attachment): ProxyPeers | undefined {
  return grant?.isolation.ingress ? grant.proxies : undefined;
}

interface Grown {
  readonly rules: object[];
  readonly backends: ResolvedBackend[];
  readonly policies: IngressPlan[];
}

/** A plan's rules, backends and policies with some rules more. */
function withRules<Rule>(plan: RoutePlan<Rule>, written: readonly WrittenRule<Rule>[]): Grown {
  const { form, place, attachment, spec, backends } = plan;
  const { namespace } = attachment;
  const proxies = proxiesToAdmit(attachment);
  const { kind, construct, ruleLimit } = form;
  const named: ResolvedBackend[] = [];
  const context = { place, attachment, transport: transportOf(kind), backends: named };
  const rules = [...spec.rules, ...written.flatMap((one) => form.rulesOf(context, one))];
  if (rules.length > ruleLimit) {
    throw refused(place, `${rules.length} rules (a preview is a rule of its own), and ${ruleLimit} are the limit of one ${kind} `
      + `(Gateway API v1.6.1, ${kind}Spec); write the rest into another ${construct}`);
  }
  checkFields(place, problemsAndTraps(form, { ...spec, rules }, namespace));
  const all = [...backends, ...named.filter((backend) => (backend.namespace ?? namespace) === namespace)];
  return { rules, backends: all, policies: proxies === undefined ? [] : planIngress(place, proxies, all) };
}
