import type { GrantData, PortData, SubjectData } from '../../manifest/grant-data';
import type { BackendKindData, GuardSettings, NeighbourData, PlatformObject } from '../../manifest/guards/guard-settings';
import { isRecord } from '../../manifest/manifest';
import { labelKeyProblem, labelProblem, subdomainProblem } from '../../manifest/names';
import { portProblem } from '../../manifest/numbers';
import { groupProblem, kindProblem } from '../../manifest/text-checks';
import { checkLabels } from '../base/check-labels';
import { checkKnown, type Known } from '../base/known-options';
import { check, invalid, type Place } from '../base/problems';
import { NetworkPolicyProtocol } from '../kinds/network-policy-rules';
import { Subject } from '../roles/subject';
import { TeamGrant } from '../roles/team-grant';
import type { ClusterGuardsProps, GuardBackendKind, GuardNeighbour, PlatformObjectName } from './cluster-guards-props';

/** What the options say, checked. */
export function guardSettings(place: Place, props: ClusterGuardsProps): GuardSettings {
  return {
    grants: list(place, 'grants', props?.grants, 'write the results of sharedGateway.admit(…)', grantOf, true),
    platformNamespaces: list(place, 'platformNamespaces', props.platformNamespaces, 'write ["cert-manager"]', namespaceOf),
    neighbours: list(place, 'neighbours', props.neighbours, 'write [{ fromNamespace, toNamespace, port }]', neighbourOf),
    platformObjects: list(place, 'platformObjects', props.platformObjects, 'write [{ resource, namespace, name }]', objectOf),
    operatorObjects: [],
    backendKinds: list(place, 'backendKinds', props.backendKinds, 'write [{ namespace, group, kind }]', backendKindOf),
    namespaceKeys: list(place, 'namespaceKeys', props.namespaceKeys, 'write ["company.com/tier"]', keyOf),
    namespaceWriters: list(place, 'namespaceWriters', props.namespaceWriters, 'write [Subject.group("platform")]', subjectOf),
    exempt: list(place, 'exempt', props.exempt, 'write [Subject.group("platform")]', subjectOf),
  };
}

type Reader<T, D> = (place: Place, option: string, item: T) => D;

function list<T, D>(
  place: Place, option: string, value: readonly T[] | undefined, fix: string, read: Reader<T, D>, needed = false,
): D[] {
  if (value === undefined && !needed) return [];
  if (!Array.isArray(value)) throw invalid(place, option, value, { reason: 'it is not a list', fix });
  return [...value as readonly T[]].map((item, i) => read(place, `${option}[${i}]`, item));
}

/** An object of an option's list has these fields and no others. */
function checkFields<T extends object>(place: Place, option: string, item: T, known: Known<T>): void {
  if (!isRecord(item)) throw invalid(place, option, item, { reason: 'it is no object', fix: `write { ${Object.keys(known).join(', ')} }` });
  checkKnown(place, `${option}.`, item, known);
}

function grantOf(place: Place, option: string, grant: TeamGrant): GrantData {
  if (grant instanceof TeamGrant) return grant._data();
  throw invalid(place, option, grant, { reason: 'it is not a TeamGrant', fix: 'write the result of sharedGateway.admit(…)' });
}

function subjectOf(place: Place, option: string, subject: Subject): SubjectData {
  if (subject instanceof Subject) return subject._data();
  throw invalid(place, option, subject, {
    reason: 'it is not a Subject', fix: 'write Subject.user(…), .group(…) or .serviceAccount(…)',
  });
}

function namespaceOf(place: Place, option: string, namespace: string): string {
  check(place, option, namespace, labelProblem(namespace));
  return namespace;
}

/** A key, or what keys start with. */
function keyOf(place: Place, option: string, key: string): string {
  const fix = 'write a key such as "company.com/tier", or "company.com/" for all of them';
  if (typeof key !== 'string') throw invalid(place, option, key, { reason: 'it is not text', fix });
  check(place, option, key, labelKeyProblem(key.endsWith('/') ? `${key}key` : key));
  return key;
}

function objectOf(place: Place, option: string, object: PlatformObjectName): PlatformObject {
  checkFields(place, option, object, { resource: true, namespace: true, name: true });
  const { resource, namespace, name } = object;
  const reason = 'it is no resource as kubectl names it';
  const problem = subdomainProblem(resource);
  check(place, `${option}.resource`, resource, problem && { reason, fix: 'write "egressfirewalls.k8s.ovn.org", or "services"' });
  check(place, `${option}.namespace`, namespace, labelProblem(namespace));
  check(place, `${option}.name`, name, subdomainProblem(name));
  return { resource, namespace, name };
}

/** Istio's hostnames are no objects: whoever may name one reaches any host. */
const ANY_HOST = 'networking.istio.io/Hostname';

function backendKindOf(place: Place, option: string, backend: GuardBackendKind): BackendKindData {
  checkFields(place, option, backend, { namespace: true, group: true, kind: true });
  const { namespace, group, kind } = backend;
  namespaceOf(place, `${option}.namespace`, namespace);
  check(place, `${option}.group`, group, groupProblem(group));
  check(place, `${option}.kind`, kind, kindProblem(kind));
  if (`${group}/${kind}` === ANY_HOST) {
    throw invalid(place, `${option}.kind`, kind, {
      reason: 'it is any host, and no object of the operators says which', fix: 'make an EgressGateway for the hosts of the team',
    });
  }
  return { namespace, kind: `${group}/${kind}` };
}

function neighbourOf(place: Place, option: string, neighbour: GuardNeighbour): NeighbourData {
  checkFields(place, option, neighbour, {
    fromNamespace: true, fromLabels: true, toNamespace: true, toLabels: true, port: true, endPort: true, protocol: true,
  });
  const { fromNamespace, fromLabels = {}, toNamespace, toLabels = {} } = neighbour;
  namespaceOf(place, `${option}.fromNamespace`, fromNamespace);
  namespaceOf(place, `${option}.toNamespace`, toNamespace);
  checkLabels(place, `${option}.fromLabels`, fromLabels);
  checkLabels(place, `${option}.toLabels`, toLabels);
  return {
    from: { namespace: fromNamespace, podLabels: { ...fromLabels } },
    to: { namespace: toNamespace, podLabels: { ...toLabels } },
    ports: [portOf(place, option, neighbour)],
  };
}

function portOf(place: Place, option: string, { port, endPort, protocol = NetworkPolicyProtocol.TCP }: GuardNeighbour): PortData {
  check(place, `${option}.port`, port, portProblem(port));
  if (endPort !== undefined) {
    const below = { reason: `it is below port ${port}`, fix: `write a port from ${port} to 65535` };
    check(place, `${option}.endPort`, endPort, portProblem(endPort) ?? (endPort < port ? below : undefined));
  }
  if (!Object.values(NetworkPolicyProtocol).includes(protocol)) {
    throw invalid(place, `${option}.protocol`, protocol, {
      reason: 'NetworkPolicies do not know it', fix: 'write NetworkPolicyProtocol.TCP, UDP or SCTP',
    });
  }
  return { protocol, port, ...(endPort !== undefined && { endPort }) };
}
