import { blockProblem, resolverProblem, serviceProblem } from './block-width';
import { cidrProblem, parseCidr } from './cidr';
import { CONTRACT_VERSIONS } from './contract-format';
import { orderProblem, priorityProblem, PROFILE_BACKENDS, replicasProblem } from './egress-backends';
import { byField, type Data, type FieldCheck, flag, list, mapOf, missing, object, oneOf, valueOf } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { exactHostProblem } from './host-names';
import { hostnameProblem } from './hostname';
import { ROUTE_KINDS } from './kinds';
import { isRecord } from './manifest';
import { meshServiceProblem } from './mesh-services';
import { NAMED_FORMS } from './named-forms';
import { labelKeyProblem, labelProblem, labelValueProblem, subdomainProblem } from './names';
import { exceptionProblem } from './network-policy-checks';
import { portProblem } from './numbers';
import { pathProblem } from './path';
import type { Problem } from './problem';
import { isNamedByHostname, PROTOCOLS } from './route-protocols';
import { domainPathProblem, groupProblem, kindProblem, textProblem } from './text-checks';

const label = valueOf(labelProblem);
const subdomain = valueOf(subdomainProblem);
const port = valueOf(portProblem);
const blockUpTo = (width: (cidr: string) => Problem | undefined): FieldCheck =>
  valueOf((value) => cidrProblem(value) ?? width(String(value)));
const block = valueOf(cidrProblem);
const serviceBlock = blockUpTo(serviceProblem);
const text = (lowest: number, highest: number): FieldCheck => valueOf((value) => textProblem(value, lowest, highest, 'text'));
const word = text(1, 253);
const labels = mapOf(labelKeyProblem, labelValueProblem);
const strings = (item: FieldCheck, min = 0): FieldCheck => list(item, { min });

/** What each form of a value has to name, beside what every form may. */
function needs(fields: Record<string, string[]>) {
  return (value: Data, path: string): FieldProblem[] => (fields[String(value.form)] ?? [])
    .filter((field) => value[field] === undefined || (isRecord(value[field]) && Object.keys(value[field]).length === 0))
    .map((field) => missing(`${path}.${field}`));
}

const subject = object({
  required: { kind: oneOf(['User', 'Group', 'ServiceAccount']), name: word },
  optional: { namespace: label },
});

const section = object({
  required: { name: subdomain, port, protocol: oneOf(PROTOCOLS) },
  optional: { hostname: valueOf(hostnameProblem) },
});

const hostname = object({
  required: { hostname: valueOf(hostnameProblem), sections: strings(subdomain), prefixes: strings(valueOf(pathProblem), 1) },
});

/** A port is for clear text or for TLS. */
function portsAreApart({ ports, clearTextPorts }: Data, path: string): FieldProblem[] {
  return (clearTextPorts as number[]).filter((one) => (ports as number[]).includes(one))
    .map((one) => fieldProblem(`${path}.clearTextPorts`, one, 'ports holds it too, and a port is either clear text or TLS', 'leave it out of one of them'));
}

const delegation = object({ required: { ports: list(port, { min: 1 }), clearTextPorts: list(port) }, rules: [portsAreApart] });

/** A range starts at its port and ends at or above it. */
function range({ port: first, endPort }: Data, path: string): FieldProblem[] {
  if (endPort === undefined) return [];
  if (first === undefined) return [missing(`${path}.port`)];
  return Number(endPort) >= Number(first) ? [] : [fieldProblem(`${path}.endPort`, endPort, `it is below port ${String(first)}`, 'write a higher one')];
}

/** Exceptions lie inside the block. */
function exceptions({ cidr, except = [] }: Data, path: string): FieldProblem[] {
  // A block that is missing is a problem of its own.
  return cidr === undefined ? [] : (except as string[]).flatMap((inner, index) => {
    const problem = exceptionProblem(parseCidr(cidr as string)!, parseCidr(inner)!, cidr as string);
    return problem ? [{ path: `${path}.except[${index}]`, value: inner, ...problem }] : [];
  });
}

