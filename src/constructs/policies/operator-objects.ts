import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { resourceName } from '../../manifest/guards/closed-kinds';
import {
  grantedNamespacesOf, type GuardSettings, type OperatorObject, platformNamespacesOf,
} from '../../manifest/guards/guard-settings';
import { ADMISSION } from '../../manifest/kinds';
import { groupOf, isRecord } from '../../manifest/manifest';
import { Persona } from '../../manifest/persona';
import { homesOf } from '../gateway/gateway-home';
import { RoleScope } from '../roles/role-scope';

/** What stands beside it makes a namespace the operators' own: their proxies run there. */
const WORKLOADS = ['Deployment', 'DaemonSet'];

/**
 * The settings with what the operators' constructs of the app emit by now: gateways and proxies make their namespaces the
 * platform's, and what stands in other namespaces passes as it is.
 */
export function withOperators(guards: IConstruct, settings: GuardSettings): GuardSettings {
  const objects = operatorsObjects(guards);
  const granted = new Set(grantedNamespacesOf(settings));
  const homes = [
    ...homesOf(guards).flatMap(({ namespace, proxies }) => [namespace, proxies.namespace ?? namespace]),
    ...objects.filter(({ kind }) => WORKLOADS.includes(kind)).flatMap(({ metadata }) => metadata.namespace ?? []),
  ].filter((namespace) => !granted.has(namespace));
  const platformNamespaces = [...new Set([...settings.platformNamespaces, ...homes])];
  const platform = new Set(platformNamespacesOf({ grants: settings.grants, platformNamespaces }));
  const judged = objects.filter(({ metadata: { namespace } }) => namespace !== undefined && !platform.has(namespace));
  return { ...settings, platformNamespaces, operatorObjects: judged.flatMap(objectOf) };
}

/** What the operators' and the platform's scopes hold, but the guards themselves. */
function operatorsObjects(guards: IConstruct): ApiObject[] {
  return guards.node.root.node.findAll().filter(ApiObject.isApiObject).map((construct) => construct as ApiObject)
    .filter((object) => groupOf(object.apiVersion) !== ADMISSION && isOperators(object));
}

function isOperators(object: ApiObject): boolean {
  const persona = RoleScope.of(object)?.persona;
  return persona === Persona.CLUSTER_OPERATOR || persona === Persona.INFRASTRUCTURE_PROVIDER;
}

/** What has no spec configures nothing that guards judge by kind. */
function objectOf(object: ApiObject): OperatorObject[] {
  const { apiVersion, kind, metadata: written, spec } = object.toJson() as Record<string, unknown>;
  const { name, namespace } = isRecord(written) ? written : {};
  if (typeof name !== 'string' || typeof namespace !== 'string' || spec === undefined) return [];
  return [{ resource: resourceName(groupOf(String(apiVersion)), String(kind)), namespace, name, spec }];
}
