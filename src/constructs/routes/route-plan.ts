import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { httpRouteProblems } from '../../manifest/http-route-checks';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { isRecord } from '../../manifest/manifest';
import { Persona } from '../../manifest/persona';
import { type Place, placeOf, refused } from '../base/problems';
import type { TypedObjectParts } from '../base/typed-object';
import { deferCheck } from '../base/validation-hook';
import { checkFields } from '../kinds/parts';
import { requireRole } from '../roles/require-role';
import { type Attachment, attachmentOf } from './attachment';
import { ingressFindings, type IngressPlan, makeIngress, planIngress } from './backend-access';
import { checkObject } from './check-object';
import { checkPrefixes } from './prefix-limits';
import type { ResolvedBackend } from './resolve-backend';
import type { HttpRouteData, RuleData } from './route-data';
import type { RouteRule } from './route-rule';
import { type RuleNames, rulesOf } from './rule-data';
import { checkNeeds } from './rule-needs';
import type { TeamRouteOptions } from './team-route-options';

/** Most rules of a route. Source: Gateway API v1.6.1, HTTPRouteSpec. */
const RULE_LIMIT = 16;

/** A rule and how messages name it. */
export interface WrittenRule {
  readonly names: RuleNames;
  readonly rule: RouteRule;
}

/** A team's HTTPRoute, checked and ready to be made. */
export interface RoutePlan {
  readonly place: Place;
  readonly attachment: Attachment;
  readonly spec: HttpRouteData;
  /** Every backend of its own namespace, mirrors included. */
  readonly backends: ResolvedBackend[];
  readonly policies: IngressPlan[];
}

/**
 * Everything that can be said of a route before it stands.
 *
 * @throws for the first thing that is wrong with it
 */
export function planRoute(
  construct: string, scope: Construct, id: string, options: TeamRouteOptions, rulesIn: (place: Place) => WrittenRule[],
): RoutePlan {
  const place = placeOf(scope, id, construct);
  const role = requireRole(place, scope, Persona.APPLICATION_TEAM);
  checkObject(place, 'props', options, 'write { rules: […] }');
  const attachment = attachmentOf(place, scope, role, 'HTTPRoute', options);
  const { parentRefs, hostnames } = attachment;
  const empty: RoutePlan = { place, attachment, spec: { parentRefs, hostnames, rules: [] }, backends: [], policies: [] };
  const grown = withRules(empty, rulesIn(place));
  return { ...empty, ...grown, spec: { ...empty.spec, rules: grown.rules } };
}

/** What the route's ApiObject is made of. */
export function partsOf(construct: string, { attachment, spec }: RoutePlan, { metadata }: TeamRouteOptions): TypedObjectParts {
  return {
    construct,
    kind: knownKind(GATEWAY_API, 'HTTPRoute'),
    // Metadata of another form goes on as it is, to be refused by typedProps.
    metadata: metadata === undefined || isRecord(metadata) ? { ...metadata, namespace: attachment.namespace } : metadata,
    body: { spec },
  };
}

/** Makes the policies of a route that stands, and has it checked at synth. */
export function attach(route: ApiObject, plan: RoutePlan): void {
  const { grant: { isolation, proxies }, namespace } = plan.attachment;
  if (!isolation.ingress) return;
  makeIngress(route, namespace, proxies, plan.policies);
  deferCheck(route, () => ingressFindings(route, proxies, plan.backends, plan.policies));
}

/**
 * Adds a rule to a route that stands, with the policies that its backends need.
 *
 * @throws for the first thing that is wrong with it, before anything changes
 */
export function addRule(route: ApiObject, plan: RoutePlan, written: WrittenRule): void {
  const { rules, backends, policies } = withRules(plan, [written]);
  plan.spec.rules.splice(0, plan.spec.rules.length, ...rules);
  plan.backends.splice(0, plan.backends.length, ...backends);
  plan.policies.splice(0, plan.policies.length, ...policies);
  const { grant, namespace } = plan.attachment;
  if (grant.isolation.ingress) makeIngress(route, namespace, grant.proxies, policies);
}

interface Grown {
  readonly rules: RuleData[];
  readonly backends: ResolvedBackend[];
  readonly policies: IngressPlan[];
}

/** A plan's rules, backends and policies with some rules more. */
function withRules({ place, attachment, spec, backends }: RoutePlan, written: readonly WrittenRule[]): Grown {
  const { grant, hostnames, namespace } = attachment;
  const named: ResolvedBackend[] = [];
  const added = written.flatMap(({ names, rule }) => {
    const rules = rulesOf({ place, namespace, backends: named }, names, rule);
    checkPrefixes(place, `${names.options}matches`, grant, hostnames, rules[0].matches);
    checkNeeds(place, names.options, grant, rules);
    return rules;
  });
  const rules = [...spec.rules, ...added];
  if (rules.length > RULE_LIMIT) {
    throw refused(place, `${rules.length} rules (a preview is a rule of its own), and ${RULE_LIMIT} are the limit of one HTTPRoute `
      + '(Gateway API v1.6.1, HTTPRouteSpec); write the rest into another TeamRoute');
  }
  checkFields(place, httpRouteProblems({ ...spec, rules }));
  const all = [...backends, ...named.filter((backend) => (backend.namespace ?? namespace) === namespace)];
  return { rules, backends: all, policies: grant.isolation.ingress ? planIngress(place, grant.proxies, all) : [] };
}