const openPort = object({
  required: { protocol: oneOf(['TCP', 'UDP', 'SCTP']) }, optional: { port, endPort: port }, rules: [range],
});

const FORMS = ['cidr', 'namespace', 'workload', 'service', 'host', 'anywhere', 'gateway', ...NAMED_FORMS];
const destinationParts = {
  required: { form: oneOf(FORMS), ports: list(openPort), reason: text(0, 4096) },
  rules: [
    needs({
      cidr: ['cidr'], namespace: ['namespace'], workload: ['namespace', 'podLabels'], service: ['namespace', 'podLabels'],
      host: ['host', 'depth'], gateway: ['namespace', 'podLabels', 'through'],
    }),
    exceptions,
  ],
};
const destinationFields = {
  cidr: blockUpTo(blockProblem), except: strings(block), namespace: label, podLabels: labels, service: word,
  host: valueOf(exactHostProblem), depth: oneOf(['exact', 'oneLabel', 'anyDepth']),
};
const destination = object({
  ...destinationParts, optional: { ...destinationFields, through: object({ ...destinationParts, optional: destinationFields }) },
});

const proxyForm = oneOf(['pods', 'ciliumEntity', 'addresses', 'none']);
const proxyParts = { entity: oneOf(['ingress']), cidrs: strings(block, 1), reason: text(1, 4096) };
const needsOfProxies = needs({
  pods: ['namespace', 'podLabels'], ciliumEntity: ['entity'], addresses: ['cidrs'], none: ['reason'],
});

const proxies = object({
  required: { form: proxyForm },
  optional: { ...proxyParts, namespace: label, podLabels: labels },
  rules: [needsOfProxies],
});

/** The same before a Gateway is known: texts may hold its {gateway}, {namespace} and {class}. */
const filled = (value: unknown): unknown => (typeof value === 'string' ? value.replace(/\{(gateway|namespace|class)\}/g, 'x') : value);
const proxyTemplate = object({
  required: { form: proxyForm },
  optional: {
    ...proxyParts,
    namespace: valueOf((value) => labelProblem(filled(value))),
    podLabels: mapOf(labelKeyProblem, (value) => labelValueProblem(filled(value))),
  },
  rules: [needsOfProxies],
});

const implementationFields = {
  name: word,
  controllerName: valueOf(domainPathProblem),
  unsupportedFeatures: strings(word),
  isolatesListeners: flag,
  detectsMisdirectedRequests: flag,
};
const parametersKind = object({ required: { group: valueOf(groupProblem), kind: valueOf(kindProblem) } });

const implementationFacts = object({
  required: {
    ...implementationFields,
    ports: object({ required: { http: port, https: port } }),
    entryPoints: flag,
    proxies: proxyTemplate,
    readsCertificateRefs: flag,
  },
  optional: {
    className: subdomain,
    classAnnotations: mapOf(labelKeyProblem, (value) => textProblem(value, 0, 4096, 'true')),
    classParameters: parametersKind,
    gatewayParameters: parametersKind,
    metrics: object({ required: { port: word, number: port, path: valueOf(pathProblem) } }),
    ownCertificates: text(1, 4096),
  },
});

const dnsPeer = object({
  required: { form: oneOf(['pods', 'cidr']), ports: list(port, { min: 1 }) },
  optional: { namespace: label, podLabels: labels, cidr: blockUpTo(resolverProblem) },
  rules: [needs({ pods: ['namespace', 'podLabels'], cidr: ['cidr'] })],
});

const endpoint = object({ required: { cidr: serviceBlock, ports: list(port, { min: 1 }) } });
const egressBackend = object({
  required: { name: oneOf(PROFILE_BACKENDS) },
  optional: {
    version: word, tier: oneOf(['Admin', 'Baseline']), priority: valueOf(priorityProblem), experimental: flag,
    order: valueOf(orderProblem), namespace: label, image: word, replicas: valueOf(replicasProblem),
  },
});

const cluster = object({
  required: {
    name: label,
    gatewayApi: object({ required: { version: word, channel: oneOf(['standard', 'experimental']) } }),
    kubernetesVersion: word,
    dns: list(dnsPeer),
    metadataCidrs: strings(serviceBlock),
  },
  optional: {
    networkPlugin: label,
    apiServer: list(endpoint),
    workloadIdentity: list(endpoint),
    mesh: oneOf(['sidecar', 'ambient']),
    egressBackend,
  },
});

/** Every hostname is served by sections that the grant lists. */
function sectionsAreListed({ sections, hostnames }: Data, path: string): FieldProblem[] {
  const known = new Set((sections as { name: string }[]).map(({ name }) => name));
  return (hostnames as { sections: string[] }[]).flatMap((served, index) => served.sections
    .filter((name) => !known.has(name))
    .map((name) => fieldProblem(`${path}.hostnames[${index}].sections`, name, 'the grant lists no such section', 'list it')));
}

/** Without hostnames a grant is for listeners that know none. */
function hostnamesAreThere({ sections, hostnames }: Data, path: string): FieldProblem[] {
  const needing = (sections as { name: string; protocol: string }[]).find(({ protocol }) => isNamedByHostname(protocol));
  if ((hostnames as unknown[]).length > 0 || needing === undefined) return [];
  return [fieldProblem(`${path}.hostnames`, hostnames, `section "${needing.name}" serves ${needing.protocol}, by hostname`, 'name one')];
}

/** Sections are the gateway's listeners; a team with listeners of its own has none of them, and hostnames alone. */
function sectionsAreThere({ sections, hostnames, delegation: delegated }: Data, path: string): FieldProblem[] {
  const lists = [
    { at: `${path}.sections`, names: sections as unknown[] },
    ...(hostnames as { sections: string[] }[])
      .map((served, index) => ({ at: `${path}.hostnames[${index}].sections`, names: served.sections })),
  ];
  if (delegated === undefined) {
    return lists.filter(({ names }) => names.length === 0)
      .map(({ at, names }) => fieldProblem(at, names, 'it is empty', 'name one'));
  }
  const named = lists.filter(({ names }) => names.length > 0)
    .map(({ at, names }) => fieldProblem(at, names, 'a delegation names no listeners of the gateway', 'leave it empty'));
  return (hostnames as unknown[]).length > 0
    ? named
    : [...named, fieldProblem(`${path}.hostnames`, hostnames, 'a delegation is for hostnames', 'name one')];
}

const grant = object({
  required: {
    namespaces: strings(label, 1),
    gateway: object({ required: { name: label, namespace: label } }),
    sections: list(section, { unique: byField('name') }),
    hostnames: list(hostname, { unique: byField('hostname') }),
    routeKinds: strings(oneOf(ROUTE_KINDS), 1),
    isolation: object({ required: { ingress: flag, egress: flag } }),
    egress: list(destination),
    proxies,
    implementation: object({ required: implementationFields }),
    cluster,
  },
  optional: { meshServices: strings(valueOf(meshServiceProblem), 1), delegation },
  rules: [sectionsAreThere, sectionsAreListed, hostnamesAreThere],
});

const head = { version: oneOf(CONTRACT_VERSIONS), checksum: word };

/** What a team's contract holds. */
export const teamContract: FieldCheck = object({
  required: {
    ...head,
    format: oneOf(['cdk8s-gateway/team']),
    team: label,
    subjects: list(subject),
    grants: list(grant, { min: 1 }),
  },
});

/** What a platform's contract holds. */
export const platformContract: FieldCheck = object({
  required: {
    ...head,
    format: oneOf(['cdk8s-gateway/platform']),
    classes: list(object({ required: { className: subdomain, implementation: implementationFacts, cluster } }), {
      min: 1, unique: byField('className'),
    }),
  },
});
